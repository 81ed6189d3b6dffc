/// Every tile's table of every page on a seeded school against tests/golden/tiles/<page>.<tile>.txt. After a wanted
/// change of simulator or metrics, LECTERN_WRITE_GOLDEN=1 writes the files anew; read the difference before committing.
#include "core/base/Hash.h"
#include "core/page/Page.h"
#include "tests/support/MetricText.h"
#include "tests/support/SampleSchool.h"

#include <QtTest>

using namespace lectern;
using namespace lectern::test;

namespace {

constexpr qsizetype linesKept = 120;

/// Tiles that tell of this run itself (moments, bytes, milliseconds, counts of what the test did) are no two times the same.
bool tellsOfTheRun(const QString& tile)
{
    static const QStringList told{"health.size", "health.opened", "health.growth", "health.queries", "health.use",
                                  "health.feeds", "health.checks", "health.alerts"};
    return told.contains(tile);
}

/// Long tables keep their first lines and a digest of the rest.
QStringList shortened(const QStringList& all)
{
    if (all.size() <= linesKept)
        return all;
    const QStringList rest = all.mid(linesKept);
    return all.first(linesKept) << QString("… and %1 more, %2").arg(rest.size()).arg(sha256(rest.join('\n').toStdString()));
}

} // namespace

class TilesGoldenTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tile_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("found");
        for (const PageSpec& spec : pageSpecs()) {
            const auto page = evaluatePage(sampleReader(), spec, {}, {}, {}, Audience::Staff, Cancel());
            if (!page)
                qFatal("%s: %s", qPrintable(spec.id), qPrintable(page.error().code));
            for (const QList<TileData>& row : page->rows)
                for (const TileData& data : row) {
                    const QString name = spec.id + "." + data.spec.id;
                    if (tellsOfTheRun(name))
                        continue;
                    QStringList text{data.spec.title + " · " + data.spec.subtitle};
                    text << (data.error ? QStringList{"error: " + data.error->code + " " + data.error->detail}
                                        : shortened(lines(data.table)));
                    QTest::newRow(qPrintable(name)) << name + ".txt" << text.join('\n') + "\n";
                }
        }
    }

    void tile()
    {
        QFETCH(QString, file);
        QFETCH(QString, found);
        QVERIFY2(!found.contains("\nerror:"), qPrintable(found));
        QFile golden(QString(LECTERN_SOURCE_DIR) + "/tests/golden/tiles/" + file);
        if (qEnvironmentVariableIsSet("LECTERN_WRITE_GOLDEN")) {
            QVERIFY(golden.open(QIODevice::WriteOnly));
            golden.write(found.toUtf8());
            return;
        }
        QVERIFY2(golden.open(QIODevice::ReadOnly), qPrintable(golden.fileName()));
        QCOMPARE(found, QString::fromUtf8(golden.readAll()));
    }
};

QTEST_GUILESS_MAIN(TilesGoldenTest)
#include "TilesGoldenTest.moc"
