/// Loads the rows of one source into the raw table of its entity, by mode, inside the caller's transaction.
/// Writer thread.
#pragma once

#include "core/ingest/CorrectionBook.h"
#include "core/ingest/RowCheck.h"
#include "core/store/LoadLog.h"

#include <QHash>
#include <QSet>
#include <map>
#include <roaring/roaring64map.hh>
#include <unordered_map>

namespace lectern {

struct LoaderOptions
{
    Mode mode = Mode::Snapshot;
    bool acceptClosures = false;
    const CorrectionBook* corrections = nullptr; ///< null = none are applied
};

class Loader
{
public:
    /// `load` has its number, feed, first row and source; its counts are filled by run().
    Loader(const Database& writer, const EntitySchema& schema, const LoaderOptions& options, Load& load);

    /// Pulls `reader` dry. Errors of the reader, "import.closures", "source.no_rows", "cancelled", "database.…".
    /// After an error the caller rolls back.
    [[nodiscard]] Result<void> run(Reader& reader, RowCheck& check, const std::function<void(double, qint64)>& progress,
                                   const Cancel& cancel);

private:
    struct Open
    {
        qint64 rowNo;
        bool same; ///< its content is that of the row at hand
    };
    Result<void> prepare();
    Result<void> apply(const RecordBatch& batch, int index, RowCheck& check);
    Result<void> remove(const RecordBatch& batch, int index, RowCheck& check);
    Result<void> store(qint64 sourceRow);
    Result<void> close(qint64 rowNo);
    Result<void> refuse(const RecordBatch& batch, int index, RowCheck& check, const RowFault& fault);
    [[nodiscard]] bool correct(const RecordBatch& batch, int index, RowCheck& check);
    Result<void> findOpen(const std::string& key);
    Result<void> closeAbsent();
    [[nodiscard]] bool ofThisLoad(qint64 rowNo) const
    {
        return rowNo >= m_load.firstRow || m_seen.contains(std::uint64_t(rowNo));
    }
    std::string identity(bool keyed);

    const Database& m_writer;
    const EntitySchema& m_schema;
    LoaderOptions m_options;
    Load& m_load;
    Statement m_find, m_insert, m_close, m_quarantine;
    CheckedRow m_row;
    RecordBatch m_corrected; ///< the row at hand after a correction of earlier
    qint64 m_corrections = 0;
    std::vector<Open> m_open;
    QByteArray m_hash;
    std::string m_key;
    Roaring64Map m_seen; ///< rows of earlier loads that this load confirmed
    Roaring64Map m_kept; ///< rows of earlier loads whose new version went to quarantine
    QSet<QByteArray> m_deleted;   ///< keys this load deleted
    std::unordered_map<std::string, qint64> m_occurrences;
    std::map<std::string, qint64> m_scopes; ///< scopes the file names -> rows open before the load
};

} // namespace lectern
