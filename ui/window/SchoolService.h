/// What the window asks of a school, so that ui holds no SQL and no store. The program implements it (app/), tests
/// fake it. Thread: every function except the ones marked GUI may be called on any pool thread, several at once, and
/// blocks until it is done; the window always calls them on the pool and takes the answer on the GUI thread.
#pragma once

#include "core/base/Cancel.h"
#include "core/ingest/CorrectionFile.h"
#include "core/ingest/ImportPreview.h"
#include "core/metric/Metrics.h"
#include "core/page/Page.h"
#include "core/store/Backup.h"

#include <QSet>
#include <functional>

namespace lectern {

/// What is open, as a plain value.
struct SchoolState
{
    bool open = false;
    bool empty = true; ///< nothing has been loaded yet
    QString name;      ///< "Northside School"
    QString path;
    QString readOnlyReason;    ///< empty = it can be written
    std::optional<Day> dataTo; ///< latest clock
    QString remark{};          ///< what to know about the place the school lies in; empty = nothing
    int alerts = 0;            ///< alerts that nobody has seen yet
};

/// What a report shall hold.
struct ReportOrder
{
    QStringList pages; ///< page ids, in order
    Filter filter;
    QString file;                         ///< PDF to write
    QString paper = QStringLiteral("A4"); ///< "A4" or "Letter"
    Audience audience = Audience::Outside;
};

class SchoolService
{
public:
    virtual ~SchoolService() = default;

    /// What is open now; quick, no SQL. GUI.
    [[nodiscard]] virtual SchoolState state() const = 0;

    /// Opens, or makes, the school at `path` and takes the place of the one that is open.
    [[nodiscard]] virtual Result<SchoolState> openSchool(const QString& path) = 0;
    [[nodiscard]] virtual Result<SchoolState> createSchool(const QString& path) = 0;
    /// Makes the sample school (simulate, import, build) where the program keeps it, and opens it.
    [[nodiscard]] virtual Result<SchoolState> openSample(const ProgressSink& progress, const Cancel& cancel) = 0;

    [[nodiscard]] virtual Result<PageData> page(const PageSpec& page, const Filter& filter, const Cancel& cancel) = 0;
    [[nodiscard]] virtual Result<QList<DimensionValue>> dimensionValues(const QString& dimension) = 0;
    /// The students behind one row of a tile, with the filter of the page.
    [[nodiscard]] virtual Result<QList<StudentLine>> studentsBehind(const TileData& tile, const MetricRow& mark,
                                                                    const Filter& filter, const Cancel& cancel) = 0;
    [[nodiscard]] virtual Result<Explanation> explain(const TileData& tile, const Filter& filter) = 0;

    /// What these files are, their first rows and what is wrong with them; nothing is changed.
    [[nodiscard]] virtual Result<ImportPreview> previewImport(const QStringList& paths, const ImportOptions& options,
                                                              const ProgressSink& progress, const Cancel& cancel) = 0;
    /// Loads files, folders and zips, then rebuilds gold (not in a dry run). Progress covers both.
    [[nodiscard]] virtual Result<ImportReport> importPaths(const QStringList& paths, const ImportOptions& options,
                                                           const ProgressSink& progress, const Cancel& cancel) = 0;
    /// Takes a load (and, with `withLater`, the later ones) back, then rebuilds gold. Returns the loads undone.
    [[nodiscard]] virtual Result<std::vector<qint64>> undoLoad(qint64 load, bool withLater,
                                                               const ProgressSink& progress, const Cancel& cancel) = 0;
    /// Takes a whole package back (see undoLoad), then rebuilds gold.
    [[nodiscard]] virtual Result<std::vector<qint64>>
    undoPackage(qint64 package, bool withLater, const ProgressSink& progress, const Cancel& cancel) = 0;
    [[nodiscard]] virtual Result<std::vector<Load>> loads() = 0;
    [[nodiscard]] virtual Result<std::vector<QuarantinedRow>> quarantine(qint64 limit) = 0;
    /// Backups of the school that is open, newest first.
    [[nodiscard]] virtual Result<std::vector<Backup>> backups() = 0;
    /// Makes one now.
    [[nodiscard]] virtual Result<Backup> backUpNow(const ProgressSink& progress, const Cancel& cancel) = 0;
    /// What the schedule asks for; nothing if none is due or the school is open for reading only.
    [[nodiscard]] virtual Result<std::optional<Backup>> backUpIfDue(const Cancel& cancel) = 0;
    /// Closes the school, puts the backup in its place (what it was is kept as a backup) and opens it again.
    [[nodiscard]] virtual Result<SchoolState> restoreBackup(const QString& path, const ProgressSink& progress,
                                                            const Cancel& cancel) = 0;
    /// Remembers that an alert of the Health page was seen; `key` is the id of its row.
    [[nodiscard]] virtual Result<SchoolState> acknowledgeAlert(const QString& key) = 0;
    /// One refused row with all its cells and faults.
    [[nodiscard]] virtual Result<RefusedRow> refusedRow(qint64 id) = 0;
    /// Refused rows as CSV files to be mended in a spreadsheet and imported again, one per kind of row. `ids`: which;
    /// empty = all that wait.
    [[nodiscard]] virtual Result<std::vector<CorrectionCsv>> correctionFiles(const QSet<qint64>& ids) = 0;
    /// Corrects refused rows and tries them again; if any was loaded, rebuilds gold.
    [[nodiscard]] virtual Result<CorrectionOutcome> correct(const CorrectionOrder& order, const ProgressSink& progress,
                                                            const Cancel& cancel) = 0;
    /// Pages evaluated for a report's audience, in the order asked for; the PDF itself is drawn by ui/print.
    [[nodiscard]] virtual Result<QList<PageData>> reportPages(const ReportOrder& order, const ProgressSink& progress,
                                                              const Cancel& cancel) = 0;
};

} // namespace lectern
