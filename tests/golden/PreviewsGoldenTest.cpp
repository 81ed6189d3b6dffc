/// Real exports of the shared folder, as far as it is there: dialect, header, types and number of rows against files
/// that were read by eye. They hold no cell of the exports. LECTERN_WRITE_EXPECTED=1 writes them anew.
// label: slow
#include "tests/support/TableText.h"

#include <QDir>
#include <QDirIterator>
#include <QTest>

namespace lectern::test {

namespace {

QString expectedFolder()
{
    return QString(LECTERN_SOURCE_DIR) + "/tests/golden/previews/";
}

} // namespace

class PreviewsGoldenTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRealExportIsUnderstood_data();
    void aRealExportIsUnderstood();
};

void PreviewsGoldenTest::aRealExportIsUnderstood_data()
{
    const QString shared = qEnvironmentVariable("LECTERN_SHARED") + "/data";
    if (qEnvironmentVariable("LECTERN_SHARED").isEmpty() || !QDir(shared).exists())
        QSKIP("the folder of real files is not here (LECTERN_SHARED)");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("expected");
    QStringList paths;
    QDirIterator files(shared, {"*.csv", "*.json", "*.xml"}, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext())
        paths << files.next();
    paths.sort();
    for (const QString& path : paths) {
        const QString file = QDir(shared).relativeFilePath(path).replace('/', '.').replace(' ', '_');
        const QString name = file.endsWith(".csv") ? file.chopped(4) : file;
        QTest::newRow(qPrintable(name)) << path << expectedFolder() + name + ".txt";
    }
}

void PreviewsGoldenTest::aRealExportIsUnderstood()
{
    QFETCH(const QString, path);
    QFETCH(const QString, expected);
    const QString understood = tableText(path, false);
    QFile file(expected);
    if (qEnvironmentVariableIsSet("LECTERN_WRITE_EXPECTED")) {
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(understood.toUtf8());
        return;
    }
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(understood, QString::fromUtf8(file.readAll()));
}

} // namespace lectern::test

QTEST_GUILESS_MAIN(lectern::test::PreviewsGoldenTest)
#include "PreviewsGoldenTest.moc"
