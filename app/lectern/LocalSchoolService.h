/// What the window asks of a school, answered by a school file on this machine. Thread: as SchoolService says: any pool
/// thread, several at once; each answer borrows a read-only connection of its own.
#pragma once

#include "core/connector/ConnectorCatalog.h"
#include "core/store/School.h"
#include "ui/window/SchoolService.h"

#include <QFuture>
#include <QElapsedTimer>
#include <atomic>
#include <memory>
#include <mutex>

namespace lectern {

class OpenSchool;

class LocalSchoolService final : public SchoolService
{
public:
    LocalSchoolService();
    ~LocalSchoolService() override;

    [[nodiscard]] SchoolState state() const override;
    [[nodiscard]] Result<SchoolState> openSchool(const QString& path) override;
    [[nodiscard]] Result<SchoolState> createSchool(const QString& path) override;
    [[nodiscard]] Result<SchoolState> openSample(const ProgressSink& progress, const Cancel& cancel) override;
    [[nodiscard]] Result<PageData> page(const PageSpec& page, const Filter& filter, const Cancel& cancel) override;
    [[nodiscard]] Result<QList<DimensionValue>> dimensionValues(const QString& dimension) override;
    [[nodiscard]] Result<QList<StudentLine>> studentsBehind(const TileData& tile, const MetricRow& mark,
                                                            const Filter& filter, const Cancel& cancel) override;
    [[nodiscard]] Result<Explanation> explain(const TileData& tile, const Filter& filter) override;
    [[nodiscard]] Result<ImportPreview> previewImport(const QStringList& paths, const ImportOptions& options,
                                                      const ProgressSink& progress, const Cancel& cancel) override;
    [[nodiscard]] Result<ImportReport> importPaths(const QStringList& paths, const ImportOptions& options,
                                                   const ProgressSink& progress, const Cancel& cancel) override;
    [[nodiscard]] Result<std::vector<qint64>> undoLoad(qint64 load, bool withLater, const ProgressSink& progress,
                                                       const Cancel& cancel) override;
    [[nodiscard]] Result<std::vector<qint64>> undoPackage(qint64 package, bool withLater, const ProgressSink& progress,
                                                          const Cancel& cancel) override;
    [[nodiscard]] Result<std::vector<Load>> loads() override;
    [[nodiscard]] Result<std::vector<QuarantinedRow>> quarantine(qint64 limit) override;
    [[nodiscard]] Result<std::vector<Backup>> backups() override;
    [[nodiscard]] Result<Backup> backUpNow(const ProgressSink& progress, const Cancel& cancel) override;
    [[nodiscard]] Result<std::optional<Backup>> backUpIfDue(const Cancel& cancel) override;
    [[nodiscard]] Result<SchoolState> restoreBackup(const QString& path, const ProgressSink& progress,
                                                    const Cancel& cancel) override;
    [[nodiscard]] Result<SchoolState> acknowledgeAlert(const QString& key) override;
    [[nodiscard]] Result<RefusedRow> refusedRow(qint64 id) override;
    [[nodiscard]] Result<std::vector<CorrectionCsv>> correctionFiles(const QSet<qint64>& ids) override;
    [[nodiscard]] Result<CorrectionOutcome> correct(const CorrectionOrder& order, const ProgressSink& progress,
                                                    const Cancel& cancel) override;
    [[nodiscard]] Result<QList<PageData>> reportPages(const ReportOrder& order, const ProgressSink& progress,
                                                      const Cancel& cancel) override;

private:
    [[nodiscard]] const ConnectorCatalog& catalog();
    [[nodiscard]] Result<std::shared_ptr<OpenSchool>> current() const;
    /// Closes the school that is open, when nobody works on it any more; error "database.busy" if that takes too long.
    [[nodiscard]] Result<void> close(std::shared_ptr<OpenSchool> open);
    [[nodiscard]] Result<SchoolState> take(std::unique_ptr<School> school);
    /// Brings gold up to date after raw rows changed; what went wrong, in words, if it could not.
    [[nodiscard]] std::optional<Error> rebuild(OpenSchool& open, const ProgressSink& progress, const Cancel& cancel);
    void refreshState(OpenSchool& open);
    /// Deletes what a cancelled import stored, while the window goes on.
    void sweepInBackground(std::shared_ptr<OpenSchool> open);
    /// Ends that after the piece at hand: somebody else wants to write, or the school is closed.
    void stopSweep();
    /// Every few minutes, on the pool, what was counted goes into the file, if nobody writes just then.
    void keepCounts(const std::shared_ptr<OpenSchool>& open);

    std::once_flag m_catalogOnce;
    std::unique_ptr<ConnectorCatalog> m_catalog; ///< read from the plugins at the first use, on a pool thread
    std::atomic<qint64> m_countsKeptMs = 0; ///< when counts were last written, on m_clock
    QElapsedTimer m_clock;
    mutable std::mutex m_mutex; ///< guards the two below
    std::shared_ptr<OpenSchool> m_open;
    SchoolState m_state;
    std::mutex m_sweepMutex; ///< guards the two below
    Cancel m_sweepStop;
    QFuture<void> m_sweep;
};

} // namespace lectern
