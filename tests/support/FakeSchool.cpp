#include "tests/support/FakeSchool.h"

#include <QDateTime>
#include <QThread>
#include <QTimeZone>

namespace lectern {

Result<PageData> FakeSchool::page(const PageSpec&, const Filter&, const Cancel&)
{
    return pages.isEmpty() ? PageData{} : pages.first();
}

Result<QList<StudentLine>> FakeSchool::studentsBehind(const TileData&, const MetricRow& mark, const Filter&,
                                                      const Cancel&)
{
    lastMark = mark.category;
    return students;
}

Result<ImportPreview> FakeSchool::previewImport(const QStringList&, const ImportOptions& options, const ProgressSink&,
                                                const Cancel&)
{
    ++previews;
    lastOptions = options;
    const bool answered = !options.layouts.empty() || !options.acceptDriftOf.isEmpty() || !options.mapping.isEmpty();
    return answered ? previewAccepted : previewAnswer;
}

Result<std::vector<CorrectionCsv>> FakeSchool::correctionFiles(const QSet<qint64>& ids)
{
    savedIds = ids;
    return correctionAnswer;
}

Result<ImportReport> FakeSchool::importPaths(const QStringList& paths, const ImportOptions& options,
                                             const ProgressSink& progress, const Cancel& cancel)
{
    if (options.dryRun) {
        ++dryRuns;
        progress({QStringLiteral("read"), paths.first(), 0.5, 100});
        while (holdDryRun && !cancel.raised())
            QThread::msleep(5);
        if (cancel.raised())
            return failure(QStringLiteral("cancelled"));
        return effect;
    }
    ++imports;
    lastPaths = paths;
    lastOptions = options;
    progress({QStringLiteral("read"), paths.first(), 0.25, 12402});
    while (hold && !cancel.raised())
        QThread::msleep(5);
    if (cancel.raised())
        return failure(QStringLiteral("cancelled"));
    return options.acceptClosures || !options.acceptDriftOf.isEmpty() ? reportAccepted : report;
}

Result<std::vector<qint64>> FakeSchool::undoLoad(qint64 load, bool withLater, const ProgressSink&, const Cancel&)
{
    undoneLoad = load;
    undoneWithLater = withLater;
    return std::vector<qint64>{load};
}

Result<std::vector<qint64>> FakeSchool::undoPackage(qint64 package, bool withLater, const ProgressSink&, const Cancel&)
{
    undonePackage = package;
    undoneWithLater = withLater;
    return std::vector<qint64>{package};
}

Result<CorrectionOutcome> FakeSchool::correct(const CorrectionOrder& order, const ProgressSink&, const Cancel&)
{
    lastCorrection = order;
    ++corrections;
    return correctAnswer;
}

Result<std::vector<Load>> FakeSchool::loads()
{
    ++logReads;
    return log;
}

Result<Backup> FakeSchool::backUpNow(const ProgressSink&, const Cancel&)
{
    Backup made;
    made.path = QStringLiteral("/backups/%1.lectern").arg(copies.size());
    made.madeMs = QDateTime(QDate(2026, 3, 14), QTime(9, 0), QTimeZone::utc()).toMSecsSinceEpoch();
    made.bytes = 3'400'000;
    copies.insert(copies.begin(), made);
    return made;
}

Result<std::optional<Backup>> FakeSchool::backUpIfDue(const Cancel&)
{
    ++dueAsked;
    return due;
}

Result<SchoolState> FakeSchool::restoreBackup(const QString& path, const ProgressSink&, const Cancel&)
{
    restored = path;
    return m_state;
}

Result<QList<PageData>> FakeSchool::reportPages(const ReportOrder& order, const ProgressSink&, const Cancel&)
{
    lastOrder = order;
    return pages;
}

Load madeLoad(qint64 number, qint64 package, const QString& source, const QString& entity, qint64 inserted,
              qint64 quarantined)
{
    Load load;
    load.load = number;
    load.package = package;
    load.feedId = 1;
    load.feed = QStringLiteral("Northside SIS");
    load.connector = QStringLiteral("oneroster");
    load.entity = entity;
    load.source = source;
    load.state = QStringLiteral("in force");
    load.inserted = inserted;
    load.quarantined = quarantined;
    load.rowsRead = inserted + quarantined;
    load.startedMs = QDateTime(QDate(2026, 3, 13), QTime(14, 5), QTimeZone::utc()).toMSecsSinceEpoch() + number * 60000;
    return load;
}

} // namespace lectern
