/// Files of several tables: each is a load of its own, all are one package, and tables of one kind are one list.
#include "core/base/ErrorText.h"
#include "tests/support/Fixtures.h"
#include "tests/support/TestSchool.h"
#include "tests/support/Workbook.h"

#include <QtTest>

using namespace lectern;
using namespace lectern::test;

namespace {

const QList<QStringList> students = {{"SIS ID", "School SIS ID", "First Name", "Last Name", "Student Number", "Birthdate", "Graduation Year",
                                      "FederalRaceCategory", "LowIncome", "CumulativeGPA"},
                                     {"00101", "s1", "Given-1", "Family-1", "0011", "#41366@1", "#2031", "White", "#1", "#3.33"},
                                     {"00102", "s1", "Given-2", "Family-2", "0012", "#41059@1", "#2031", "Asian", "#0", "#2.9"}};
const QList<QStringList> marks = {{"id", "student_id", "section_id", "school_year", "numeric_grade_earned", "credits_earned"},
                                  {"m1", "00101", "k1", "#2026", "#107", "#5"},
                                  {"m2", "00102", "k1", "#2026", "#61.5", "#0"},
                                  {"m3", "00103", "k1", "#2026", "#88@3", "#5"}};

/// A sheet of days of one school, each "2026-03-02 instructional".
QList<QStringList> calendarOf(const QStringList& days)
{
    QList<QStringList> rows = {{"school", "date", "day_type"}};
    for (const QString& day : days)
        rows << QStringList{"s1", day.section(' ', 0, 0), day.section(' ', 1)};
    return rows;
}

const QList<QStringList> march = calendarOf({"2026-03-02 instructional", "2026-03-03 instructional", "2026-03-04 holiday"});
const QList<QStringList> april = calendarOf({"2026-04-01 instructional", "2026-04-02 closed", "2026-04-03 holiday"});
const char* const inForce = "SELECT date, day_type FROM now_sis__calendar ORDER BY date";

QString counts(const Load& load)
{
    return QString("in %1 up %2 same %3 closed %4 bad %5").arg(load.inserted).arg(load.updated).arg(load.unchanged).arg(load.closed).arg(load.quarantined);
}

QStringList countsOf(const ImportReport& report)
{
    QStringList all;
    for (const Load& load : report.loads)
        all << counts(load);
    for (const Unrecognised& left : report.unrecognised)
        all << left.error.code;
    return all;
}

/// Imports a workbook of these sheets.
QStringList importSheets(TestSchool& test, const QList<QList<QStringList>>& sheets)
{
    writeSheets(test.file("book.xlsx"), sheets);
    return countsOf(test.import({test.file("book.xlsx")}));
}

} // namespace

class SeveralTablesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aWorkbookOfTwoKnownSheetsIsTwoLoadsOfOnePackage();
    void sheetsWithoutATableAndHiddenOnesAreNoSources();
    void anUnknownSheetIsSaidBesideAKnownOne();
    void aFileNobodyKnowsIsSaidOnce();
    void aTextOfTwoKnownTablesIsTwoLoads();
    void aTextOfTwoUnknownTablesIsTwo();
    void aHeaderThatComesAgainIsNoOtherTable();
    void oneRosterSheetsAreKnownByTheirNames();
    void sheetsOfOneListDoNotCloseEachOther();
    void aRowGoneFromAllSheetsIsClosed();
    void howMuchIsClosedIsAskedAboutTheWholeList();
    void theNextFileKnowsTheRowsOfEverySheet_data();
    void theNextFileKnowsTheRowsOfEverySheet();
    void oneKeyOnTwoSheetsIsUnchangedIfIdenticalAndRefusedIfNot();
    void aListWithASheetThatFailsClosesNothing();
    void equalRowsOfTwoSheetsAreTwoRows();
    void aListOfSeveralSheetsIsTakenBackAsOne();
};

void SeveralTablesTest::aWorkbookOfTwoKnownSheetsIsTwoLoadsOfOnePackage()
{
    TestSchool test;
    const QString path = test.file("book.xlsx");
    writeSheets(path, {students, marks});
    const auto report = test.import({path});
    QCOMPARE(report.loads.size(), 2u);
    QCOMPARE(report.unrecognised.size(), 0u);
    QCOMPARE(report.loads[0].source, path + " / Sheet1");
    QCOMPARE(report.loads[1].source, path + " / Sheet2");
    QCOMPARE(report.loads[1].entity, QString("section_marks"));
    QCOMPARE(report.loads[0].sha256, report.loads[1].sha256);
    QCOMPARE(report.loads[0].package, report.loads[1].package);
    QCOMPARE(test.rows("SELECT student_id, numeric_grade_earned__milli FROM now_sis__section_marks ORDER BY id"),
             QStringList({"00101\t107000", "00102\t61500", "00103\t88000"}));
    for (const Load& again : test.import({path}).loads)
        QVERIFY(again.repeatOf > 0);
    const auto undone = undoPackage(test.school(), report.loads[0].package, true);
    QVERIFY(undone);
    QCOMPARE(test.rows("SELECT (SELECT count(*) FROM now_sis__students) + (SELECT count(*) FROM now_sis__section_marks)"), QStringList("0"));
}

void SeveralTablesTest::sheetsWithoutATableAndHiddenOnesAreNoSources()
{
    TestSchool test;
    writeSheets(test.file("cover.xlsx"), {{{"Marks of the spring term"}, {"written by the office"}}, marks});
    const auto report = test.import({test.file("cover.xlsx")});
    QCOMPARE(report.loads.at(0).source, test.file("cover.xlsx") + " / Sheet2");
    QCOMPARE(report.loads.size(), 1u);
    QCOMPARE(report.unrecognised.size(), 0u);
    TestSchool other;
    writeSheets(other.file("hidden.xlsx"), {students, marks}, "state=\"hidden\"");
    const auto second = other.import({other.file("hidden.xlsx")});
    QCOMPARE(second.loads.size(), 1u);
    QCOMPARE(second.loads[0].entity, QString("section_marks"));
    QCOMPARE(second.warnings, std::vector<QString>{"hidden.xlsx: hidden sheets are left out: Sheet1"});
}

void SeveralTablesTest::anUnknownSheetIsSaidBesideAKnownOne()
{
    TestSchool test;
    writeSheets(test.file("book.xlsx"), {{{"Lunch", "Price"}, {"Soup", "#2"}, {"Rice", "#3"}}, marks});
    const auto report = test.import({test.file("book.xlsx")});
    QCOMPARE(report.loads.size(), 1u);
    QCOMPARE(report.unrecognised.size(), 1u);
    QCOMPARE(report.unrecognised[0].source, test.file("book.xlsx") + " / Sheet1");
    QVERIFY2(text(report.unrecognised[0].error).contains("Lunch | Price"), qPrintable(text(report.unrecognised[0].error)));
}

void SeveralTablesTest::aFileNobodyKnowsIsSaidOnce()
{
    TestSchool test;
    writeSheets(test.file("menu.xlsx"), {{{"Lunch", "Price"}, {"Soup", "#2"}}, {{"Dinner", "Price"}, {"Rice", "#3"}}});
    const auto report = test.import({test.file("menu.xlsx")});
    QCOMPARE(report.loads.size(), 0u);
    QCOMPARE(report.unrecognised.size(), 1u);
    QCOMPARE(report.unrecognised[0].source, test.file("menu.xlsx"));
    QCOMPARE(report.unrecognised[0].error.code, QString("source.not_recognised"));
}

void SeveralTablesTest::aTextOfTwoKnownTablesIsTwoLoads()
{
    TestSchool test;
    const QByteArray calendar = "school,date,day_type\ns1,2026-03-02,instructional\ns1,2026-03-03,instructional\ns1,2026-03-04,holiday\n";
    const QByteArray scores = "student_id,date,assessment,subject,score\n00101,2026-02-10,Unit test 1,Mathematics,82.5\n"
                              "00102,2026-02-10,Unit test 1,Mathematics,41\n00103,2026-02-11,Unit test 1,Mathematics,77\n";
    const auto report = test.import({test.write("both.csv", calendar + "\n" + scores)});
    QCOMPARE(report.loads.size(), 2u);
    QCOMPARE(report.unrecognised.size(), 0u);
    QCOMPARE(report.loads[0].source, test.file("both.csv") + " / rows 1 to 4");
    QCOMPARE(report.loads[1].source, test.file("both.csv") + " / rows from 6");
    QCOMPARE(test.rows("SELECT count(*), max(source_row) FROM now_sis__calendar"), QStringList("3\t4"));
    QCOMPARE(test.rows("SELECT count(*), min(source_row) FROM now_assessments__scores"), QStringList("3\t7"));
    QCOMPARE(report.loads[0].quarantined + report.loads[1].quarantined, 0);
}

void SeveralTablesTest::aTextOfTwoUnknownTablesIsTwo()
{
    TestSchool test;
    const QByteArray menu = "Lunch,Price\nSoup,2\nRice,3\nFish,4\n", buses = "Bus,Leaves,Seats\nNorth,08:10,30\nSouth,08:15,28\nEast,08:20,31\n";
    const auto report = test.import({test.write("both.csv", menu + "\n" + buses)});
    QCOMPARE(report.unrecognised.size(), 2u);
    QCOMPARE(report.unrecognised[0].source, test.file("both.csv") + " / rows 1 to 4");
    QCOMPARE(report.unrecognised[1].source, test.file("both.csv") + " / rows from 6");
}

void SeveralTablesTest::aHeaderThatComesAgainIsNoOtherTable()
{
    TestSchool test;
    const QByteArray header = "student_id,date,assessment,subject,score\n";
    const QByteArray first = "1,2026-02-10,A,Mathematics,82.5\n2,2026-02-10,A,Mathematics,41\n3,2026-02-10,A,Mathematics,77\n";
    const QByteArray second = "4,2026-02-10,B,Mathematics,82\n5,2026-02-10,B,Mathematics,41\n6,2026-02-10,B,Mathematics,77\n";
    const auto report = test.import({test.write("merged.csv", header + first + "\n" + header + second)});
    QCOMPARE(report.loads.size(), 1u);
    QCOMPARE(report.loads[0].source, test.file("merged.csv"));
    QCOMPARE(report.loads[0].inserted, 6);
}

void SeveralTablesTest::oneRosterSheetsAreKnownByTheirNames()
{
    TestSchool test;
    const QList<QStringList> orgs = {{"sourcedId", "status", "dateLastModified", "name", "type", "identifier", "parentSourcedId"},
                                     {"s1", "", "", "Example School", "school", "0042", ""}};
    const QList<QStringList> courses = {{"sourcedId", "status", "dateLastModified", "schoolYearSourcedId", "title", "courseCode", "grades", "orgSourcedId", "subjects", "subjectCodes"},
                                        {"c1", "", "", "", "Algebra", "ALG", "08", "s1", "", ""}};
    writeSheets(test.file("roster.xlsx"), {orgs, courses});
    const auto report = test.import({test.file("roster.xlsx")});
    QStringList entities;
    for (const Load& load : report.loads)
        entities << load.connector + '.' + load.entity;
    QCOMPARE(entities, QStringList({"oneroster.orgs", "oneroster.courses"}));
    QCOMPARE(test.rows("SELECT identifier FROM now_oneroster__orgs"), QStringList("0042"));
}

/// A month on each sheet: a snapshot in several pieces.
void SeveralTablesTest::sheetsOfOneListDoNotCloseEachOther()
{
    TestSchool test;
    QCOMPARE(importSheets(test, {march, april}), QStringList({"in 3 up 0 same 0 closed 0 bad 0", "in 3 up 0 same 0 closed 0 bad 0"}));
    QCOMPARE(test.rows(inForce).size(), 6);
    QCOMPARE(importSheets(test, {march, april}), QStringList({"in 0 up 0 same 3 closed 0 bad 0", "in 0 up 0 same 3 closed 0 bad 0"}));
    QCOMPARE(importSheets(test, {april, march}), QStringList({"in 0 up 0 same 3 closed 0 bad 0", "in 0 up 0 same 3 closed 0 bad 0"}));
    QCOMPARE(test.rows(inForce).size(), 6);
}

void SeveralTablesTest::aRowGoneFromAllSheetsIsClosed()
{
    TestSchool test;
    importSheets(test, {march, april});
    QList<QStringList> changed = march, shorter = april;
    changed[1][2] = "closed";
    shorter.removeLast();
    QCOMPARE(importSheets(test, {changed, shorter}), QStringList({"in 0 up 1 same 2 closed 0 bad 0", "in 0 up 0 same 2 closed 1 bad 0"}));
    QCOMPARE(test.rows(inForce), QStringList({"2026-03-02\tclosed", "2026-03-03\tinstructional", "2026-03-04\tholiday",
                                              "2026-04-01\tinstructional", "2026-04-02\tclosed"}));
    // Half of the list is more than goes without a question; a workbook of one sheet is the whole list.
    QCOMPARE(importSheets(test, {march}), QStringList("import.closures"));
    const QStringList before = test.rows(inForce);
    const QList<QStringList> other = calendarOf({"2026-05-01 holiday", "2026-05-04 instructional"});
    QCOMPARE(importSheets(test, {other, changed}), QStringList("import.closures"));
    QCOMPARE(test.rows(inForce), before);
}

/// What the sheets add is not among what they might close.
void SeveralTablesTest::howMuchIsClosedIsAskedAboutTheWholeList()
{
    TestSchool test;
    importSheets(test, {march, april});
    const QStringList before = test.rows(inForce);
    QStringList days;
    for (int i = 0; i < 40; ++i)
        days << QDate(2026, 5, 1).addDays(i).toString(Qt::ISODate) + " instructional";
    const QList<QStringList> others = calendarOf(days), one = calendarOf({"2026-09-01 instructional"});
    QCOMPARE(importSheets(test, {march + others.mid(1), students, one}), QStringList({"in 2 up 0 same 0 closed 0 bad 0", "import.closures"}));
    QCOMPARE(test.rows(inForce), before);
    ImportOptions accepted;
    accepted.acceptClosures = true;
    QCOMPARE(countsOf(test.import({test.file("book.xlsx")}, accepted)),
             QStringList({"in 40 up 0 same 3 closed 0 bad 0", "in 1 up 0 same 0 closed 3 bad 0", "in 0 up 0 same 2 closed 0 bad 0"}));
    QCOMPARE(test.rows(inForce).size(), 44);
}

/// Rows without a key are told apart within a file, not between files.
void SeveralTablesTest::theNextFileKnowsTheRowsOfEverySheet_data()
{
    QTest::addColumn<bool>("damaged");
    QTest::newRow("all loaded") << false;
    QTest::newRow("one failed") << true;
}

void SeveralTablesTest::theNextFileKnowsTheRowsOfEverySheet()
{
    QFETCH(const bool, damaged);
    TestSchool test;
    const QStringList header = {"code_module", "code_presentation", "id_student", "id_site", "date", "sum_click"};
    const auto click = [](int site) { return QStringList{"AAA", "2013J", "28400", QString::number(site), "#-10", "#4"}; };
    QList<QStringList> many = {header};
    for (int site = 1000; site < 1300; ++site)
        many << click(site);
    WorkbookParts parts;
    parts.sheetData = {sheetOf({header, click(1), click(2)}), sheetOf(many) + (damaged ? "<row><c></row>" : ""), sheetOf({header, click(3), click(4)})};
    writeWorkbook(test.file("book.xlsx"), parts);
    const QString next = test.write("next.csv", "code_module,code_presentation,id_student,id_site,date,sum_click\nAAA,2013J,28400,1,-10,4\n"
                                                "AAA,2013J,28400,3,-10,4\nAAA,2013J,28400,5,-10,4\n");
    const auto report = test.import({test.file("book.xlsx"), next});
    QCOMPARE(report.loads.size(), damaged ? 3u : 4u);
    QCOMPARE(counts(report.loads.back()), QString("in 1 up 0 same 2 closed 0 bad 0"));
    QCOMPARE(test.rows("SELECT count(*) FROM now_oulad__student_vle"), QStringList(damaged ? "5" : "305"));
}

void SeveralTablesTest::oneKeyOnTwoSheetsIsUnchangedIfIdenticalAndRefusedIfNot()
{
    TestSchool test;
    const QList<QStringList> also = calendarOf({"2026-03-03 instructional", "2026-03-04 closed", "2026-04-01 holiday"});
    const QStringList expected = {"in 3 up 0 same 0 closed 0 bad 0", "in 1 up 0 same 1 closed 0 bad 1"};
    writeSheets(test.file("book.xlsx"), {march, also});
    ImportOptions dry;
    dry.dryRun = true;
    QCOMPARE(countsOf(test.import({test.file("book.xlsx")}, dry)), expected);
    QCOMPARE(importSheets(test, {march, also}), expected);
    const QStringList rows = test.rows(inForce);
    QCOMPARE(rows, QStringList({"2026-03-02\tinstructional", "2026-03-03\tinstructional", "2026-03-04\tholiday", "2026-04-01\tholiday"}));
    QCOMPARE(importSheets(test, {march, also}), QStringList({"in 0 up 0 same 3 closed 0 bad 0", "in 0 up 0 same 2 closed 0 bad 1"}));
    QCOMPARE(test.rows(inForce), rows);
}

void SeveralTablesTest::aListWithASheetThatFailsClosesNothing()
{
    TestSchool test;
    QStringList days;
    for (int i = 0; i < 300; ++i)
        days << QDate(2025, 1, 1).addDays(i).toString(Qt::ISODate) + " instructional";
    const QList<QStringList> year = calendarOf(days);
    importSheets(test, {year, april});
    const QStringList before = test.rows(inForce);
    WorkbookParts parts;
    parts.sheetData = {sheetOf(year) + "<row><c></row>", sheetOf(april.mid(0, 3))}; // the first sheet breaks off far down
    writeWorkbook(test.file("book.xlsx"), parts);
    const auto report = test.import({test.file("book.xlsx")});
    QCOMPARE(countsOf(report), QStringList({"in 0 up 0 same 2 closed 0 bad 0", "xml.damaged"}));
    QCOMPARE(test.rows(inForce), before);
    QCOMPARE(report.warnings, std::vector<QString>{"book.xlsx: not every table of the list could be loaded, so rows it lacks stay in force"});
}

/// Without a key a row counts as often as the file holds it, whichever sheet it stands on.
void SeveralTablesTest::equalRowsOfTwoSheetsAreTwoRows()
{
    TestSchool test;
    const QStringList header = {"code_module", "code_presentation", "id_student", "id_site", "date", "sum_click"};
    const QStringList click = {"AAA", "2013J", "28400", "546652", "#-10", "#4"}, other = {"AAA", "2013J", "28400", "546652", "#-9", "#1"};
    const QList<QList<QStringList>> sheets = {{header, click, click, other}, {header, click, other}};
    QCOMPARE(importSheets(test, sheets), QStringList({"in 3 up 0 same 0 closed 0 bad 0", "in 2 up 0 same 0 closed 0 bad 0"}));
    QCOMPARE(importSheets(test, sheets), QStringList({"in 0 up 0 same 3 closed 0 bad 0", "in 0 up 0 same 2 closed 0 bad 0"}));
    QCOMPARE(importSheets(test, {{header, click}, {header, click, click, click, other}}),
             QStringList({"in 0 up 0 same 1 closed 0 bad 0", "in 1 up 0 same 3 closed 0 bad 0"}));
    QCOMPARE(test.rows("SELECT sum_click, count(*) FROM now_oulad__student_vle GROUP BY 1 ORDER BY 1"), QStringList({"1\t2", "4\t4"}));
}

void SeveralTablesTest::aListOfSeveralSheetsIsTakenBackAsOne()
{
    TestSchool test;
    importSheets(test, {march, april});
    const QStringList before = test.rows(inForce);
    QList<QStringList> changed = march, shorter = april;
    changed[1][2] = "closed";
    shorter.removeLast();
    writeSheets(test.file("book.xlsx"), {changed, shorter});
    const auto report = test.import({test.file("book.xlsx")});
    QCOMPARE(report.loads.size(), 2u);
    QVERIFY(undoLoad(test.school(), report.loads[1].load, false)); // what is gone from the list is back, what changed is not
    QCOMPARE(test.rows(inForce).size(), 6);
    QCOMPARE(test.rows(inForce).front(), QString("2026-03-02\tclosed"));
    QVERIFY(undoPackage(test.school(), report.loads[0].package, true));
    QCOMPARE(test.rows(inForce), before);
}

QTEST_GUILESS_MAIN(SeveralTablesTest)
#include "SeveralTablesTest.moc"
