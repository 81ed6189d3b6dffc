/// Tables with one defect each (tests/data/table): what is understood of them stands beside each in a text file.
/// LECTERN_WRITE_EXPECTED=1 writes those files anew, to be read by a person before they are committed.
#include "tests/support/TableText.h"

#include <QDir>
#include <QTemporaryFile>
#include <QTest>

namespace lectern::test {

namespace {

QString folder()
{
    return QString(LECTERN_SOURCE_DIR) + "/tests/data/table/";
}

} // namespace

class TablesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDefectIsUnderstood_data();
    void aDefectIsUnderstood();
    void anotherTableOfTheFileCanBeChosen();
    void aTableThatIsNotThereIsAnError();
    void nothingButBlanksIsEmpty();
    void aNameThatComesAgainIsNumbered();
};

void TablesTest::aDefectIsUnderstood_data()
{
    QTest::addColumn<QString>("path");
    for (const QFileInfo& file : QDir(folder()).entryInfoList({"*.csv"}, QDir::Files, QDir::Name))
        QTest::newRow(qPrintable(file.completeBaseName())) << file.filePath();
}

void TablesTest::aDefectIsUnderstood()
{
    QFETCH(const QString, path);
    const QString understood = tableText(path, true);
    QFile expected(path.chopped(3) + "txt");
    if (qEnvironmentVariableIsSet("LECTERN_WRITE_EXPECTED")) {
        QVERIFY(expected.open(QIODevice::WriteOnly));
        expected.write(understood.toUtf8());
        return;
    }
    QVERIFY(expected.open(QIODevice::ReadOnly));
    QCOMPARE(understood, QString::fromUtf8(expected.readAll()));
}

void TablesTest::anotherTableOfTheFileCanBeChosen()
{
    const QString second = tableText(folder() + "two_tables.csv", true, {.sheet = 1});
    QVERIFY2(second.contains("rows: 3\nR1 | 30 | 0\nR2 | 28 | 1\nR3 | 12 | 1\n"), qPrintable(second));
}

void TablesTest::aTableThatIsNotThereIsAnError()
{
    QCOMPARE(tableText(folder() + "two_tables.csv", true, {.sheet = 2}), QString("table.no_sheet\n"));
}

void TablesTest::nothingButBlanksIsEmpty()
{
    QTemporaryFile file;
    QVERIFY(file.open());
    file.write("\n , ,\n\n");
    file.flush();
    QCOMPARE(tableText(file.fileName(), true), QString("source.empty\n"));
}

void TablesTest::aNameThatComesAgainIsNumbered()
{
    QTemporaryFile file;
    QVERIFY(file.open());
    file.write(QByteArray("a,").repeated(5000) + "a#2,b\n" + (QByteArray("1,").repeated(5001) + "2\n").repeated(3));
    file.flush();
    const QString understood = tableText(file.fileName(), false);
    QVERIFY(understood.contains("  a: integer\n  a#2: integer\n  a#3: integer\n"));
    QVERIFY2(understood.contains("  a#5000: integer\n  a#2#2: integer\n  b: integer\n"), qPrintable(understood.right(200)));
}

} // namespace lectern::test

QTEST_GUILESS_MAIN(lectern::test::TablesTest)
#include "TablesTest.moc"
