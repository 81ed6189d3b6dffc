/// `lectern-cli preview` as a script uses it, and the hostile files it must refuse in words.
#include "tests/support/CommandLine.h"
#include "tests/support/Fixtures.h"

#include <QJsonArray>
#include <QTest>

#ifdef Q_OS_UNIX
#include <QProcess>
#endif

namespace lectern::test {

class PreviewTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void csvIsTheTableAlone();
    void aTableWithoutHeaderIsPrintedWithoutOne();
    void jsonSaysWhatWasUnderstoodAndWhy();
    void aKnownExportIsRecognised();
    void textIsForPeople();
    void allRowsOfALongTableArePrintedInOrder();
    void rowsAreCut();
    void hostileFilesAreRefused_data();
    void hostileFilesAreRefused();
    void badBytesAreRepairedAndCounted();
    void aPipeIsNoFile();

private:
    QTemporaryDir m_folder;
};

void PreviewTest::csvIsTheTableAlone()
{
    const CommandResult result = run({"preview", dataFolder() + "/table/preamble_and_footer.csv", "--rows", "all", "--csv"});
    QCOMPARE(result.status, 0);
    QCOMPARE(result.output, QString("student_id,day,present,minutes\nS001,2024-09-02,yes,240\nS002,2024-09-02,no,0\n"
                                    "S003,2024-09-02,yes,235\nS004,2024-09-03,yes,240\nS005,2024-09-03,yes,240\n"));
}

void PreviewTest::aTableWithoutHeaderIsPrintedWithoutOne()
{
    const CommandResult result = run({"preview", dataFolder() + "/table/no_header.csv", "--csv"});
    QCOMPARE(result.status, 0);
    QVERIFY2(result.output.startsWith("S001,2024-09-02,07:45,12.5\n"), qPrintable(result.output));
    QVERIFY2(result.messages.contains("no header"), qPrintable(result.messages));
}

void PreviewTest::jsonSaysWhatWasUnderstoodAndWhy()
{
    const QJsonObject json = runJson({"preview", dataFolder() + "/table/semicolon_decimal_comma.csv"}).json;
    QCOMPARE(json["dialect"].toObject()["delimiter"].toString(), QString(";"));
    QVERIFY(!json["dialect"].toObject()["reasons"].toArray().isEmpty());
    const QJsonArray columns = json["columns"].toArray();
    QCOMPARE(columns.size(), 3);
    QCOMPARE(columns[1].toObject()["type"].toString(), QString("decimal"));
    QCOMPARE(columns[1].toObject()["format"].toString(), QString(","));
    QVERIFY(!columns[1].toObject()["why"].toString().isEmpty());
    QCOMPARE(json["rows"].toArray().size(), 3);
    QCOMPARE(json["row_count"].toInt(), 3);
    QVERIFY(json["connector"].isNull());
}

void PreviewTest::aKnownExportIsRecognised()
{
    const QJsonObject json = runJson({"preview", dataFolder() + "/oneroster/bulk_1_1/users.csv"}).json;
    QCOMPARE(json["connector"].toString(), QString("oneroster"));
    QCOMPARE(json["entity"].toString(), QString("users"));
}

void PreviewTest::textIsForPeople()
{
    const CommandResult result = run({"preview", dataFolder() + "/table/semicolon_decimal_comma.csv"});
    QCOMPARE(result.status, 0);
    QVERIFY2(result.output.contains("semicolon"), qPrintable(result.output));
    QVERIFY2(result.output.contains("the comma is the decimal mark"), qPrintable(result.output));
}

void PreviewTest::allRowsOfALongTableArePrintedInOrder()
{
    QByteArray csv = "student_id,minutes\n";
    for (int i = 1; i <= 2500; ++i)
        csv += "S" + QByteArray::number(i).rightJustified(5, '0') + ',' + QByteArray::number(i) + '\n';
    const QString path = test::writeFile(m_folder, "long.csv", csv);
    const CommandResult result = run({"preview", path, "--rows", "all"});
    QCOMPARE(result.status, 0);
    const QStringList lines = result.output.split('\n');
    const qsizetype first = lines.indexOf("S00001            1");
    QVERIFY2(first > 0, qPrintable(result.output.left(2000)));
    for (int i = 0; i < 2500; ++i)
        QCOMPARE(lines[first + i].simplified(), QStringLiteral("S%1 %2").arg(i + 1, 5, 10, QChar('0')).arg(i + 1));
    QVERIFY(lines.filter("2500").size() >= 2); // the count, and the last row
    const CommandResult some = run({"preview", path, "--rows", "1500"});
    QCOMPARE(some.output.count("\nS0"), 1500);
}

void PreviewTest::rowsAreCut()
{
    const CommandResult result = run({"preview", dataFolder() + "/table/no_header.csv", "--csv", "--rows", "1"});
    QCOMPARE(result.output, QString("S001,2024-09-02,07:45,12.5\n"));
    QCOMPARE(run({"preview", dataFolder() + "/table/no_header.csv", "--rows", "some"}).status, 1);
}

void PreviewTest::hostileFilesAreRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("code");
    QTest::newRow("nothing") << QByteArray() << "source.empty";
    QTest::newRow("only NULs") << QByteArray(1000, '\0') << "source.binary";
    QTest::newRow("a cell of 3 MiB") << "a,b\n1," + QByteArray(3 << 20, 'x') + "\n" << "table.field_too_long";
    QTest::newRow("a million columns") << QByteArray(1'000'000, ',') + "\n" << "table.too_wide";
}

void PreviewTest::hostileFilesAreRefused()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QString, code);
    const QString path = writeFile(m_folder, "hostile.csv", bytes);
    const CommandResult result = runJson({"preview", path});
    QCOMPARE(result.json["error"].toObject()["code"].toString(), code);
    QCOMPARE(result.status, 2);
}

void PreviewTest::badBytesAreRepairedAndCounted()
{
    const QString path = writeFile(m_folder, "bytes.csv", QByteArray("a,b\n\xc3\xa9\xc3\xa8\xc3\xbc,\xff\n1\0,2\n", 18));
    const QJsonObject json = runJson({"preview", path}).json;
    QCOMPARE(json["row_count"].toInt(), 2);
    QCOMPARE(json["remarks"].toArray().size(), 2);
}

void PreviewTest::aPipeIsNoFile()
{
#ifdef Q_OS_UNIX
    const QString path = m_folder.filePath("pipe.csv");
    if (QProcess::execute("mkfifo", {path}) != 0)
        QSKIP("no pipe can be made here");
    const CommandResult result = runJson({"preview", path});
    QCOMPARE(result.json["error"].toObject()["code"].toString(), QString("file.not_regular"));
    QCOMPARE(result.status, 2);
#else
    QSKIP("pipes with names are a thing of Unix");
#endif
}

} // namespace lectern::test

QTEST_GUILESS_MAIN(lectern::test::PreviewTest)
#include "PreviewTest.moc"
