/// Pages: their specifications fit the grid and the metrics, and evaluating them keeps every tile's promise.
#include "core/page/Page.h"
#include "tests/support/GoldScratch.h"
#include "tests/support/MetricText.h"

#include <QtTest>

using namespace lectern;
using namespace lectern::test;

namespace {

const TileData* tile(const PageData& page, const QString& id)
{
    for (const QList<TileData>& row : page.rows)
        for (const TileData& data : row)
            if (data.spec.id == id)
                return &data;
    return nullptr;
}

} // namespace

class PageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pagesInTheOrderOfTheSidebarAndHealthBelowTheLine()
    {
        QStringList ids;
        for (const PageSpec& page : pageSpecs())
            ids << page.id;
        QCOMPARE(ids, (QStringList{"overview", "engagement", "content", "segments", "health"}));
        for (const PageSpec& page : pageSpecs())
            QCOMPARE(page.lower, page.id == "health");
        QCOMPARE(pageSpec("nowhere").error().code, "page.unknown");
    }

    void everyRowFillsTheGridAndEveryTileNamesSomethingThatIs()
    {
        for (const PageSpec& page : pageSpecs()) {
            QVERIFY(!page.question.isEmpty());
            for (const QList<TileSpec>& row : page.rows) {
                int span = 0;
                for (const TileSpec& spec : row) {
                    span += spec.span;
                    QVERIFY2(!spec.title.isEmpty() && !spec.subtitle.isEmpty(), qPrintable(spec.id));
                    QVERIFY2(!spec.query.isEmpty() || metricDefinition(spec.metric), qPrintable(spec.id));
                    QVERIFY2(spec.spark.isEmpty() || metricDefinition(spec.spark), qPrintable(spec.id));
                }
                QCOMPARE(span, 12);
            }
        }
    }

    void everyTileIsFilledOrSaysWhatIsMissing()
    {
        const GoldScratch gold;
        for (const PageSpec& spec : pageSpecs()) {
            const auto page = evaluatePage(gold.reader(), spec, {}, {}, {}, Audience::Screen, Cancel());
            QVERIFY(page);
            QCOMPARE(page->dataTo.has_value(), !spec.lower);
            for (const QList<TileData>& row : page->rows)
                for (const TileData& data : row) {
                    QVERIFY2(!data.error, qPrintable(data.spec.id + (data.error ? data.error->code + data.error->detail : QString())));
                    QVERIFY2(!data.table.rows.isEmpty() || !data.table.available, qPrintable(data.spec.id));
                }
        }
    }

    void chipsThatDoNotApplyAreNamed()
    {
        const GoldScratch gold;
        Filter filter;
        filter.where["subject"] = QStringList{"Computing"};
        filter.where["grade"] = QStringList{"7"};
        const auto page = evaluatePage(gold.reader(), *pageSpec("overview"), filter, {}, {}, Audience::Screen, Cancel());
        QVERIFY(page);
        QCOMPARE(tile(*page, "attendance")->ignoredFilters, QStringList{"Subject"});
        QCOMPARE(tile(*page, "completion")->ignoredFilters, QStringList{});
        QCOMPARE(lines(tile(*page, "learners")->table), QStringList{"3 | 3/- | n 3"});
    }

    void headlinesKnowThePeriodBeforeAndALine()
    {
        const GoldScratch gold;
        const auto page = evaluatePage(gold.reader(), *pageSpec("overview"), {}, {}, {}, Audience::Screen, Cancel());
        QVERIFY(page);
        const TileData* active = tile(*page, "active");
        QCOMPARE(active->table.population, 5);
        QVERIFY(active->comparison);
        QCOMPARE(*active->comparison->asOf, *active->table.asOf - 7);
        QVERIFY(active->spark && !active->spark->rows.isEmpty());
        QVERIFY(tile(*page, "completion")->spark);
    }

    void theLineMarksDaysWithoutSchool()
    {
        const GoldScratch gold;
        const auto page = evaluatePage(gold.reader(), *pageSpec("overview"), {}, {}, {}, Audience::Screen, Cancel());
        const MetricTable& daily = tile(*page, "daily")->table;
        QVERIFY(std::ranges::any_of(daily.rows, [](const MetricRow& row) {
            return row.category == "holiday" && row.dimensions.front().id == "2026-02-27" && !row.value;
        }));
    }

    void aTileOfOneCourseTakesTheBusiest()
    {
        const GoldScratch gold;
        const auto page = evaluatePage(gold.reader(), *pageSpec("content"), {}, {}, {}, Audience::Screen, Cancel());
        QVERIFY(page);
        QVERIFY2(tile(*page, "funnel")->spec.subtitle.startsWith("Python"), qPrintable(tile(*page, "funnel")->spec.subtitle));
        QCOMPARE(tile(*page, "funnel")->table.where.value("course"), QStringList{"PY"});
    }

    void outsideTheMatrixIsLeftOutAndSaysSo()
    {
        const GoldScratch gold;
        const auto page = evaluatePage(gold.reader(), *pageSpec("engagement"), {}, {}, {}, Audience::Outside, Cancel());
        QVERIFY(page);
        QVERIFY(!tile(*page, "matrix")->table.available);
        QCOMPARE(tile(*page, "matrix")->table.unavailableReason, "audience");
    }
};

QTEST_GUILESS_MAIN(PageTest)
#include "PageTest.moc"
