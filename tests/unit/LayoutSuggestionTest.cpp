/// Drafts of layouts: by names, by what stands in the cells, by what was accepted; and a draft loads as it is.
#include "core/ingest/ColumnWords.h"
#include "core/ingest/LayoutBook.h"
#include "core/ingest/LayoutSuggestion.h"
#include "core/transform/Runner.h"
#include "tests/support/Fixtures.h"
#include "tests/support/TestSchool.h"

#include <QFileInfo>
#include <QTest>

namespace lectern::test {

namespace {

const QByteArray pairs = "Pupil No,Tested on,Maths Scale Score,Maths Percentile,Maths Level,Reading Scale Score,Reading Percentile,"
                         "Reading Level,Teacher\n"
                         "0071,14/03/2025,412,55,Meets,398,41,Below,Kim\n0072,15/03/2025,388,32,Below,N/A,,,Kim\n"
                         "0073,16/03/2025,440,71,Above,401,44,Meets,Lee\n";

Source sourceOf(const QString& path)
{
    return {path, {}, QFileInfo(path).size(), nullptr};
}

LayoutSuggestion best(const TestSchool& test, const QString& path, const Database* school = nullptr)
{
    Q_UNUSED(test);
    const auto all = suggestLayouts(sourceOf(path), catalog(), school);
    if (!all || all->empty())
        qFatal("nothing suggested for %s: %s", qPrintable(path), all ? "empty" : qPrintable(text(all.error())));
    return all->front();
}

QString whyOf(const LayoutSuggestion& made, const QString& header)
{
    for (const ColumnSuggestion& column : made.columns)
        if (column.header == header)
            return QString("%1/%2/%3").arg(column.target).arg(column.part).arg(column.why);
    return {};
}

} // namespace

class LayoutSuggestionTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pairsOfSubjectAndKindBecomeRows();
    void aDraftLoadsAsItIs();
    void plainSubjectsInAnotherLanguage();
    void oneColumnOfNumbersIsTheScore();
    void whatIsOpenIsSaid();
    void studentsTheSchoolKnowsAreFound();
    void studentsTheSchoolKnowsComeBeforeNames();
    void someWordsAmongNumbersAreNumbersStill();
    void whatWasAcceptedComesFirst();
    void aListOfStudentsIsSuggestedForTheSis();
    void aSurveyIsSuggestedForTheForms();
    void thePupilOfASurveyIsProposedIfItIsANumber();
    void whatWouldSayNothingOfAStudentIsNotProposed();
    void anAttendanceListNumbersItsRowsByStudentAndDay();
    void codesOfAttendanceAreBelievedAmongOthers();
    void whatIsNoTableIsSaid();
};

void LayoutSuggestionTest::pairsOfSubjectAndKindBecomeRows()
{
    TestSchool test;
    const LayoutSuggestion made = best(test, test.write("Spring screener.csv", pairs));
    QCOMPARE(made.layout.target(), QString("assessments.scores"));
    QVERIFY(made.open.isEmpty());
    QCOMPARE(made.layout.columns["student_id"].from, QString("Pupil No"));
    QCOMPARE(made.layout.columns["date"], (LayoutCell{.from = "Tested on", .date = "dmy"}));
    QCOMPARE(made.layout.columns["assessment"].constant, QString(fileToken));
    QCOMPARE(made.layout.spread.size(), std::size_t(2));
    const LayoutRow& maths = made.layout.spread[0];
    QCOMPARE(maths.keys(), QStringList({"band", "percentile", "score", "subject"}));
    QCOMPARE(maths["subject"].constant, QString("Maths"));
    QCOMPARE(maths["percentile"].from, QString("Maths Percentile"));
    QCOMPARE(made.layout.spread[1]["band"].from, QString("Reading Level"));
    QCOMPARE(made.layout.missing, QStringList("N/A"));
    QCOMPARE(made.columns.size(), std::size_t(9));
    QVERIFY2(whyOf(made, "Reading Level").startsWith("band/1/"), qPrintable(whyOf(made, "Reading Level")));
    QVERIFY2(whyOf(made, "Teacher").startsWith("/-1/"), qPrintable(whyOf(made, "Teacher")));
}

void LayoutSuggestionTest::aDraftLoadsAsItIs()
{
    TestSchool test;
    const QString path = test.write("Spring screener.csv", pairs);
    ImportOptions options;
    options.layouts = {best(test, path).layout};
    // what is written and read back is what was suggested
    QVERIFY(layoutFromJson(layoutToJson(options.layouts[0]), "x").value() == options.layouts[0]);
    const ImportReport report = test.import({path}, options);
    QCOMPARE(report.loads.size(), std::size_t(1));
    QCOMPARE(report.loads.front().quarantined, 0);
    QCOMPARE(test.rows("SELECT student_id, date, subject, score, percentile, band FROM now_assessments__scores ORDER BY 1, 3"),
             QStringList({"0071\t2025-03-14\tMaths\t412\t55\tMeets", "0071\t2025-03-14\tReading\t398\t41\tBelow",
                          "0072\t2025-03-15\tMaths\t388\t32\tBelow", "0073\t2025-03-16\tMaths\t440\t71\tAbove",
                          "0073\t2025-03-16\tReading\t401\t44\tMeets"}));
}

void LayoutSuggestionTest::plainSubjectsInAnotherLanguage()
{
    TestSchool test;
    const LayoutSuggestion made = best(test, test.write("Vergleichsarbeit 8.csv", "Sch\xc3\xbclernummer;Klasse;Datum;Mathematik;Deutsch\n"
                                                                                  "0123;8;14.03.2025;12,5;17\n0124;8;15.03.2025;9,25;11,5\n"));
    QCOMPARE(made.layout.columns["student_id"].from, QString("Schülernummer"));
    QCOMPARE(made.layout.columns["date"].from, QString("Datum"));
    QCOMPARE(made.layout.spread.size(), std::size_t(2)); // the class is no subject
    QCOMPARE(made.layout.spread[0]["subject"].constant, QString("Mathematik"));
    QCOMPARE(made.layout.spread[0]["score"], (LayoutCell{.from = "Mathematik", .decimal = ","}));
    QCOMPARE(made.layout.spread[1]["subject"].constant, QString("Deutsch"));
}

void LayoutSuggestionTest::oneColumnOfNumbersIsTheScore()
{
    TestSchool test;
    const LayoutSuggestion made = best(test, test.write("Quiz 3.csv", "Learner,When,WCPM\nA-17,2025-03-14,81\nA-18,2025-03-14,77\n"));
    QCOMPARE(made.layout.columns["student_id"].from, QString("Learner"));
    QCOMPARE(made.layout.columns["date"].from, QString("When"));
    QCOMPARE(made.layout.columns["score"].from, QString("WCPM"));
    QVERIFY(made.layout.spread.empty());
}

void LayoutSuggestionTest::whatIsOpenIsSaid()
{
    TestSchool test;
    const auto made = suggestLayout(sourceOf(test.write("words.csv", "Colour,Animal\nred,cat\nblue,dog\n")),
                                    *catalog().entity("assessments", "scores"), nullptr);
    QVERIFY(made.has_value());
    QCOMPARE(made->open, QStringList({"student_id", "score"}));
    QCOMPARE(made->columns.size(), std::size_t(2));
    QVERIFY(made->layout.columns["student_id"].from.isEmpty());
}

void LayoutSuggestionTest::studentsTheSchoolKnowsAreFound()
{
    TestSchool test;
    test.import({test.write("scores.csv", "student_id,date,assessment,subject,score\n8801,2025-01-10,Quiz,Maths,5\n8802,2025-01-10,Quiz,Maths,7\n")});
    const auto built = build(test.school(), {}, [](const Progress&) {}, Cancel());
    QVERIFY2(built.has_value(), built ? "" : qPrintable(text(built.error())));
    const auto made = suggestLayout(sourceOf(test.write("x.csv", "Room,Token,Maths,Reading\n101,8801,5,6\n102,8802,6,7\n101,8803,5,6\n")),
                                    *catalog().entity("assessments", "scores"), test.school().writer().value());
    QVERIFY(made.has_value());
    QCOMPARE(made->layout.columns["student_id"].from, QString("Token"));
    QVERIFY2(whyOf(*made, "Token").contains("2 of 3"), qPrintable(whyOf(*made, "Token")));
}

void LayoutSuggestionTest::studentsTheSchoolKnowsComeBeforeNames()
{
    TestSchool test;
    test.import({test.write("scores.csv", "student_id,date,assessment,subject,score\n8801,2025-01-10,Quiz,Maths,5\n8802,2025-01-10,Quiz,Maths,7\n")});
    QVERIFY(build(test.school(), {}, [](const Progress&) {}, Cancel()));
    const auto made = suggestLayout(sourceOf(test.write("x.csv", "ID,Student,Date,Points\n8801,Ann,2026-01-10,5\n8802,Bob,2026-01-10,7\n")),
                                    *catalog().entity("assessments", "scores"), test.school().writer().value());
    QVERIFY(made.has_value());
    QCOMPARE(made->layout.columns["student_id"].from, QString("ID"));
}

void LayoutSuggestionTest::someWordsAmongNumbersAreNumbersStill()
{
    TestSchool test;
    QByteArray table = "Student ID,Date,Mistakes,Points\n";
    for (int i = 0; i < 20; ++i)
        table += "S" + QByteArray::number(100 + i) + ",2026-03-0" + QByteArray::number(1 + i % 9) + ",3," + (i == 4 ? "absent" : "17") + '\n';
    const LayoutSuggestion made = best(test, test.write("spelling.csv", table));
    QCOMPARE(made.layout.columns["score"].from, QString("Points"));
}

void LayoutSuggestionTest::whatWasAcceptedComesFirst()
{
    TestSchool test;
    Layout layout;
    layout.name = "Autumn";
    layout.connector = "assessments";
    layout.entity = "scores";
    layout.signature = {"Code X"};
    layout.columns = {{"student_id", {.from = "Code X"}}, {"assessment", {.constant = "A"}}, {"score", {.from = "Pts"}},
                      {"band", {.from = "Zone", .values = {{"g", "Meets"}}}}};
    const Database* writer = test.school().writer().value();
    QVERIFY(acceptLayout(*writer, layout, "tester").has_value());
    const LayoutSuggestion made = best(test, test.write("Spring.csv", "Code X,Student ID,Zone,Pts new\n1,a,G,4\n2,b,R,5\n"), writer);
    QCOMPARE(made.layout.columns["student_id"].from, QString("Code X"));
    QCOMPARE(made.layout.columns["band"].from, QString("Zone"));
    QCOMPARE(made.layout.columns["band"].values["g"], QString("Meets"));
    QVERIFY2(whyOf(made, "Zone").contains("Autumn"), qPrintable(whyOf(made, "Zone")));
}

void LayoutSuggestionTest::aListOfStudentsIsSuggestedForTheSis()
{
    TestSchool test;
    const LayoutSuggestion made = best(test, test.write("class list.csv", "Pupil ID,Surname,Forename,School SIS ID,FederalRaceCategory,DOB\n"
                                                                          "11,Doe,Jo,1,White,2012-02-03\n12,Roe,Al,1,Asian,2012-05-06\n"));
    QCOMPARE(made.layout.target(), QString("sis.students"));
    QCOMPARE(made.layout.columns["Last Name"].from, QString("Surname"));
    QCOMPARE(made.layout.columns["First Name"].from, QString("Forename"));
    QCOMPARE(made.layout.columns["Birthdate"].from, QString("DOB"));
    QVERIFY(made.open.isEmpty());
}

void LayoutSuggestionTest::aSurveyIsSuggestedForTheForms()
{
    TestSchool test;
    const QString path = test.write("Student voice.csv", "ID,Start time,Completion time,I feel safe at school,Do you like maths?,My teachers listen to me\n"
                                                         "1,1/14/2025 10:00:00,1/14/2025 10:05:00,Agree,Strongly agree,Agree\n"
                                                         "2,1/14/2025 10:01:00,1/14/2025 10:05:00,Disagree,Agree,Agree\n");
    ImportOptions options;
    options.layouts = {best(test, path).layout};
    QCOMPARE(options.layouts[0].target(), QString("forms"));
    QCOMPARE(options.layouts[0].columns["Timestamp"].from, QString("Start time"));
    QVERIFY(options.layouts[0].columns.value("Student ID").from.isEmpty()); // "ID" numbers the answers
    const ImportReport report = test.import({path}, options);
    QCOMPARE(report.loads.size(), std::size_t(2));
    QCOMPARE(test.rows("SELECT count(*) FROM now_forms__responses"), QStringList("2"));
    QCOMPARE(test.rows("SELECT count(*) FROM now_forms__questions WHERE kind = 'scale'"), QStringList("3"));
}

void LayoutSuggestionTest::thePupilOfASurveyIsProposedIfItIsANumber()
{
    TestSchool test; // that knows no students yet
    const auto student = [&](const char* file, const char* rows) {
        const QString path = test.write(file, QByteArray("Answered on,Pupil,How safe is your way to school?,What should we change first?\n") + rows);
        const Layout layout = best(test, path).layout;
        return layout.target() + ": " + layout.columns.value("Student ID").from;
    };
    QCOMPARE(student("numbers.csv", "2026-03-09 08:15:00,S001,4,trees\n2026-03-09 08:17:00,S002,3,\n"), QString("forms: Pupil"));
    QCOMPARE(student("few.csv", "2026-03-09 08:15:00,S001,4,trees\n2026-03-09 08:17:00,S002,3,\n2026-03-09 08:18:00,S001,3,\n"
                                "2026-03-09 08:19:00,S004,3,\n2026-03-09 08:20:00,not sure,3,\n"), QString("forms: Pupil"));
    QCOMPARE(student("names.csv", "2026-03-09 08:15:00,Jo Doe,4,trees\n2026-03-09 08:17:00,Al Roe,3,\n"), QString("forms: "));
}

void LayoutSuggestionTest::whatWouldSayNothingOfAStudentIsNotProposed()
{
    TestSchool test;
    const auto made = suggestLayouts(sourceOf(test.write("x.csv", "student_id,date,assessment,subject,points_x\nS001,2026-03-09,Spring,Maths,61\n")),
                                     catalog(), nullptr);
    QVERIFY(made.has_value());
    QStringList targets;
    for (const LayoutSuggestion& each : *made)
        targets << each.layout.target();
    QCOMPARE(targets.front(), QString("assessments.scores"));
    QVERIFY2(targets.filter("demographics").isEmpty(), qPrintable(targets.join(' '))); // there are ids alone
}

void LayoutSuggestionTest::anAttendanceListNumbersItsRowsByStudentAndDay()
{
    TestSchool test;
    const QByteArray list = "Schüler;Tag;Anwesenheit;Bemerkung\nS001;02.03.2026;anwesend;\nS002;02.03.2026;fehlt;\n"
                            "S001;03.03.2026;verspätet;Bus\nS002;03.03.2026;entschuldigt;\nS003;13.03.2026;X;\n";
    const QString path = test.write("7b.csv", list);
    ImportOptions options;
    const LayoutSuggestion made = best(test, path);
    QCOMPARE(made.layout.target(), QString("sis.attendance"));
    QVERIFY2(made.open.isEmpty(), qPrintable(made.open.join(' ')));
    QCOMPARE(made.layout.columns["id"].from, QString("Schüler"));
    QCOMPARE(made.layout.columns["attendance_status"].values,
             (QMap<QString, QString>{{"anwesend", "present"}, {"fehlt", "absent"}, {"verspätet", "late"}, {"entschuldigt", "excused"}}));
    QCOMPARE(made.unclear, QStringList("x"));
    options.layouts = {made.layout};
    const ImportReport report = test.import({path}, options);
    QCOMPARE(report.loads.front().quarantined, 0);
    QVERIFY2(report.loads.front().remarks.join(' ').contains("1 row does not count, because nobody said what it means: X"),
             qPrintable(report.loads.front().remarks.join(' ')));
    QCOMPARE(test.rows("SELECT student_id, attendance_date, attendance_status FROM now_sis__attendance ORDER BY 1, 2"),
             QStringList({"S001\t2026-03-02\tpresent", "S001\t2026-03-03\tlate", "S002\t2026-03-02\tabsent", "S002\t2026-03-03\texcused",
                          "S003\t2026-03-13\tX"}));
    const LayoutSuggestion twice = best(test, test.write("twice.csv", list + "S003;13.03.2026;fehlt;\n"));
    QVERIFY2(twice.open.contains("id"), "two rows of one student and day need numbers of their own");
}

void LayoutSuggestionTest::codesOfAttendanceAreBelievedAmongOthers()
{
    const ColumnWords words;
    QCOMPARE(words.meant("attendance_status", {"P", "A", " l "}), (QMap<QString, QString>{{"p", "present"}, {"a", "absent"}, {"l", "late"}}));
    QCOMPARE(words.meant("attendance_status", {"A", "F"}), (QMap<QString, QString>{{"a", ""}, {"f", ""}})); // A: anwesend? absent?
    QCOMPARE(words.meant("attendance_status", {"P", "A", "F"}), (QMap<QString, QString>{{"p", ""}, {"a", ""}, {"f", ""}}));
    QCOMPARE(words.meant("attendance_status", {"Early departure", "ja"}), (QMap<QString, QString>{{"early departure", "early departure"}, {"ja", ""}}));
    QVERIFY(words.meanings("score").isEmpty());
    // What is taken for plain, and what is made of other words, is what the transform of attendance understands.
    const QString model = QString::fromUtf8(bytesOf(QStringLiteral(LECTERN_SOURCE_DIR "/resources/transforms/staging/stg_sis__attendance_day.sql")));
    for (const QString& word : words.plain("attendance_status").values() + words.meanings("attendance_status"))
        QVERIFY2(model.contains('\'' + word + '\''), qPrintable(word));
}

void LayoutSuggestionTest::whatIsNoTableIsSaid()
{
    TestSchool test;
    const auto none = suggestLayouts(sourceOf(test.write("x.bin", QByteArray(5000, '\0'))), catalog(), nullptr);
    QVERIFY(!none);
    QCOMPARE(none.error().code, QString("source.binary"));
    const auto empty = suggestLayouts(sourceOf(test.write("x.csv", "")), catalog(), nullptr);
    QVERIFY(!empty);
    QCOMPARE(empty.error().code, QString("source.empty"));
}

} // namespace lectern::test

QTEST_GUILESS_MAIN(lectern::test::LayoutSuggestionTest)
#include "LayoutSuggestionTest.moc"
