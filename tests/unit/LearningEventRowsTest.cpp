/// Learning events and course structures as they end up in the store: where fields are looked up, what is set aside.
#include "tests/support/TestSchool.h"

#include <QtTest>

using namespace lectern;
using namespace lectern::test;

namespace {

const QString refused = "SELECT source_row, reason FROM quarantine ORDER BY source_row";

/// JSON with apostrophes for quotation marks, so that it reads well here.
QByteArray json(QByteArray text)
{
    return text.replace('\'', '"');
}

/// A good event, and further members.
QByteArray eventLine(const QByteArray& id, const QByteArray& members = {})
{
    return json("{'event_id':'" + id + "','user_id':'s1','event_type':'video_started','timestamp':'2026-03-02T09:00:00'") +
           (members.isEmpty() ? QByteArray() : "," + members) + "}";
}

} // namespace

class LearningEventRowsTest : public QObject
{
    Q_OBJECT

    /// The one load of a file with these bytes.
    static Load load(TestSchool& test, const QByteArray& bytes, const QString& name = "events.jsonl")
    {
        const auto report = test.import({test.write(name, bytes)});
        if (report.loads.size() != 1)
            qFatal("not loaded: %s", report.unrecognised.empty() ? "" : qPrintable(text(report.unrecognised.at(0).error)));
        return report.loads.at(0);
    }
    static QString fixture(const QString& name) { return QString(LECTERN_SOURCE_DIR "/tests/data/learning_events/export/") + name; }
    static QStringList events(const TestSchool& test, const QString& columns)
    {
        return test.rows("SELECT " + columns + " FROM now_learning_events__events ORDER BY row_no");
    }

private Q_SLOTS:
    void allElevenTypesLoadAndKeepTheirPayload()
    {
        TestSchool test;
        const auto report = test.import({fixture("events.jsonl")});
        QCOMPARE(report.loads.at(0).inserted, 13);
        QCOMPARE(report.loads.at(0).quarantined, 0);
        QCOMPARE(test.rows("SELECT count(DISTINCT event_type) FROM now_learning_events__events"), QStringList("12"));
        QCOMPARE(test.rows("SELECT count(*) FROM now_learning_events__events WHERE length(payload) > 100"), QStringList("13"));
    }

    void fieldsAreFoundAtTheTopBeforeMetadata()
    {
        TestSchool test;
        load(test, eventLine("a", json("'duration':12.5,'metadata':{'duration':99,'slide_index':3}")));
        QCOMPARE(events(test, "duration__milli, slide_index__num"), QStringList("12500\t3"));
    }

    void aNullAtTheTopGivesWayToMetadata()
    {
        TestSchool test;
        load(test, eventLine("a", json("'correct':null,'metadata':{'correct':true,'answer_given':['x',1]}")));
        QCOMPARE(events(test, "correct, correct__num, answer_given"), QStringList("true\t1\t[\"x\",1]"));
    }

    void eventIsAnotherNameOfEventType()
    {
        TestSchool test;
        load(test, json("{'event_id':'a','user_id':'s1','event':'odd_thing','timestamp':'2026-03-02T09:00:00'}"));
        QCOMPARE(events(test, "event_type"), QStringList("odd_thing"));
    }

    void aBrokenLineCostsThatLineOnly()
    {
        TestSchool test;
        const auto report = test.import({fixture("broken_lines.jsonl")});
        QCOMPARE(report.loads.at(0).rowsRead, 7);
        QCOMPARE(report.loads.at(0).inserted, 3);
        QCOMPARE(test.rows(refused), QStringList({"2\tnot_json", "4\tnot_an_object", "5\tnot_json", "6\tnot_an_object"}));
        QVERIFY(test.rows("SELECT row_json FROM quarantine WHERE source_row = 5").first().contains("no json at all"));
    }

    void linesMayEndInAnyWay()
    {
        TestSchool test;
        load(test, eventLine("a") + "\r" + eventLine("b") + "\r\n\r\n" + eventLine("c") + "\n" + eventLine("d"));
        QCOMPARE(events(test, "event_id, source_row"), QStringList({"a\t1", "b\t2", "c\t4", "d\t5"}));
    }

    void anArrayIsReadElementByElement()
    {
        TestSchool test;
        const auto report = test.import({fixture("events_array.json")});
        QCOMPARE(report.loads.at(0).inserted, 7);
        QCOMPARE(events(test, "source_row").last(), QString("7"));
    }

    void aBrokenElementOfAnArrayLeavesTheOthers()
    {
        TestSchool test;
        const Load loaded = load(test, "[" + eventLine("a") + ",\n{\"event_id\": \"never closed,\n \"user_id\": \"s1\"},\n5," +
                                           eventLine("b", "\"note\":\"a ] and a } in \\\" a string\"") + "]");
        QCOMPARE(loaded.inserted, 2);
        QCOMPARE(test.rows(refused), QStringList({"2\tnot_json", "3\tnot_an_object"}));
    }

    void aTruncatedArrayKeepsWhatIsWholeAndSaysSo()
    {
        TestSchool test;
        const Load loaded = load(test, "[" + eventLine("a") + "," + eventLine("b") + "," + eventLine("c").chopped(20));
        QCOMPARE(loaded.inserted, 2);
        QCOMPARE(loaded.quarantined, 1);
        QVERIFY(loaded.remarks.join(' ').contains("cut off"));
    }

    void nestingIsLimited()
    {
        TestSchool test;
        const Load loaded = load(test, eventLine("a") + "\n" + eventLine("b", "\"deep\":" + QByteArray(5000, '[') + QByteArray(5000, ']')));
        QCOMPARE(loaded.inserted, 1);
        QCOMPARE(test.rows(refused), QStringList("2\tnot_json"));
    }

    void numbersOfAnyLengthAreKept()
    {
        TestSchool test;
        load(test, eventLine("a", json("'content_id':123456789012345678901234567890,'duration':1.25")));
        QCOMPARE(events(test, "content_id, duration"), QStringList("123456789012345678901234567890\t1.25"));
    }

    void badUtf8IsSetAside()
    {
        TestSchool test;
        const Load loaded = load(test, eventLine("a") + "\n" + eventLine("b", "\"note\":\"caf\xe9\""));
        QCOMPARE(loaded.inserted, 1);
        QCOMPARE(loaded.quarantined, 1);
    }

    void utf16IsDecoded()
    {
        TestSchool test;
        const QString lines = QString::fromUtf8(eventLine("a") + "\n" + eventLine("b"));
        const QByteArray utf16 = "\xff\xfe" + QByteArray(reinterpret_cast<const char*>(lines.utf16()), lines.size() * 2);
        QCOMPARE(load(test, utf16).inserted, 2);
    }

    void theSameIdWithOtherContentIsAnotherEvent()
    {
        TestSchool test;
        const QByteArray lines = eventLine("a") + "\n" + eventLine("a", "\"content_id\":\"V2\"") + "\n" + eventLine("a");
        const Load loaded = load(test, lines);
        QCOMPARE(loaded.inserted, 2);
        QCOMPARE(loaded.unchanged, 1);
    }

    void textThatIsNoJsonIsNotRecognised()
    {
        TestSchool test;
        QVERIFY(test.import({test.write("events.jsonl", "event_id;user_id\n1;2\n")}).loads.empty());
        QVERIFY(test.import({test.write("xapi.json", json("{'actor':{},'verb':{},'object':{},'timestamp':'2026-03-02T09:00:00Z'}"))})
                    .loads.empty());
    }

    void aCourseStructureBecomesContentsInOrder()
    {
        TestSchool test;
        const auto report = test.import({fixture("courses.json")});
        QCOMPARE(report.loads.at(0).inserted, 7);
        const QString columns = "SELECT course_id, unit_order, lesson_order, content_order, content_id, content_type, questions,"
                                " duration FROM now_learning_events__contents ORDER BY row_no";
        const QStringList rows = test.rows(columns);
        QCOMPARE(rows.at(0), QString("MA1\t1\t1\t1\tV1\tvideo\t∅\t250"));
        QCOMPARE(rows.at(3), QString("MA1\t1\t1\t4\tQ1\tquiz\t3\t∅"));
        QCOMPARE(rows.at(5), QString("MA1\t2\t1\t6\tV2\tvideo\t∅\t312"));
        QCOMPARE(rows.at(6), QString("EN1\t1\t1\t1\tV1\tvideo\t∅\t100"));
    }

    void listsNamedByTypeAreReadInTheirOrder()
    {
        TestSchool test;
        test.import({fixture("course_typed.json")});
        QCOMPARE(test.rows("SELECT content_id, content_type, questions, duration FROM now_learning_events__contents ORDER BY row_no"),
                 QStringList({"V1\tvideo\t∅\t200", "S1\tslide\t∅\t∅", "A1\tarticle\t∅\t∅", "Q1\tquiz\t4\t∅", "E1\texercise\t2\t∅"}));
    }

    void coursesMayBeAListOrOneALine()
    {
        const QByteArray course = json("{'course_id':'A','units':[{'unit_id':'U','lessons':[{'lesson_id':'L','contents':[{'content_id':'V'}]}]}]}");
        QByteArray other = course;
        other.replace("\"A\"", "\"B\"");
        for (const QByteArray& bytes : {"[" + course + "," + other + "]", course + "\n" + other + "\n"}) {
            TestSchool test;
            load(test, bytes, "courses.json");
            QCOMPARE(test.rows("SELECT course_id, content_id FROM now_learning_events__contents ORDER BY 1"),
                     QStringList({"A\tV", "B\tV"}));
        }
    }
};

QTEST_GUILESS_MAIN(LearningEventRowsTest)
#include "LearningEventRowsTest.moc"
