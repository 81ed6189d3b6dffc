/// Workbooks, pages and JSON imported by the connectors that know their tables: the same rows as from a CSV.
#include "core/base/ErrorText.h"
#include "tests/support/Fixtures.h"
#include "tests/support/TestSchool.h"
#include "tests/support/Workbook.h"

#include <QtTest>

using namespace lectern;
using namespace lectern::test;

namespace {

const QStringList studentHeader = {"SIS ID", "School SIS ID", "First Name", "Last Name", "Student Number", "Birthdate", "Graduation Year",
                                   "FederalRaceCategory", "LowIncome", "CumulativeGPA"};
const QList<QStringList> students = {studentHeader,
                                     {"00101", "s1", "Given-1", "Family-1", "#7@2", "#41366@1", "#2031@3", "White", "#1", "#3.33"},
                                     {"00102", "s1", "Given-2", "Family-2", "0012", "#41059@1", "#2031@3", "Asian", "#0", "#2.9@3"}};
const QList<QStringList> scoreRows = {{"student_id", "date", "assessment", "subject", "score", "max_score"},
                                      {"00101", "@2026-02-10", "Unit test 1", "Mathematics", "#82.5", "#100"},
                                      {"00102", "@2026-02-10", "Unit test 1", "Mathematics", "#41", "#100"},
                                      {"00103", "@2026-02-11", "Unit test 1", "Mathematics", "#77.25", "#100"}};
const char* const storedScores = "SELECT student_id, date__day, score__milli FROM now_assessments__scores ORDER BY student_id";
const QStringList expectedScores = {"00101\t20494\t82500", "00102\t20494\t41000", "00103\t20495\t77250"};

QByteArray htmlOf(const QList<QStringList>& rows)
{
    QByteArray page = "<table>";
    for (const QStringList& row : rows) {
        page += "<tr>";
        for (const QString& cell : row)
            page += "<td>" + QString(cell).remove('#').remove('@').toHtmlEscaped().toUtf8() + "</td>";
        page += "</tr>";
    }
    return page + "</table>";
}

/// The first of a report's loads, or one that holds the reason why there is none.
Load firstOf(const ImportReport& report)
{
    if (!report.loads.empty())
        return report.loads.front();
    Load none;
    none.source = report.unrecognised.empty() ? QString("nothing") : text(report.unrecognised.front().error);
    return none;
}

} // namespace

class AnyFormatImportTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void studentsInAWorkbookAreTypedAsInACsv();
    void mapGrowthSavedAsAPageLoadsLikeItsCsv();
    void aFormInAnOdsSheetIsAForm();
    void scoresInAnyFormat_data();
    void scoresInAnyFormat();
    void aZipOfAnyFormat();
    void whatStandsAroundATableIsLeftOutAndSaid();
    void aTotalInTheMiddleIsARow();
    void valuesOfMergedCellsStandInEachRowTheySpan_data();
    void valuesOfMergedCellsStandInEachRowTheySpan();
    void roundedIdentifiersAreSaid();
    void lostZerosAreSaid();
    void decimalCommasAreReadByEvidence();
    void anOrderDisprovedFarBelowBeginsTheLoadAgain();
    void datesThatSayNothingAreReadAsInTheLastLoad();
};

void AnyFormatImportTest::datesThatSayNothingAreReadAsInTheLastLoad()
{
    const QByteArray header = "student_id,date,assessment,subject,score\n";
    TestSchool test;
    test.import({test.write("scores.csv", header + "004711,28/02/2026,Quiz,Maths,5\n")});
    const Load load = firstOf(test.import({test.write("scores.csv", header + "004711,01/03/2026,Quiz,Maths,6\n")}));
    QVERIFY2(load.remarks.contains("dates of date read as day/month/year, as in the last load"), qPrintable(load.remarks.join('\n')));
    const qint64 firstOfMarch = QDate(1970, 1, 1).daysTo(QDate(2026, 3, 1));
    QCOMPARE(test.rows("SELECT date__day FROM now_assessments__scores WHERE date = '01/03/2026'"), QStringList(QString::number(firstOfMarch)));
}

void AnyFormatImportTest::studentsInAWorkbookAreTypedAsInACsv()
{
    TestSchool test;
    writeSheets(test.file("students.xlsx"), {students});
    const Load load = firstOf(test.import({test.file("students.xlsx")}));
    QCOMPARE(load.entity, QString("students"));
    QCOMPARE(load.source, test.file("students.xlsx"));
    QCOMPARE(load.inserted, 2);
    QCOMPARE(test.rows("SELECT \"SIS ID\", \"Student Number\", Birthdate, birth_year__num, \"Graduation Year__num\", LowIncome__num,"
                       " CumulativeGPA__milli, source_row FROM now_sis__students ORDER BY 1"),
             QStringList({"00101\t0007\t2013-04-02\t2013\t2031\t1\t3330\t2", "00102\t0012\t2012-05-30\t2012\t2031\t0\t2900\t3"}));
}

void AnyFormatImportTest::mapGrowthSavedAsAPageLoadsLikeItsCsv()
{
    const QByteArray csv = bytesOf(dataFolder() + "/assessments/export/AssessmentResults.csv");
    QVERIFY(!csv.isEmpty() && !csv.contains('"'));
    QList<QStringList> rows = {{"NWEA MAP Growth"}, {"Example School", "Fall 2025-2026"}, {}};
    for (const QByteArray& line : csv.trimmed().split('\n'))
        rows << QString::fromUtf8(line.trimmed()).split(',');
    const QString kept = "SELECT StudentID, TestStartDate__day, TestRITScore__milli, TestPercentile__num, extra FROM now_assessments__map_growth"
                         " ORDER BY StudentID, TestStartDate__day, TestID";
    TestSchool plain;
    const Load asText = firstOf(plain.import({plain.write("results.csv", csv)}));
    TestSchool test;
    const Load load = firstOf(test.import({test.write("results.xls", "<html><body>" + htmlOf(rows) + "</body></html>")}));
    QCOMPARE(load.entity, QString("map_growth"));
    QCOMPARE(load.inserted, asText.inserted);
    QCOMPARE(load.quarantined, asText.quarantined);
    QCOMPARE(test.rows(kept), plain.rows(kept));
    QVERIFY2(load.remarks.contains("2 rows above the header left out"), qPrintable(load.remarks.join('\n')));
}

void AnyFormatImportTest::aFormInAnOdsSheetIsAForm()
{
    TestSchool test;
    QList<QStringList> rows = {{"Timestamp", "How safe do you feel?", "Anything else?"}};
    for (int i = 1; i <= 8; ++i)
        rows << QStringList{QString("@2026-03-%1T08:00:00").arg(i, 2, 10, QChar('0')), i % 2 ? "Agree" : "Disagree", i == 3 ? "More books" : ""};
    writeOds(test.file("Family survey (Responses).ods"), odsRowsOf(rows));
    const auto report = test.import({test.file("Family survey (Responses).ods")});
    QCOMPARE(report.loads.size(), 2u);
    QCOMPARE(test.rows("SELECT form, count(*), min(timestamp__day) FROM now_forms__responses GROUP BY 1"), QStringList("Family survey\t8\t20513"));
    QCOMPARE(test.rows("SELECT position, kind FROM now_forms__questions ORDER BY 1"), QStringList({"1\tmeta", "2\tscale", "3\ttext"}));
}

void AnyFormatImportTest::scoresInAnyFormat_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QByteArray json = "[";
    QByteArray xml = "<results>";
    QByteArray sheet = "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\""
                       " xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet ss:Name=\"S\"><Table>";
    for (const QStringList& row : scoreRows) {
        sheet += "<Row>";
        for (const QString& cell : row)
            sheet += "<Cell><Data ss:Type=\"String\">" + QString(cell).remove('#').remove('@').toUtf8() + "</Data></Cell>";
        sheet += "</Row>";
    }
    for (const QStringList& row : scoreRows.mid(1)) {
        json += json.size() > 1 ? ",{" : "{";
        xml += "<result>";
        for (qsizetype i = 0; i < row.size(); ++i) {
            const QByteArray name = scoreRows.front().at(i).toUtf8();
            const QByteArray value = QString(row.at(i)).remove('#').remove('@').toUtf8();
            json += (i ? ",\"" : "\"") + name + "\":" + (row.at(i).startsWith('#') ? value : '"' + value + '"');
            xml += "<" + name + ">" + value + "</" + name + ">";
        }
        json += "}";
        xml += "</result>";
    }
    QTest::newRow("JSON array") << json + "]";
    QTest::newRow("JSON within an object") << "{\"results\":" + json + "]}";
    QTest::newRow("XML") << xml + "</results>";
    QTest::newRow("XML Spreadsheet 2003") << sheet + "</Table></Worksheet></Workbook>";
    QTest::newRow("HTML") << htmlOf(scoreRows);
    const auto saved = [](auto write) {
        const QTemporaryDir folder;
        write(folder.filePath("scores"));
        return bytesOf(folder.filePath("scores"));
    };
    QList<QStringList> dated = scoreRows;
    for (QStringList& row : dated)
        row[1].replace("@2026-02-10", "#46063@1").replace("@2026-02-11", "#46064@1");
    QTest::newRow("XLSX") << saved([&](const QString& path) { writeSheets(path, {dated}); });
    QTest::newRow("ODS") << saved([&](const QString& path) { writeOds(path, odsRowsOf(scoreRows)); });
}

void AnyFormatImportTest::scoresInAnyFormat()
{
    QFETCH(QByteArray, bytes);
    TestSchool test;
    const Load load = firstOf(test.import({test.write("scores", bytes)}));
    QVERIFY2(load.entity == "scores", qPrintable(load.source));
    QCOMPARE(load.quarantined, 0);
    QCOMPARE(test.rows(storedScores), expectedScores);
}

void AnyFormatImportTest::aZipOfAnyFormat()
{
    TestSchool test;
    QList<QStringList> secondTest = scoreRows;
    for (QStringList& row : secondTest) {
        row[1].remove('@');
        row[2].replace("Unit test 1", "Unit test 2");
    }
    writeSheets(test.file("book.xlsx"), {students, secondTest});
    writeZip(test.file("export.zip"), {{"data/book.xlsx", bytesOf(test.file("book.xlsx"))}, {"data/scores.html", htmlOf(scoreRows)}});
    const auto report = test.import({test.file("export.zip")});
    QCOMPARE(report.unrecognised.size(), 0u);
    QStringList sources;
    for (const Load& load : report.loads)
        sources << load.source.mid(test.file("export.zip").size()) + ' ' + QString::number(load.inserted);
    QCOMPARE(sources, QStringList({"/data/book.xlsx / Sheet1 2", "/data/book.xlsx / Sheet2 3", "/data/scores.html 3"}));
    QCOMPARE(test.rows("SELECT count(DISTINCT package_id) FROM load"), QStringList("1"));
}

void AnyFormatImportTest::whatStandsAroundATableIsLeftOutAndSaid()
{
    QList<QStringList> rows = {{"Scores of the spring term"}, {"School:", "Example"}, {"Printed", "2026-03-01"}};
    rows << scoreRows << QStringList{"Average", "", "", "", "#66.9", "#100"} << QStringList{} << QStringList{"Office of assessment"};
    for (QStringList& row : rows)
        for (QString& cell : row)
            cell.remove('@');
    QByteArray csv;
    for (const QStringList& row : rows)
        csv += row.join(',').remove('#').toUtf8() + '\n';
    TestSchool test;
    writeSheets(test.file("scores.xlsx"), {rows});
    for (const QString& path : {test.file("scores.xlsx"), test.write("scores.csv", csv)}) {
        TestSchool school;
        const Load load = firstOf(school.import({path}));
        QCOMPARE(load.entity, QString("scores"));
        QCOMPARE(load.rowsRead, 3);
        QCOMPARE(school.rows(storedScores), expectedScores);
        for (const char* said : {"3 rows above the header left out", "2 rows of notes or totals below the table left out"})
            QVERIFY2(load.remarks.contains(said), qPrintable(path + '\n' + load.remarks.join('\n')));
    }
}

void AnyFormatImportTest::aTotalInTheMiddleIsARow()
{
    TestSchool test;
    const Load load = firstOf(test.import({test.write("scores.csv", "student_id,date,assessment,subject,score\n1,2026-02-10,A,M,5\n"
                                                                    "Total,,,,5\n2,2026-02-10,A,M,6\n3,2026-02-10,A,M,7\n4,2026-02-10,A,M,8\n")}));
    QCOMPARE(load.rowsRead, 5);
    QCOMPARE(test.rows("SELECT source_row, column_name FROM quarantine"), QStringList("3\tassessment"));
}

void AnyFormatImportTest::valuesOfMergedCellsStandInEachRowTheySpan_data()
{
    QTest::addColumn<QString>("format");
    for (const char* format : {"xlsx", "ods", "html", "xml"})
        QTest::newRow(format) << format;
}

/// One student with two scores, then another with one; the student's cell is merged.
void AnyFormatImportTest::valuesOfMergedCellsStandInEachRowTheySpan()
{
    QFETCH(QString, format);
    TestSchool test;
    const QString path = test.file("scores");
    const QList<QStringList> rows = {{"student_id", "date", "assessment", "subject", "score"},
                                     {"00101", "2026-02-10", "Unit test 1", "M", "82"},
                                     {"", "2026-02-11", "Unit test 2", "M", "83"},
                                     {"00102", "2026-02-10", "Unit test 1", "M", "84"}};
    if (format == "xlsx") {
        WorkbookParts parts;
        parts.sheetData = {sheetOf(rows)};
        parts.behind = "<mergeCells count=\"1\"><mergeCell ref=\"A2:A3\"/></mergeCells>";
        writeWorkbook(path, parts);
    } else if (format == "ods") {
        QByteArray table = odsRowsOf(rows);
        table.replace("<table:table-cell office:value-type=\"string\"><text:p>00101", "<table:table-cell table:number-rows-spanned=\"2\" office:value-type=\"string\"><text:p>00101");
        table.replace("<table:table-cell office:value-type=\"string\"><text:p></text:p></table:table-cell>", "<table:covered-table-cell/>");
        writeOds(path, table);
    } else if (format == "html") {
        test.write("scores", htmlOf(rows).replace("<td>00101", "<td rowspan=\"2\">00101").replace("<td></td>", ""));
    } else {
        QByteArray sheet = "<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">"
                           "<Worksheet ss:Name=\"S\"><Table>";
        for (const QStringList& row : rows) {
            sheet += "<Row>";
            for (qsizetype i = 0; i < row.size(); ++i)
                if (!row[i].isEmpty())
                    sheet += QString("<Cell ss:Index=\"%1\"%2><Data ss:Type=\"String\">%3</Data></Cell>")
                                 .arg(QString::number(i + 1), row[i] == "00101" ? " ss:MergeDown=\"1\"" : "", row[i]).toUtf8();
            sheet += "</Row>";
        }
        test.write("scores", "<?xml version=\"1.0\"?>" + sheet + "</Table></Worksheet></Workbook>");
    }
    const Load load = firstOf(test.import({path}));
    QVERIFY2(load.entity == "scores", qPrintable(load.source));
    QCOMPARE(test.rows("SELECT student_id, date FROM now_assessments__scores ORDER BY 1, 2"),
             QStringList({"00101\t2026-02-10", "00101\t2026-02-11", "00102\t2026-02-10"}));
}

void AnyFormatImportTest::roundedIdentifiersAreSaid()
{
    TestSchool test;
    const Load load = firstOf(test.import({test.write("scores.csv", "student_id,date,assessment,subject,score\n1.23E+11,2026-02-10,A,M,5\n"
                                                                    "123456789012,2026-02-10,A,M,6\n")}));
    QCOMPARE(load.inserted, 2);
    QVERIFY2(load.remarks.contains("1 identifier rounded by a spreadsheet, such as 1.23E+11: digits are lost"), qPrintable(load.remarks.join('\n')));
}

void AnyFormatImportTest::lostZerosAreSaid()
{
    QByteArray csv = "student_id,date,assessment,subject,score\n";
    for (int i = 0; i < 20; ++i)
        csv += (i < 18 ? QByteArray::number(10001 + i) : QByteArray::number(101 + i)) + ",2026-02-10,A,M,5\n";
    TestSchool test;
    const Load load = firstOf(test.import({test.write("scores.csv", csv)}));
    QCOMPARE(load.inserted, 20);
    QVERIFY2(load.remarks.contains("first rows of student_id: 2 identifiers are shorter than the other 5-digit ones: leading zeros may be lost"),
             qPrintable(load.remarks.join('\n')));
}

void AnyFormatImportTest::decimalCommasAreReadByEvidence()
{
    TestSchool test;
    const Load load = firstOf(test.import({test.write("marks.csv", "id;student_id;section_id;numeric_grade_earned;credits_earned\n"
                                                                   "m1;1;k1;1.234,5;5,0\nm2;2;k1;1.234;2,125\nm3;3;k1;61;1.000\n")}));
    QCOMPARE(load.quarantined, 0);
    QCOMPARE(test.rows("SELECT numeric_grade_earned, numeric_grade_earned__milli, credits_earned__milli FROM now_sis__section_marks ORDER BY id"),
             QStringList({"1.234,5\t1234500\t5000", "1.234\t1234000\t2125", "61\t61000\t1000000"}));
    QVERIFY2(load.remarks.contains("numbers of credits_earned read with a decimal comma"), qPrintable(load.remarks.join('\n')));
}

void AnyFormatImportTest::anOrderDisprovedFarBelowBeginsTheLoadAgain()
{
    // The sample is the first 4 MiB and pieces in the middle and at the end: what decides stands where it does not reach.
    QByteArray csv = "student_id,date,assessment,subject,score\n";
    const auto rows = [&](int from, int count, const char* date, const char* score) {
        for (int i = from; i < from + count; ++i)
            csv += QByteArray::number(i) + ',' + date + ",A reading of the first term,Mathematics," + score + '\n';
    };
    rows(0, 110'000, "3/4/2026", "1.234");
    QVERIFY(csv.size() > (6 << 20));
    rows(200'000, 1, "28/4/2026", "\"12,5\"");
    rows(300'000, 8'000, "3/4/2026", "1.234");
    TestSchool test;
    const Load load = firstOf(test.import({test.write("scores.csv", csv)}));
    QCOMPARE(load.rowsRead, 118'001);
    QCOMPARE(load.inserted, 118'001);
    QCOMPARE(load.quarantined, 0);
    // 2026-04-03 is day 20546.
    QCOMPARE(test.rows("SELECT date__day, score__milli, count(*) FROM now_assessments__scores GROUP BY 1, 2 ORDER BY 1"),
             QStringList({"20546\t1234000\t118000", "20571\t12500\t1"}));
    QVERIFY2(load.remarks.contains("the first rows of date said otherwise; the load was begun again"), qPrintable(load.remarks.join('\n')));
    QCOMPARE(test.rows("SELECT count(*) FROM load JOIN feed USING (feed_id)"), QStringList("1")); // its feed went with the first try
}

QTEST_GUILESS_MAIN(AnyFormatImportTest)
#include "AnyFormatImportTest.moc"
