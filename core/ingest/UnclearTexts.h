/// Rows that will not count because a column that may say but a few things says something nobody explained: what, and how
/// often. Reader thread.
#pragma once

#include "core/table/EntitySchema.h"
#include "core/table/RecordBatch.h"

#include <QSet>
#include <string>
#include <unordered_map>
#include <vector>

namespace lectern {

class UnclearTexts
{
public:
    explicit UnclearTexts(const EntitySchema& schema);

    void look(const RecordBatch& batch);
    /// As the rows write them, each once, at most ten.
    [[nodiscard]] const QStringList& texts() const { return m_texts; }
    /// One sentence for the load; empty if everything was clear.
    [[nodiscard]] QStringList remarks() const;

private:
    struct Column
    {
        int at;
        std::vector<int> instead; ///< columns that may say it too
        QSet<QString> plain;
        std::unordered_map<std::string, bool> clear; ///< text -> whether it is, as far as it was looked up
    };
    [[nodiscard]] bool isClear(Column& column, std::string_view text);

    std::vector<Column> m_columns;
    QStringList m_texts;
    qint64 m_rows = 0;
    std::string m_text; ///< reused
};

} // namespace lectern
