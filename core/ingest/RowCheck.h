/// Checks rows of one load against the entity's schema and turns them into what the raw table stores: cells,
/// companions, key, scope, content hash. Depends on row, file and schema alone. One load; check() by one thread at a time;
/// keyOf(), original() and versionOf() are const and may be called by the writer thread meanwhile.
#pragma once

#include "core/base/Hash.h"
#include "core/connector/Connector.h"
#include "core/ingest/CellParser.h"
#include "core/ingest/CheckedBatch.h"

#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

namespace lectern {

/// Adds the cells of these columns of a row to `joined`, without outer blanks, U+001F between them: a key or a scope as it
/// is hashed and compared.
void joinCells(std::string& joined, const RecordBatch& batch, int index, const std::vector<int>& columns);

/// A key or a scope as a person reads it: its columns with " / " between them.
[[nodiscard]] QString readableKey(std::string_view key);

class RowCheck
{
public:
    /// `reader` tells the date order of each column. All must outlive the check.
    RowCheck(const EntitySchema& schema, const Reader& reader, const QTimeZone& zone, const QByteArray& matchKey);

    /// Checks every row of `batch.records`. A row with a fault is filled as far as it could be read, its identity and
    /// scope always.
    void check(CheckedBatch& batch);

    /// The scope with this index, its columns joined by U+001F. Any thread.
    [[nodiscard]] std::string scope(std::uint32_t index) const;
    /// The natural key of a row, its columns joined by U+001F.
    [[nodiscard]] std::string keyOf(const RecordBatch& batch, int index) const;
    /// The row as it came, as JSON, without columns that must never be kept; for quarantine.
    [[nodiscard]] QString original(const RecordBatch& batch, int index) const;
    /// The number by which versions of a row are ordered, from the text of the version column as it is stored.
    [[nodiscard]] qint64 versionOf(std::string_view text, InstantParser& instants) const;

private:
    /// Texts compared without case.
    struct Words
    {
        QStringList words;
        std::vector<std::string> lower; ///< the same, for texts that are plain ASCII
        explicit Words(const QStringList& list = {});
        [[nodiscard]] bool contain(std::string_view text) const;
    };
    struct Column
    {
        const ColumnSchema* schema;
        DateOrder order;
        std::uint32_t cells;              ///< stored: 1 and its companions
        bool opaque;
        bool kept;                        ///< not of class `never`
        bool text;                        ///< outer spaces belong to the value
        char mark;                        ///< in front of fractions, as Reader::decimalMark()
        Words allowed;
    };
    /// A row at hand: where its cells go, and what is wrong with it.
    struct Target
    {
        CheckedBatch& batch;
        CheckedRow& row;
        StoredCell* cells;
    };
    void checkRow(CheckedBatch& batch, int index);
    void readScope(const RecordBatch& batch, int index, CheckedRow& row);
    void checkCell(Target& target, const Column& column, std::string_view text);
    void parse(Target& target, const Column& column, std::string_view text);
    static void fault(Target& target, const Column& column, const char* reason, std::string_view text,
                      const QStringList& more = {});
    const EntitySchema& m_schema;
    const QByteArray& m_matchKey;
    InstantParser m_instants;
    std::vector<Column> m_columns;
    std::vector<int> m_key;
    std::vector<int> m_scope;
    int m_subject = -1;
    int m_deletion = -1;
    Words m_deleted;
    int m_version = -1;
    std::vector<StoredCell> m_cells;   ///< of the row at hand, companions and `extra` included
    std::vector<QByteArray> m_matched; ///< texts of it that stand nowhere else
    bool m_allKept = false; ///< no column is of class `never`
    std::string m_content; ///< bytes that are hashed, reused
    std::string m_text;
    std::string m_number;  ///< written the plain way
    std::uint32_t m_lastScope = 0;
    mutable std::mutex m_scopesMutex;
    std::vector<std::string> m_scopes;
    std::unordered_map<std::string, std::uint32_t> m_scopeNumbers;
};

} // namespace lectern
