/// A table no connector knows, read by a layout: the same rows whatever the format, into gold, remembered, shared.
#include "core/base/ErrorText.h"
#include "core/connector/LayoutTable.h"
#include "core/ingest/LayoutBook.h"
#include "core/transform/Runner.h"
#include "tests/support/TestSchool.h"
#include "tests/support/Workbook.h"

#include <QTest>

namespace lectern::test {

namespace {

const QByteArray acmeJson = R"({
    "lectern": "layout/1", "name": "Acme screener", "target": "assessments.scores",
    "signature": ["Pupil No", "Tested", "Maths", "Reading"],
    "columns": {"student_id": "Pupil No", "date": {"from": "Tested", "date": "dmy"},
                "assessment": {"constant": "Acme"}, "term": {"from": "Window", "values": {"s": "Spring"}}},
    "spread": [
        {"subject": {"constant": "Maths"}, "score": {"from": "Maths", "decimal": ","}, "percentile": "Maths PR",
         "band": {"from": "Maths", "decimal": ",", "thresholds": [{"from": 0, "value": "Below"}, {"from": 40, "value": "Meets"}]}},
        {"subject": {"constant": "Reading"}, "score": {"from": "Reading", "decimal": ","}}
    ],
    "missing": ["abs"], "leave_out": ["Teacher"]
})";

const QByteArray acmeCsv = "Acme Screener export\n\nPupil No;Tested;Window;Maths;Maths PR;Reading;Teacher;Level\n"
                           "007;03.04.2025;S;41,5;<1;39;Kim;x\n008;04.04.2025;S;abs;;52,25;Kim;\n009;05.04.2025;S;;;;Kim;\n";

const QStringList acmeHeader = {"Pupil No", "Tested", "Window", "Maths", "Maths PR", "Reading", "Teacher", "Level"};

Layout layoutOf(const QByteArray& json)
{
    auto layout = layoutFromJson(json, "layout.json");
    if (!layout)
        qFatal("%s", qPrintable(text(layout.error())));
    return std::move(*layout);
}

ImportOptions with(const QByteArray& json)
{
    ImportOptions options;
    options.layouts = {layoutOf(json)};
    options.person = "tester";
    return options;
}

const QString scores = "SELECT student_id, date, date__day, assessment, subject, score, percentile, band, term, extra, source_row"
                       " FROM now_assessments__scores ORDER BY student_id, subject";

const QStringList acmeRows = {"007\t2025-04-03\t20181\tAcme\tMaths\t41.5\t1\tMeets\tSpring\t{\"Level\":\"x\"}\t4",
                              "007\t2025-04-03\t20181\tAcme\tReading\t39\t∅\t∅\tSpring\t{\"Level\":\"x\"}\t4",
                              "008\t2025-04-04\t20182\tAcme\tReading\t52.25\t∅\t∅\tSpring\t∅\t5"};

void buildGold(TestSchool& test)
{
    const auto built = build(test.school(), {}, [](const Progress&) {}, Cancel());
    if (!built)
        qFatal("%s", qPrintable(text(built.error())));
}

} // namespace

class LayoutImportTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void subjectsAsColumnsBecomeScoresAndGold();
    void aWorkbookGivesTheSameRows();
    void everySheetThatFitsIsRead_data();
    void everySheetThatFitsIsRead();
    void fixedColumnsAreCut();
    void aFileThatComesAgainIsUnchanged();
    void whatWasAcceptedIsUsedWithoutAQuestion();
    void aDryRunRemembersNothing();
    void aSharedLayoutGivesTheSameRows();
    void aLayoutTakenBackIsNoLongerUsed();
    void aChangedHeaderIsSaidByName();
    void anotherLayoutIsAnotherLoad();
    void badCellsGoToQuarantineWithTheirRow();
    void undoTakesTheRowsOfALayoutBack();
    void aSurveyIsReadByTheFormsConnector();
    void namesOfTheTargetBelongToTheTarget();
    void anotherFileOfTheSameShapeIsAnotherTest();
    void whatConnectorsKnowStaysTheirs();
    void encodingsOfFixedColumns_data();
    void encodingsOfFixedColumns();
};

void LayoutImportTest::subjectsAsColumnsBecomeScoresAndGold()
{
    TestSchool test;
    const ImportReport report = test.import({test.write("acme.csv", acmeCsv)}, with(acmeJson));
    QCOMPARE(report.loads.size(), std::size_t(1));
    const Load& load = report.loads.front();
    QCOMPARE(load.connector + '.' + load.entity, QString("assessments.scores"));
    QCOMPARE(load.feed, QString("Acme screener"));
    QCOMPARE(load.inserted, 3);
    QVERIFY2(load.remarks.contains("read with the layout \"Acme screener\""), qPrintable(load.remarks.join('\n')));
    QVERIFY(load.mapping.contains("layout Acme screener#"));
    QCOMPARE(test.rows(scores), acmeRows);
    buildGold(test);
    QCOMPARE(test.rows("SELECT assessment, subject, score_milli, band, band_order, proficient, percentile, term FROM fct_score"
                       " ORDER BY subject, score_milli"),
             QStringList({"Acme\tMaths\t41500\tMeets\t3\t1\t1\tSpring", "Acme\tReading\t39000\t∅\t∅\t∅\t∅\tSpring",
                          "Acme\tReading\t52250\t∅\t∅\t∅\t∅\tSpring"}));
}

void LayoutImportTest::aWorkbookGivesTheSameRows()
{
    TestSchool test;
    // days are days and numbers numbers here: 45750 is 2025-04-03
    writeSheets(test.file("acme.xlsx"), {{},
                                         {{"Acme Screener export"},
                                          {},
                                          acmeHeader,
                                          {"007", "#45750@1", "S", "#41.5", "<1", "#39", "Kim", "x"},
                                          {"008", "#45751@1", "S", "abs", "", "#52.25", "Kim", ""}}});
    Layout layout = layoutOf(acmeJson);
    layout.sheet = "Sheet2";
    ImportOptions options;
    options.layouts = {layout};
    const ImportReport report = test.import({test.file("acme.xlsx")}, options);
    QVERIFY2(report.loads.size() == 1, report.unrecognised.empty() ? "" : qPrintable(lectern::test::text(report.unrecognised.front().error)));
    QCOMPARE(test.rows(scores), acmeRows);
}

void LayoutImportTest::everySheetThatFitsIsRead_data()
{
    QTest::addColumn<QString>("sheet");
    QTest::addColumn<QStringList>("students");
    QTest::addColumn<int>("unrecognised");
    QTest::addRow("for any sheet") << "" << QStringList{"007", "008"} << 1;
    QTest::addRow("for one sheet") << "Sheet2" << QStringList{"008"} << 0;
}

void LayoutImportTest::everySheetThatFitsIsRead()
{
    QFETCH(QString, sheet);
    QFETCH(int, unrecognised);
    TestSchool test;
    const auto classOf = [](const char* id) { return QList<QStringList>{acmeHeader, {id, "03.04.2025", "S", "41,5", "1", "", "Kim", ""}}; };
    writeSheets(test.file("acme.xlsx"), {classOf("007"), classOf("008"), {{"Room", "Seats"}, {"A1", "30"}}});
    Layout layout = layoutOf(acmeJson);
    layout.sheet = sheet;
    ImportOptions options;
    options.layouts = {layout};
    for (int time = 0; time < 2; ++time) { // by the layout that is given, then by the one that was kept
        const ImportReport report = test.import({test.file("acme.xlsx")}, options);
        QCOMPARE(int(report.unrecognised.size()), unrecognised);
        QTEST(test.rows("SELECT student_id FROM now_assessments__scores ORDER BY student_id"), "students");
        options.layouts.clear();
    }
}

const QByteArray stateJson = R"({
    "lectern": "layout/1", "name": "State test", "target": "assessments.scores",
    "columns": {"student_id": "id", "date": {"from": "day", "date": "mdy"}, "assessment": {"constant": "State"},
                "subject": {"constant": "Maths"}, "score": "points"},
    "leave_out": ["name"],
    "fixed": {"skip": 1, "length": 30, "columns": [{"name": "id", "start": 1, "width": 6}, {"name": "name", "start": 7, "width": 10},
              {"name": "day", "start": 17, "width": 8}, {"name": "points", "start": 26, "width": 4}]}
})";

const QByteArray stateText = "STATE TEST 2025 RECORD LAYOUT \r\n"
                             "000123Mu\xcc\x88ller    04162025  312 \r\n"
                             "000124Ana       04172025   98 \r\n";

void LayoutImportTest::fixedColumnsAreCut()
{
    TestSchool test;
    QByteArray lines = stateText;
    lines.replace("Mu\xcc\x88ller    ", "M\xc3\xbcller    "); // ten characters, eleven bytes
    const ImportReport report = test.import({test.write("state.txt", lines)}, with(stateJson));
    QVERIFY2(report.loads.size() == 1, report.unrecognised.empty() ? "" : qPrintable(text(report.unrecognised.front().error)));
    const QStringList rows = {"000123\t2025-04-16\tState\tMaths\t312\t∅\t2", "000124\t2025-04-17\tState\tMaths\t98\t∅\t3"};
    const QString query = "SELECT student_id, date, assessment, subject, score, extra, source_row FROM now_assessments__scores ORDER BY 1";
    QCOMPARE(test.rows(query), rows);
    const ImportReport longer = test.import({test.write("longer.txt", lines + "000125Ben       04172025   981 more\r\n")}, with(stateJson));
    QVERIFY(longer.loads.empty());
    QCOMPARE(longer.unrecognised.front().error.code, QString("layout.not_cut"));
    // the next year's file is known by the length of its lines
    const ImportReport again = test.import({test.write("next/state.txt", lines.replace("  312 ", "  313 "))});
    QCOMPARE(again.loads.size(), std::size_t(1));
    QCOMPARE(again.loads.front().updated, 1);
    QCOMPARE(again.loads.front().unchanged, 1);
}

void LayoutImportTest::aFileThatComesAgainIsUnchanged()
{
    TestSchool test;
    const QString path = test.write("acme.csv", acmeCsv);
    test.import({path}, with(acmeJson));
    const ImportReport same = test.import({path}, with(acmeJson));
    QCOMPARE(same.loads.size(), std::size_t(1));
    QVERIFY(same.loads.front().repeatOf > 0);
    QCOMPARE(same.loads.front().unchanged, 3);
    const ImportReport longer = test.import({test.write("later.csv", acmeCsv + "010;06.04.2025;S;40;;;Kim;\n")});
    QCOMPARE(longer.loads.size(), std::size_t(1));
    QCOMPARE(longer.loads.front().unchanged, 3);
    QCOMPARE(longer.loads.front().inserted, 1);
    QCOMPARE(test.rows("SELECT count(*) FROM feed"), QStringList("1"));
}

void LayoutImportTest::whatWasAcceptedIsUsedWithoutAQuestion()
{
    TestSchool test;
    const QString path = test.write("acme.csv", acmeCsv);
    const ImportReport unknown = test.import({path});
    QVERIFY(unknown.loads.empty());
    QCOMPARE(unknown.unrecognised.front().error.code, QString("source.not_recognised"));
    test.import({path}, with(acmeJson));
    QCOMPARE(test.rows("SELECT author, name FROM decision_layout"), QStringList("tester\tAcme screener"));
    const ImportReport known = test.import({test.write("b.csv", QByteArray(acmeCsv).replace("39;", "38;"))});
    QCOMPARE(known.loads.size(), std::size_t(1));
    QCOMPARE(known.loads.front().updated, 1);
    QCOMPARE(test.rows("SELECT count(*) FROM decision_layout"), QStringList("1"));
}

void LayoutImportTest::aDryRunRemembersNothing()
{
    TestSchool test;
    ImportOptions options = with(acmeJson);
    options.dryRun = true;
    const ImportReport report = test.import({test.write("acme.csv", acmeCsv)}, options);
    QCOMPARE(report.loads.front().inserted, 3);
    QCOMPARE(test.rows("SELECT count(*) FROM decision_layout"), QStringList("0"));
    QCOMPARE(test.rows("SELECT count(*) FROM now_assessments__scores"), QStringList("0"));
}

void LayoutImportTest::aSharedLayoutGivesTheSameRows()
{
    TestSchool first, second;
    first.import({first.write("acme.csv", acmeCsv)}, with(acmeJson));
    const Layout exported = acceptedLayout(*first.school().writer().value(), "ACME screener").value();
    const QByteArray shared = layoutToJson(exported);
    const Database& writer = *second.school().writer().value();
    QVERIFY(acceptLayout(writer, layoutOf(shared), "colleague").has_value());
    const ImportReport report = second.import({second.write("other name.csv", acmeCsv)});
    QCOMPARE(report.loads.size(), std::size_t(1));
    QCOMPARE(second.rows(scores), first.rows(scores));
    QCOMPARE(second.rows(scores), acmeRows);
}

void LayoutImportTest::aLayoutTakenBackIsNoLongerUsed()
{
    TestSchool test;
    test.import({test.write("acme.csv", acmeCsv)}, with(acmeJson));
    const Database& writer = *test.school().writer().value();
    QVERIFY(withdrawLayout(writer, "acme screener", "tester").has_value());
    QVERIFY(acceptedLayouts(writer).value().empty());
    QCOMPARE(withdrawLayout(writer, "acme screener", "tester").error().code, QString("layout.unknown"));
    const ImportReport report = test.import({test.write("b.csv", acmeCsv + "011;06.04.2025;S;40;;;Kim;\n")});
    QVERIFY(report.loads.empty());
    QCOMPARE(test.rows("SELECT count(*) FROM now_assessments__scores"), QStringList("3"));
    QVERIFY(acceptLayout(writer, layoutOf(acmeJson), "tester").has_value());
    QCOMPARE(acceptedLayouts(writer).value().size(), std::size_t(1));
}

void LayoutImportTest::aChangedHeaderIsSaidByName()
{
    TestSchool test;
    test.import({test.write("acme.csv", acmeCsv)}, with(acmeJson));
    const ImportReport report = test.import({test.write("b.csv", QByteArray(acmeCsv).replace("Maths PR", "Maths rank"))});
    QVERIFY(report.loads.empty());
    const Error& error = report.unrecognised.front().error;
    QCOMPARE(error.code, QString("layout.does_not_fit"));
    QCOMPARE(error.arguments, QStringList({"Acme screener", "Maths PR"}));
}

void LayoutImportTest::anotherLayoutIsAnotherLoad()
{
    TestSchool test;
    const QString path = test.write("acme.csv", acmeCsv);
    test.import({path}, with(acmeJson));
    const ImportReport report = test.import({path}, with(QByteArray(acmeJson).replace("\"Meets\"", "\"Exceeds\"")));
    QCOMPARE(report.loads.front().repeatOf, 0);
    QCOMPARE(report.loads.front().updated, 1);
    QCOMPARE(report.loads.front().unchanged, 2);
}

void LayoutImportTest::badCellsGoToQuarantineWithTheirRow()
{
    TestSchool test;
    const ImportReport report = test.import(
        {test.write("acme.csv", acmeCsv + "012;soon;S;40;;;Kim;\n;06.04.2025;S;40;;;Kim;\n013;06.04.2025;S;forty;;50;Kim;\n")}, with(acmeJson));
    QCOMPARE(report.loads.front().quarantined, 3);
    QCOMPARE(test.rows("SELECT source_row, column_name, reason FROM quarantine ORDER BY source_row"),
             QStringList({"7\tdate\tnot_a_date", "8\tstudent_id\trequired", "9\tscore\tnot_a_number"}));
}

void LayoutImportTest::undoTakesTheRowsOfALayoutBack()
{
    TestSchool test;
    const QString path = test.write("acme.csv", acmeCsv);
    const ImportReport report = test.import({path}, with(acmeJson));
    QVERIFY(undoLoad(test.school(), report.loads.front().load, false).has_value());
    QCOMPARE(test.rows("SELECT count(*) FROM now_assessments__scores"), QStringList("0"));
    test.import({path});
    QCOMPARE(test.rows(scores), acmeRows);
}

void LayoutImportTest::aSurveyIsReadByTheFormsConnector()
{
    TestSchool test;
    const QByteArray json = R"({
        "lectern": "layout/1", "name": "Winter survey", "target": "forms",
        "signature": ["ID", "Start time", "I feel safe at school"],
        "columns": {"Timestamp": {"from": "Start time", "date": "mdy"}}, "leave_out": ["ID", "Completion time"]
    })";
    const QByteArray csv = "ID,Start time,Completion time,I feel safe at school,I like my lessons\n"
                           "1,1/14/2025 10:00:00,1/14/2025 10:05:00,Agree,Strongly agree\n2,1/14/2025 10:01:00,1/14/2025 10:05:00,Disagree,Agree\n"
                           "3,1/15/2025 09:01:00,1/15/2025 10:05:00,Strongly agree,Agree\n";
    QVERIFY(test.import({test.write("Student survey.csv", csv)}).loads.empty());
    const ImportReport report = test.import({test.write("Student survey.csv", csv)}, with(json));
    QCOMPARE(report.loads.size(), std::size_t(2));
    QCOMPARE(test.rows("SELECT text, kind FROM now_forms__questions ORDER BY position__num"),
             QStringList({"Timestamp\tmeta", "I feel safe at school\tscale", "I like my lessons\tscale"}));
    QCOMPARE(test.rows("SELECT form, timestamp__day, cells FROM now_forms__responses ORDER BY timestamp__ms"),
             QStringList({"Student survey\t20102\t{\"2\":\"Agree\",\"3\":\"Strongly agree\"}",
                          "Student survey\t20102\t{\"2\":\"Disagree\",\"3\":\"Agree\"}",
                          "Student survey\t20103\t{\"2\":\"Strongly agree\",\"3\":\"Agree\"}"}));
}

void LayoutImportTest::namesOfTheTargetBelongToTheTarget()
{
    TestSchool test;
    // "Term" and "Level" are columns the target would take by name; the layout says otherwise.
    const QByteArray json = R"({
        "lectern": "layout/1", "name": "Names", "target": "assessments.scores", "signature": ["Who", "Points got"],
        "columns": {"student_id": "Who", "assessment": {"constant": "Quiz"}, "score": "Points got", "term": {"constant": "Autumn"}}
    })";
    test.import({test.write("q.csv", "Who,Points got,Term,Level,my password\n1,5,x,y,hush\n2,6,x,y,hush\n")}, with(json));
    QCOMPARE(test.rows("SELECT student_id, term, band, extra FROM now_assessments__scores ORDER BY 1"),
             QStringList({"1\tAutumn\t∅\t{\"Level\":\"y\",\"Term (source)\":\"x\"}", "2\tAutumn\t∅\t{\"Level\":\"y\",\"Term (source)\":\"x\"}"}));
}

void LayoutImportTest::anotherFileOfTheSameShapeIsAnotherTest()
{
    TestSchool test;
    const QByteArray json = R"({
        "lectern": "layout/1", "name": "Quizzes", "target": "assessments.scores", "signature": ["Who", "Points got"],
        "columns": {"student_id": "Who", "assessment": {"constant": "{file}"}, "score": "Points got"}
    })";
    test.import({test.write("Quiz 1.csv", "Who,Points got\n1,5\n"), test.write("Quiz 2.csv", "Who,Points got\n1,9\n")}, with(json));
    QCOMPARE(test.rows("SELECT student_id, assessment, score__milli FROM now_assessments__scores ORDER BY 2"),
             QStringList({"1\tQuiz 1\t5000", "1\tQuiz 2\t9000"}));
}

void LayoutImportTest::whatConnectorsKnowStaysTheirs()
{
    TestSchool test;
    const QByteArray json = R"({
        "lectern": "layout/1", "name": "Too broad", "target": "assessments.scores", "signature": ["student_id"],
        "columns": {"student_id": "student_id", "assessment": {"constant": "None"}, "score": {"constant": "1"}}
    })";
    QVERIFY(acceptLayout(*test.school().writer().value(), layoutOf(json), "tester").has_value());
    const ImportReport report = test.import({test.write("a.csv", "id,student_id,attendance_date,all_day,attendance_status,school_year\n1,7,2025-01-02,1,present,2025\n")});
    QCOMPARE(report.loads.size(), std::size_t(1));
    QCOMPARE(report.loads.front().entity, QString("attendance"));
}

void LayoutImportTest::encodingsOfFixedColumns_data()
{
    QTest::addColumn<QByteArray>("lines");
    QByteArray utf8 = stateText;
    utf8.replace("Mu\xcc\x88ller    ", "M\xc3\xbcller    ");
    QByteArray windows = stateText;
    windows.replace("Mu\xcc\x88ller    ", "M\xfcller    ");
    QByteArray utf16 = "\xff\xfe";
    for (const QChar c : QString::fromUtf8(utf8)) {
        utf16 += char(c.unicode() & 0xff);
        utf16 += char(c.unicode() >> 8);
    }
    QTest::newRow("UTF-8") << utf8;
    QTest::newRow("Windows-1252") << windows;
    QTest::newRow("UTF-16 with its mark") << utf16;
    QTest::newRow("bare carriage returns") << QByteArray(utf8).replace("\r\n", "\r");
    QTest::newRow("trailing blanks cut off") << QByteArray(utf8).replace(" \r\n", "\r\n");
    QTest::newRow("empty lines at the end") << utf8 + "\r\n\r\n";
}

void LayoutImportTest::encodingsOfFixedColumns()
{
    QFETCH(QByteArray, lines);
    TestSchool test;
    Layout layout = layoutOf(stateJson);
    layout.leaveOut.clear();
    const QString path = test.write("state.txt", lines);
    const auto table = laidOut({path, {}, lines.size(), nullptr}, layout);
    QVERIFY2(table.has_value(), table ? "" : qPrintable(text(table.error())));
    const auto rows = table->table->rows();
    QVERIFY(rows.has_value());
    QStringList seen;
    while ((*rows)->next().value()) {
        QStringList cells;
        for (const std::string_view cell : (*rows)->cells())
            cells << QString::fromUtf8(cell.data(), qsizetype(cell.size()));
        seen << cells.join('|');
    }
    QCOMPARE(seen, QStringList({"assessment|date|score|student_id|subject|name", "State|2025-04-16|312|000123|Maths|Müller",
                                "State|2025-04-17|98|000124|Maths|Ana"}));
}

} // namespace lectern::test

QTEST_GUILESS_MAIN(lectern::test::LayoutImportTest)
#include "LayoutImportTest.moc"
