/// The runner: headers are read with good errors, circles are refused, what did not change is not rebuilt, keys survive,
/// a failed check or a cancel leaves gold as it was.
#include "core/store/RawTables.h"
#include "core/store/Settings.h"
#include "core/transform/ModelBuilder.h"
#include "core/transform/ModelGraph.h"
#include "core/transform/Runner.h"
#include "tests/support/RawRows.h"
#include "tests/support/TestSchool.h"

#include <QtTest>

using namespace lectern;
using namespace lectern::test;

namespace {

QByteArray header(const QByteArray& more = {}, const QByteArray& name = "m")
{
    return "-- model: " + name + "\n-- layer: gold\n-- grain: one row\n-- key: a\n-- columns:\n"
           "--   a integer not null | none | A\n" + more + "SELECT 1 AS a\n";
}

QMap<QString, QString> actions(const Result<BuildReport>& report)
{
    QMap<QString, QString> found;
    for (const ModelOutcome& outcome : report->models)
        found.insert(outcome.model, outcome.action);
    return found;
}

void giveStudents(TestSchool& school)
{
    giveRows(school.school(), "sis.students", 2, {"SIS ID", "First Name", "Grade"},
             {{"st1", "Ada", "7"}, {"st2", "Bo", "8"}});
    giveRows(school.school(), "sis.attendance", 2, {"student_id", "attendance_date", "all_day", "attendance_status"},
             {{"st1", "2025-09-01", "Yes", "Present"}, {"st2", "2025-09-01", "Yes", "Absent"}});
}

const QString everyone = "SELECT student_key, source_id, grade, school_year FROM dim_student ORDER BY 1, 4";

} // namespace

class RunnerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aHeaderIsRead()
    {
        const auto model = modelFromFile("m.sql", header("-- depends: x,\n--   y\n-- index: a\n-- tests:\n"
                                                         "--   unique a | error | Twice\n"));
        QVERIFY(model);
        QCOMPARE(model->depends, QStringList({"x", "y"}));
        QCOMPARE(model->tests.size(), std::size_t(1));
        QCOMPARE(createTableSql(*model, Engine::Sqlite),
                 QString("CREATE TABLE m (\n    a INTEGER NOT NULL,\n    PRIMARY KEY (a)\n) STRICT, WITHOUT ROWID"));
        QCOMPARE(model->sql, QString("SELECT 1 AS a"));
    }

    void aBadHeaderSaysWhere_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("line");
        QTest::newRow("unknown field") << header("-- owner: me\n") << 7;
        QTest::newRow("unknown type") << header("-- columns:\n--   b real | none | B\n") << 8;
        QTest::newRow("unknown privacy") << header("-- columns:\n--   b text | secret | B\n") << 8;
        QTest::newRow("unknown test") << header("-- tests:\n--   fresh a | warn | Old\n") << 8;
        QTest::newRow("test without words") << header("-- tests:\n--   unique a | warn\n") << 8;
        QTest::newRow("column twice") << header("-- columns:\n--   a text | none | A\n") << 8;
        QTest::newRow("nullable key") << header("-- columns:\n--   b text | none | B\n-- key: b\n") << 9;
        QTest::newRow("index of nothing") << header("-- index: z\n") << 7;
        QTest::newRow("two statements") << header() + "; SELECT 2" << 6;
    }

    void aBadHeaderSaysWhere()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, line);
        const auto model = modelFromFile("m.sql", bytes);
        QVERIFY(!model);
        QCOMPARE(model.error().code, QString("model.broken"));
        QCOMPARE(model.error().where.file, QString("m.sql"));
        QCOMPARE(model.error().where.row, qint64(line));
        QVERIFY(!model.error().arguments.value(0).isEmpty());
    }

    void circlesAndOrphansAreRefused()
    {
        const Model a = *modelFromFile("a.sql", header("-- depends: b\n", "a"));
        const Model b = *modelFromFile("b.sql", header("-- depends: a\n", "b"));
        const Model c = *modelFromFile("c.sql", header("-- depends: now_x__y\n", "c"));
        QCOMPARE(sortedModels({a, b, c}).error().code, QString("model.broken"));
        QCOMPARE(sortedModels({a}).error().code, QString("model.broken"));
        QCOMPARE(sortedModels({c, c}).error().code, QString("model.broken"));
        QVERIFY(sortedModels({c}));
    }

    void whatAModelReadsIsComparedWithItsHeader()
    {
        TestSchool school;
        QVERIFY(build(school.school(), {}, {}, Cancel()));
        const auto reader = school.school().reader();
        Model model = *modelFromFile("m.sql", header());
        QVERIFY(verifyModel(*reader, model));
        model.sql = "SELECT 1 AS b";
        QVERIFY(!verifyModel(*reader, model));
        model.sql = "WITH p AS (SELECT person_key AS a FROM key_person) SELECT a FROM p";
        QVERIFY(!verifyModel(*reader, model));
        model.depends = QStringList{"key_person"};
        QVERIFY(verifyModel(*reader, model));
        model.depends = QStringList{"key_person", "key_course"};
        QVERIFY(!verifyModel(*reader, model));
        model.sql = "SELECT count(*) AS a FROM now_sis__students";
        model.depends = QStringList{"now_sis__students"};
        QVERIFY(verifyModel(*reader, model));
    }

    void whatDidNotChangeIsSkipped()
    {
        TestSchool school;
        giveStudents(school);
        auto report = build(school.school(), {}, {}, Cancel());
        QVERIFY2(report, report ? "" : qPrintable(text(report.error())));
        QCOMPARE(actions(report).value("dim_student"), QString("built"));
        QVERIFY(report->passed > 0);
        QCOMPARE(report->failed, 0);
        report = build(school.school(), {}, {}, Cancel());
        QVERIFY(!actions(report).values().contains("built"));

        // one more mark: what reads marks is rebuilt, attendance is not
        giveRows(school.school(), "sis.section_marks", 2, {"id", "student_id", "school_year", "numeric_grade_earned"},
                 {{"m1", "st1", "2026", "88"}});
        report = build(school.school(), {}, {}, Cancel());
        QCOMPARE(actions(report).value("fct_score"), QString("built"));
        QCOMPARE(actions(report).value("stg_sis__attendance_day"), QString("skipped"));
        QCOMPARE(actions(report).value("fct_event"), QString("skipped"));

        // a setting that changes no row stops there
        QVERIFY(decideSetting(**school.school().writer(), "school_name", "North", "test"));
        report = build(school.school(), {}, {}, Cancel());
        QCOMPARE(actions(report).value("int_day"), QString("built"));
        QCOMPARE(actions(report).value("dim_student"), QString("skipped"));
    }

    void rebuildingFromNothingGivesTheSameRows()
    {
        TestSchool school;
        giveStudents(school);
        QVERIFY(build(school.school(), {}, {}, Cancel()));
        giveRows(school.school(), "learning_events.events", 3,
                 {"event_id", "user_id", "course_id", "content_id", "event_type", "timestamp"},
                 {{"e", "st2", "C", "v", "video_started", "2025-09-02T08:00:00Z"}});
        QVERIFY(build(school.school(), {}, {}, Cancel()));
        const QStringList before = school.rows(everyone);
        const QStringList events = school.rows("SELECT * FROM fct_event");
        const QStringList keys = school.rows("SELECT * FROM key_person ORDER BY 1");
        QCOMPARE(before.size(), 2);
        const auto report = build(school.school(), {.full = true, .select = {}}, {}, Cancel());
        QVERIFY(report);
        QVERIFY(!actions(report).values().contains("skipped"));
        QCOMPARE(school.rows(everyone), before);
        QCOMPARE(school.rows("SELECT * FROM fct_event"), events);
        QCOMPARE(school.rows("SELECT * FROM key_person ORDER BY 1"), keys);
    }

    void aNumberOnceGivenStays()
    {
        TestSchool school;
        giveStudents(school);
        QVERIFY(build(school.school(), {}, {}, Cancel()));
        const QStringList keys = school.rows("SELECT source_id, person_key FROM key_person ORDER BY 1");
        clearRawRows(school.school());
        QVERIFY(build(school.school(), {}, {}, Cancel()));
        QCOMPARE(school.rows("SELECT count(*) FROM dim_student"), QStringList{"0"});
        giveStudents(school);
        QVERIFY(build(school.school(), {}, {}, Cancel()));
        QCOMPARE(school.rows("SELECT source_id, person_key FROM key_person ORDER BY 1"), keys);
    }

    void oneModelAndWhatItNeedsCanBeBuiltAlone()
    {
        TestSchool school;
        giveStudents(school);
        const auto report = build(school.school(), {.full = false, .select = "stg_sis__student"}, {}, Cancel());
        QVERIFY(report);
        QCOMPARE(report->models.size(), std::size_t(1));
        QCOMPARE(build(school.school(), {.full = false, .select = "nothing"}, {}, Cancel()).error().code,
                 QString("model.unknown"));
    }

    void aFailedCheckLeavesGoldAsItWas()
    {
        TestSchool school;
        giveStudents(school);
        QVERIFY(build(school.school(), {}, {}, Cancel()));
        const QStringList before = school.rows(everyone);
        // a module that is neither B nor J cannot be placed: an error of stg_oulad__presentation
        giveRows(school.school(), "oulad.courses", 7, {"code_module", "code_presentation", "module_presentation_length"},
                 {{"AAA", "2013X", "268"}});
        giveRows(school.school(), "sis.students", 2, {"SIS ID", "Grade"}, {{"st3", "9"}});
        const auto report = build(school.school(), {}, {}, Cancel());
        QVERIFY(!report);
        QCOMPARE(report.error().code, QString("check.failed"));
        QCOMPARE(school.rows(everyone), before);
        // … and is remembered as red, although its build was taken back
        QCOMPARE(school.rows("SELECT model, outcome FROM health_check WHERE outcome = 'failed'"),
                 QStringList{"stg_oulad__presentation\tfailed"});
    }

    void aCancelLeavesGoldAsItWas()
    {
        TestSchool school;
        giveStudents(school);
        const Cancel cancel;
        const auto report = build(school.school(), {}, [&](const Progress& progress) {
            if (progress.subject == "dim_person")
                cancel.raise();
        }, cancel);
        QVERIFY(!report);
        QCOMPARE(report.error().code, QString("cancelled"));
        QCOMPARE(school.rows("SELECT count(*) FROM model_state"), QStringList{"0"});
        QVERIFY(build(school.school(), {}, {}, Cancel()));
    }

    void checksRunOnGoldAsItStands()
    {
        TestSchool school;
        giveStudents(school);
        QVERIFY(build(school.school(), {}, {}, Cancel()));
        auto checks = runChecks(*school.school().reader());
        QVERIFY(checks);
        QVERIFY(checks->size() > 20);
        for (const CheckOutcome& check : *checks)
            QVERIFY2(check.badRows == 0 || check.severity == "warn", qPrintable(check.check + ": " + check.words));
        QVERIFY((*school.school().writer())->execute("UPDATE fct_attendance SET attended_half_days = 2"));
        checks = runChecks(*school.school().reader());
        QVERIFY(std::ranges::any_of(*checks, [](const CheckOutcome& check) {
            return check.severity == "error" && check.badRows == 1 && check.model == "fct_attendance";
        }));
    }
};

QTEST_GUILESS_MAIN(RunnerTest)
#include "RunnerTest.moc"
