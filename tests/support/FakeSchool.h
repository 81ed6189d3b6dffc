/// A school service made of plain values, so that windows are tested without a store: answers are set by the test,
/// calls are counted, long calls wait until they are told to go on or are cancelled.
#pragma once

#include "ui/window/SchoolService.h"

#include <atomic>
#include <mutex>

namespace lectern {

class FakeSchool : public SchoolService
{
public:
    [[nodiscard]] SchoolState state() const override { return m_state; }
    [[nodiscard]] Result<SchoolState> openSchool(const QString&) override { return m_state; }
    [[nodiscard]] Result<SchoolState> createSchool(const QString&) override { return m_state; }
    [[nodiscard]] Result<SchoolState> openSample(const ProgressSink&, const Cancel&) override { return m_state; }
    [[nodiscard]] Result<PageData> page(const PageSpec&, const Filter&, const Cancel&) override;
    [[nodiscard]] Result<QList<DimensionValue>> dimensionValues(const QString&) override { return QList<DimensionValue>{}; }
    [[nodiscard]] Result<QList<StudentLine>> studentsBehind(const TileData&, const MetricRow& mark, const Filter&,
                                                            const Cancel&) override;
    [[nodiscard]] Result<Explanation> explain(const TileData&, const Filter&) override { return explanation; }
    [[nodiscard]] Result<ImportPreview> previewImport(const QStringList& paths, const ImportOptions& options,
                                                      const ProgressSink& progress, const Cancel& cancel) override;
    [[nodiscard]] Result<ImportReport> importPaths(const QStringList& paths, const ImportOptions& options,
                                                   const ProgressSink& progress, const Cancel& cancel) override;
    [[nodiscard]] Result<std::vector<qint64>> undoLoad(qint64 load, bool withLater, const ProgressSink&,
                                                       const Cancel&) override;
    [[nodiscard]] Result<std::vector<qint64>> undoPackage(qint64 package, bool withLater, const ProgressSink&,
                                                          const Cancel&) override;
    [[nodiscard]] Result<std::vector<Load>> loads() override;
    [[nodiscard]] Result<std::vector<QuarantinedRow>> quarantine(qint64) override { return refused; }
    [[nodiscard]] Result<std::vector<Backup>> backups() override { return copies; }
    [[nodiscard]] Result<Backup> backUpNow(const ProgressSink&, const Cancel&) override;
    [[nodiscard]] Result<std::optional<Backup>> backUpIfDue(const Cancel&) override;
    [[nodiscard]] Result<SchoolState> restoreBackup(const QString& path, const ProgressSink&, const Cancel&) override;
    [[nodiscard]] Result<SchoolState> acknowledgeAlert(const QString& key) override
    {
        acknowledged << key;
        --m_state.alerts;
        return m_state;
    }
    [[nodiscard]] Result<RefusedRow> refusedRow(qint64) override { return refusedAnswer; }
    [[nodiscard]] Result<std::vector<CorrectionCsv>> correctionFiles(const QSet<qint64>& ids) override;
    [[nodiscard]] Result<CorrectionOutcome> correct(const CorrectionOrder& order, const ProgressSink&,
                                                    const Cancel&) override;
    [[nodiscard]] Result<QList<PageData>> reportPages(const ReportOrder& order, const ProgressSink&,
                                                      const Cancel&) override;

    // What it answers.
    Result<ImportReport> report = ImportReport{};
    Result<ImportPreview> previewAnswer = ImportPreview{};
    Result<ImportPreview> previewAccepted = ImportPreview{}; ///< when columns are accepted or layouts given
    std::vector<CorrectionCsv> correctionAnswer;
    Result<ImportReport> effect = ImportReport{};            ///< of a dry run
    Result<ImportReport> reportAccepted = ImportReport{}; ///< when closures or changed columns are accepted
    std::vector<Load> log;
    std::vector<QuarantinedRow> refused;
    RefusedRow refusedAnswer;
    Result<CorrectionOutcome> correctAnswer = CorrectionOutcome{};
    Explanation explanation;
    QList<StudentLine> students;
    QList<PageData> pages;
    std::vector<Backup> copies;
    Result<std::optional<Backup>> due = std::optional<Backup>();
    std::atomic<bool> hold = false;       ///< imports wait while it is set
    std::atomic<bool> holdDryRun = false; ///< dry runs do

    // What it was asked.
    std::atomic<int> previews = 0, dryRuns = 0;
    QSet<qint64> savedIds;
    std::atomic<int> imports = 0, logReads = 0, dueAsked = 0, corrections = 0;
    QString restored;
    QString lastMark;
    QStringList lastPaths;
    ImportOptions lastOptions;
    qint64 undoneLoad = 0, undonePackage = 0;
    bool undoneWithLater = false;
    CorrectionOrder lastCorrection;
    ReportOrder lastOrder;
    QStringList acknowledged;
    SchoolState m_state{true, false, QStringLiteral("Northside School"), {}, {}, dayOf({2026, 3, 13})};
};

/// A load of the log with its numbers; in force, made on 13 March 2026.
[[nodiscard]] Load madeLoad(qint64 number, qint64 package, const QString& source, const QString& entity,
                            qint64 inserted, qint64 quarantined = 0);

} // namespace lectern
