/// A school without a store: answers the window's questions from the gallery pages, notes what was asked, can be slow.
#pragma once

#include "tests/support/GalleryPages.h"
#include "ui/window/SchoolService.h"

#include <QCoreApplication>
#include <QMutex>
#include <QThread>

namespace lectern::test {

class GallerySchool final : public SchoolService
{
public:
    SchoolState now{true,
                    false,
                    QStringLiteral("Northside School"),
                    QStringLiteral("northside.lectern"),
                    {},
                    dayOf(QDate(2026, 3, 13))};
    int delayMs = 0; ///< of every page

    [[nodiscard]] QStringList asked() const
    {
        const QMutexLocker lock(&m_mutex);
        return m_asked;
    }
    [[nodiscard]] bool askedOnGuiThread() const { return m_onGuiThread; }

    SchoolState state() const override { return now; }
    Result<SchoolState> openSchool(const QString& path) override
    {
        note(QStringLiteral("open ") + path);
        return now;
    }
    Result<SchoolState> createSchool(const QString& path) override
    {
        note(QStringLiteral("create ") + path);
        return now;
    }
    Result<SchoolState> openSample(const ProgressSink& progress, const Cancel&) override
    {
        note(QStringLiteral("sample"));
        progress({QStringLiteral("build"), QString(), 0.5, 0});
        now.open = true;
        now.empty = false;
        return now;
    }
    Result<PageData> page(const PageSpec& spec, const Filter& filter, const Cancel& cancel) override
    {
        note(QStringLiteral("page ") + spec.id);
        for (int waited = 0; waited < delayMs && !cancel.raised(); waited += 5)
            QThread::msleep(5);
        for (PageData data : galleryPages())
            if (data.spec.id == spec.id) {
                data.filter = filter;
                return data;
            }
        return failure(QStringLiteral("page.unknown"), {}, {spec.id});
    }
    Result<QList<DimensionValue>> dimensionValues(const QString& dimension) override
    {
        note(QStringLiteral("values ") + dimension);
        return QList<DimensionValue>{{QStringLiteral("7"), QStringLiteral("Grade 7"), 0, 7},
                                     {QStringLiteral("8"), QStringLiteral("Grade 8"), 0, 8}};
    }
    Result<QList<StudentLine>> studentsBehind(const TileData& tile, const MetricRow&, const Filter&,
                                              const Cancel&) override
    {
        note(QStringLiteral("students ") + tile.spec.id);
        return QList<StudentLine>{
            {1, QStringLiteral("S1"), QStringLiteral("Student 01"), QStringLiteral("7"), QStringLiteral("7B"), {}}};
    }
    Result<Explanation> explain(const TileData& tile, const Filter&) override
    {
        note(QStringLiteral("explain ") + tile.spec.id);
        return Explanation();
    }
    Result<ImportPreview> previewImport(const QStringList& paths, const ImportOptions&, const ProgressSink&,
                                        const Cancel&) override
    {
        note(QStringLiteral("preview ") + paths.join(QLatin1Char(' ')));
        return ImportPreview();
    }
    Result<std::vector<CorrectionCsv>> correctionFiles(const QSet<qint64>&) override { return std::vector<CorrectionCsv>(); }
    Result<ImportReport> importPaths(const QStringList& paths, const ImportOptions&, const ProgressSink&,
                                     const Cancel&) override
    {
        note(QStringLiteral("import ") + paths.join(QLatin1Char(' ')));
        return ImportReport();
    }
    Result<std::vector<qint64>> undoLoad(qint64 load, bool, const ProgressSink&, const Cancel&) override
    {
        return std::vector<qint64>{load};
    }
    Result<std::vector<qint64>> undoPackage(qint64 package, bool, const ProgressSink&, const Cancel&) override
    {
        return std::vector<qint64>{package};
    }
    Result<std::vector<Load>> loads() override { return std::vector<Load>(); }
    Result<std::vector<QuarantinedRow>> quarantine(qint64) override { return std::vector<QuarantinedRow>(); }
    Result<std::vector<Backup>> backups() override { return std::vector<Backup>{}; }
    Result<Backup> backUpNow(const ProgressSink&, const Cancel&) override { return Backup{}; }
    Result<std::optional<Backup>> backUpIfDue(const Cancel&) override { return std::nullopt; }
    Result<SchoolState> restoreBackup(const QString&, const ProgressSink&, const Cancel&) override { return now; }
    Result<SchoolState> acknowledgeAlert(const QString&) override { return now; }
    Result<RefusedRow> refusedRow(qint64) override { return RefusedRow(); }
    Result<CorrectionOutcome> correct(const CorrectionOrder&, const ProgressSink&, const Cancel&) override
    {
        return CorrectionOutcome();
    }
    Result<QList<PageData>> reportPages(const ReportOrder&, const ProgressSink&, const Cancel&) override
    {
        return galleryPages();
    }

private:
    void note(const QString& what)
    {
        const QMutexLocker lock(&m_mutex);
        m_asked.append(what);
        m_onGuiThread = m_onGuiThread || QThread::currentThread() == QCoreApplication::instance()->thread();
    }

    mutable QMutex m_mutex;
    QStringList m_asked;
    bool m_onGuiThread = false;
};

} // namespace lectern::test
