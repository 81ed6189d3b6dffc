/// Survey forms as they end up in the store: how questions are classified, what is open and what stays closed.
#include "core/transform/Runner.h"
#include "tests/support/TestSchool.h"

#include <QtTest>

using namespace lectern;
using namespace lectern::test;

namespace {

const QString questions = "SELECT position, kind, scale_points, topic, reversed, respondent FROM now_forms__questions ORDER BY position__num";

/// A form with one question and these answers, one response each.
QByteArray form(const QByteArray& question, const QList<QByteArray>& answers)
{
    QByteArray csv = "Timestamp,Any remarks?,\"" + question + "\"\n";
    for (qsizetype i = 0; i < answers.size(); ++i)
        csv += "3/" + QByteArray::number(1 + i % 28) + "/2026 9:" + QByteArray::number(10 + i % 50) + ":00,,\"" + answers.at(i) + "\"\n";
    return csv;
}

QList<QByteArray> times(int count, const QList<QByteArray>& answers)
{
    QList<QByteArray> all;
    for (int i = 0; i < count; ++i)
        all += answers;
    return all;
}

} // namespace

class FormRowsTest : public QObject
{
    Q_OBJECT

    static QString fixture(const QString& name) { return QString(LECTERN_SOURCE_DIR "/tests/data/forms/export/") + name; }
    /// "kind points" of the question of form().
    static QString kindOf(const QByteArray& question, const QList<QByteArray>& answers)
    {
        TestSchool test;
        test.import({test.write("A form.csv", form(question, answers))});
        return test.rows("SELECT kind, scale_points FROM now_forms__questions WHERE position = '3'").value(0);
    }

private Q_SLOTS:
    void questionsAreClassifiedByTheirAnswers()
    {
        TestSchool test;
        const auto report = test.import({fixture("Student survey (Responses) - Form Responses 1.csv")});
        QCOMPARE(report.loads.size(), 2u);
        QCOMPARE(test.rows(questions), QStringList({
                     "1\tmeta\t∅\t∅\t0\tstudent",
                     "2\tchoice\t∅\t∅\t0\tstudent",
                     "3\tscale\t5\tHow often is this so at school?\t0\tstudent",
                     "4\tscale\t5\tHow often is this so at school?\t0\tstudent",
                     "5\tscale\t5\tLessons\t0\tstudent",
                     "6\tscale\t5\tLessons\t1\tstudent",
                     "7\tscale\t5\t∅\t0\tstudent",
                     "8\ttext\t∅\t∅\t0\tstudent",
                 }));
        QCOMPARE(test.rows("SELECT DISTINCT form FROM now_forms__responses"), QStringList("Student survey"));
        QCOMPARE(test.rows("SELECT count(*) FROM now_forms__responses"), QStringList("24"));
    }

    void scaleAndChoiceAnswersAreOpenTheRestIsNot()
    {
        TestSchool test;
        test.import({fixture("Student survey (Responses) - Form Responses 1.csv")});
        const QString second = test.rows("SELECT cells, scores, extra FROM now_forms__responses ORDER BY row_no LIMIT 1 OFFSET 1").first();
        QCOMPARE(second.section('\t', 0, 0), QString(R"({"2":"7","3":"Often","4":"Often","5":"Agree","6":"Agree","7":"4"})"));
        QCOMPARE(second.section('\t', 1, 1), QString(R"({"3":"4","4":"4","5":"4","6":"4","7":"4"})"));
        QVERIFY(second.section('\t', 2).contains("More books, please 1"));
    }

    void notApplicableIsNoPointOnAScale()
    {
        TestSchool test;
        test.import({fixture("Student survey (Responses) - Form Responses 1.csv")});
        const QStringList rows = test.rows("SELECT scores FROM now_forms__responses WHERE cells LIKE '%N/A%'");
        QCOMPARE(rows.size(), 1);
        QVERIFY(!rows.first().contains("\"5\":"));
    }

    void aZipHoldsOneFormAndRespondentsSayWhoTheyAre()
    {
        TestSchool test;
        const auto report = test.import({QString(LECTERN_SOURCE_DIR "/tests/data/forms/Community survey.csv.zip")});
        QCOMPARE(report.loads.size(), 2u);
        QCOMPARE(test.rows("SELECT respondent, count(*) FROM now_forms__responses GROUP BY 1 ORDER BY 1"),
                 QStringList({"parent\t3", "staff\t9", "student\t6"}));
        QCOMPARE(test.rows("SELECT DISTINCT form, respondent FROM now_forms__questions"), QStringList("Community survey\tunknown"));
        QCOMPARE(test.rows("SELECT count(*) FROM now_forms__responses WHERE email__key IS NOT NULL"), QStringList("18"));
        QCOMPARE(test.rows("SELECT kind FROM now_forms__questions WHERE text = 'Your name'"), QStringList("text"));
        QVERIFY(report.loads.at(0).remarks.join(' ').contains("AST"));
        QCOMPARE(test.rows("SELECT count(*) FROM now_forms__responses WHERE timestamp__ms IS NULL"), QStringList("0"));
    }

    void dayOrMonthFirstIsReadFromTheTimeStamps()
    {
        TestSchool test;
        test.import({fixture("Two answers.csv")});
        QCOMPARE(test.rows("SELECT timestamp__day FROM now_forms__responses ORDER BY row_no"), QStringList({"20514", "20525"}));
    }

    void anOffsetFromGreenwichIsReadAndAZoneOfLettersIsSaid_data()
    {
        QTest::addColumn<QByteArray>("zone");
        QTest::addColumn<QString>("minuteInUtc");
        QTest::addColumn<bool>("said");
        QTest::addRow("an offset") << QByteArray("GMT+1") << "480" << false;
        QTest::addRow("letters") << QByteArray("AST") << "540" << true; // in the school's zone
    }

    void anOffsetFromGreenwichIsReadAndAZoneOfLettersIsSaid()
    {
        QFETCH(QByteArray, zone);
        QFETCH(bool, said);
        TestSchool test;
        const auto report = test.import({test.write("A form.csv", "Timestamp,Do you agree?\n2026/03/02 9:00:00 AM " + zone + ",Yes\n")});
        QTEST(test.rows("SELECT timestamp__ms / 60000 % 1440 FROM now_forms__responses").join(' '), "minuteInUtc");
        QCOMPARE(report.loads.at(0).remarks.join(' ').contains("ambiguous"), said);
    }

    void theSameExportAgainAddsNothingALongerOneOnlyWhatIsNew()
    {
        TestSchool test;
        const QList<QByteArray> few = times(2, {"Red", "Blue"});
        const QString path = test.write("A form.csv", form("Your favourite colour?", few));
        test.import({path});
        QCOMPARE(test.rows("SELECT kind FROM now_forms__questions WHERE position = '3'"), QStringList("text"));
        test.write("A form.csv", form("Your favourite colour?", few + times(4, {"Red", "Blue"})));
        const auto report = test.import({path});
        QCOMPARE(test.rows("SELECT kind FROM now_forms__questions WHERE position = '3'"), QStringList("choice"));
        QCOMPARE(report.loads.at(0).inserted, 8);
        QCOMPARE(test.rows("SELECT count(*) FROM now_forms__responses"), QStringList("12"));
    }

    void aStudentsNumberLeadsToTheStudent_data()
    {
        QTest::addColumn<QByteArray>("question");
        QTest::addRow("English") << QByteArray("What is your student ID?");
        QTest::addRow("German") << QByteArray("Sch\xc3\xbclernummer");
    }

    void aStudentsNumberLeadsToTheStudent()
    {
        QFETCH(QByteArray, question);
        TestSchool test;
        test.import({test.write("students.csv", "SIS ID,School SIS ID,First Name,Last Name,Grade,FederalRaceCategory\n007,s1,Ada,A,5,\n008,s1,Ben,B,5,\n")});
        test.import({test.write("A form.csv", "Timestamp," + question + ",Do you agree?\n3/14/2026 1:00:00 PM,007,Yes\n"
                                              "3/15/2026 9:00:00 AM,999,No\n3/15/2026 9:05:00 AM,,Yes\n")});
        QCOMPARE(test.rows("SELECT student_id FROM now_forms__responses ORDER BY source_row"), QStringList({"007", "999", "∅"}));
        QCOMPARE(test.rows("SELECT kind FROM now_forms__questions WHERE position = '2'"), QStringList("meta"));
        const auto built = build(test.school(), {}, [](const Progress&) {}, Cancel());
        QVERIFY(built.has_value());
        QCOMPARE(test.rows("SELECT count(*), count(student_key) FROM fct_survey_answer"), QStringList("3\t1"));
    }

    void aResponseStaysTheSameOne_data()
    {
        QTest::addColumn<QByteArray>("later");
        QTest::addRow("a question put otherwise") << QByteArray("Timestamp,Do you agree with this?\n3/14/2026 1:00:00 PM,Yes\n3/15/2026 9:00:00 AM,No\n");
        QTest::addRow("an answer mended") << QByteArray("Timestamp,Do you agree?\n3/14/2026 1:00:00 PM,No\n3/15/2026 9:00:00 AM,No\n");
        QTest::addRow("times of another country") << QByteArray("Timestamp,Do you agree?\n14.03.2026 13:00:00,Yes\n15.03.2026 09:00:00,No\n");
        QTest::addRow("times with the year first") << QByteArray("Timestamp,Do you agree?\n2026/03/14 1:00:00 p. m. GMT+1,Yes\n2026/03/15 9:00:00 a. m. GMT+1,No\n");
        QTest::addRow("addresses are collected now") << QByteArray("Timestamp,Username,Do you agree?\n3/14/2026 1:00:00 PM,,Yes\n3/15/2026 9:00:00 AM,,No\n");
        QTest::addRow("one sent again") << QByteArray("Timestamp,Do you agree?\n3/15/2026 9:00:00 AM,No\n3/16/2026 8:00:00 AM,No\n");
    }

    void aResponseStaysTheSameOne()
    {
        QFETCH(QByteArray, later);
        TestSchool test;
        test.import({test.write("A form.csv", "Timestamp,Do you agree?\n3/14/2026 1:00:00 PM,Yes\n3/15/2026 9:00:00 AM,No\n")});
        ImportOptions options;
        options.acceptClosures = options.acceptDrift = true;
        test.import({test.write("A form.csv", later)}, options);
        QCOMPARE(test.rows("SELECT count(*) FROM now_forms__responses"), QStringList("2"));
    }

    void anotherFormOfTheSameNameChangesNothingUnasked()
    {
        TestSchool test;
        test.import({test.write("Exit ticket.csv", "Timestamp,Do you agree?\n3/14/2026 1:00:00 PM,Yes\n3/15/2026 9:00:00 AM,No\n")});
        const auto report = test.import({test.write("Exit ticket.csv", "Timestamp,Is it clear?\n3/21/2026 1:00:00 PM,No\n3/21/2026 1:01:00 PM,No\n")});
        QCOMPARE(report.loads.size(), 0u);
        QCOMPARE(report.unrecognised.at(0).error.code, QString("import.closures"));
        QCOMPARE(test.rows("SELECT text FROM now_forms__questions WHERE position = '2'"), QStringList("Do you agree?"));
    }

    void aFormWithoutAnswersYetHasItsQuestions()
    {
        TestSchool test;
        QCOMPARE(test.import({test.write("A form.csv", "Timestamp,Do you agree?\n")}).unrecognised.size(), 0u);
        QCOMPARE(test.rows("SELECT count(*) FROM now_forms__questions"), QStringList("2"));
    }

    void answersAreNotReadAgainstQuestionsThatWereRefused()
    {
        TestSchool test;
        test.import({test.write("A form.csv", "Timestamp,Is it calm?,Is it fair?,Is it fun?\n3/14/2026 1:00:00 PM,Yes,No,Yes\n")});
        const auto report = test.import({test.write("A form.csv", "Timestamp,Is it calm?,Is it fun?\n3/14/2026 1:00:00 PM,Yes,Yes\n")});
        QCOMPARE(report.unrecognised.size(), 1u); // a quarter of the questions would go
        QCOMPARE(report.loads.size(), 0u);
        QVERIFY(test.rows("SELECT cells FROM now_forms__responses").first().contains("\"4\""));
    }

    void twoResponsesOfTheSameContentAreTwo()
    {
        TestSchool test;
        const auto report = test.import({test.write("A form.csv", "Timestamp,Do you agree?\n3/1/2026 9:00:00,Yes\n3/1/2026 9:00:00,Yes\n")});
        QCOMPARE(report.loads.at(0).inserted, 2);
    }

    void scalesOfWordsAndNumbers_data()
    {
        QTest::addColumn<QByteArray>("question");
        QTest::addColumn<QList<QByteArray>>("answers");
        QTest::addColumn<QString>("expected");
        const QByteArray any = "Well?";
        QTest::newRow("five steps without the middle, few answers") << any << times(3, {"Agree", "Disagree"}) << "scale\t5";
        QTest::newRow("four steps, many answers") << any << times(8, {"Agree", "Disagree", "Strongly agree"}) << "scale\t4";
        QTest::newRow("middle used") << any << times(8, {"Agree", "Neutral", "Strongly agree"}) << "scale\t5";
        QTest::newRow("frequency") << any << times(3, {"Never", "Often", "ALWAYS "}) << "scale\t5";
        QTest::newRow("numbers to five") << any << times(3, {"1", "4", "5"}) << "scale\t5";
        QTest::newRow("numbers to ten") << any << times(3, {"1", "9", "10"}) << "scale\t10";
        QTest::newRow("numbers from nought") << any << times(3, {"0", "9", "10"}) << "scale\t11";
        QTest::newRow("numbers with words") << any << times(3, {"1 - Not at all", "5 - Very much"}) << "scale\t5";
        QTest::newRow("amounts") << QByteArray("How many books?") << times(6, {"1", "2", "3"}) << "choice\t∅";
        QTest::newRow("ranges") << any << times(6, {"1-2 hours", "3-4 hours"}) << "choice\t∅";
        QTest::newRow("check boxes") << any << times(4, {"Red;Blue", "Blue", "Red;Green;Blue"}) << "choice\t∅";
        QTest::newRow("never repeated") << any << QList<QByteArray>{"a b", "c d", "e f", "g h", "i j", "k l", "m n"} << "text\t∅";
        QTest::newRow("names repeat but are no choice") << QByteArray("First name") << times(9, {"Ann", "Bo"}) << "text\t∅";
        QTest::newRow("open questions stay closed") << QByteArray("Anything else?") << times(9, {"More books", "No"}) << "text\t∅";
        QTest::newRow("nobody answered") << any << QList<QByteArray>{"", "", ""} << "text\t∅";
    }
    void scalesOfWordsAndNumbers()
    {
        QFETCH(QByteArray, question);
        QFETCH(QList<QByteArray>, answers);
        QFETCH(QString, expected);
        if (answers.first().isEmpty()) {
            TestSchool test;
            test.import({test.write("A form.csv", "Timestamp,A question?,Well?\n3/1/2026 9:00:00,,\n")});
            QCOMPARE(test.rows("SELECT kind, scale_points FROM now_forms__questions WHERE position = '3'").value(0), expected);
            return;
        }
        QCOMPARE(kindOf(question, answers), expected);
    }

    void whatIsReversedIsSaidByMarkOrWords_data()
    {
        QTest::addColumn<QByteArray>("question");
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<QString>("expected");
        QTest::newRow("marked") << QByteArray("The day is long (R)") << QByteArray("Agree") << "1";
        QTest::newRow("words, agreement") << QByteArray("I am often bored in lessons") << QByteArray("Agree") << "1";
        QTest::newRow("words, frequency") << QByteArray("Are you bullied?") << QByteArray("Never") << "1";
        QTest::newRow("negated") << QByteArray("I am never bored") << QByteArray("Agree") << "0";
        QTest::newRow("satisfaction has one good end") << QByteArray("Is it too loud?") << QByteArray("Very satisfied") << "0";
        QTest::newRow("plain") << QByteArray("I feel I belong") << QByteArray("Agree") << "0";
    }
    void whatIsReversedIsSaidByMarkOrWords()
    {
        QFETCH(QByteArray, question);
        QFETCH(QByteArray, answer);
        QFETCH(QString, expected);
        TestSchool test;
        test.import({test.write("A form.csv", form(question, times(3, {answer})))});
        QCOMPARE(test.rows("SELECT reversed FROM now_forms__questions WHERE position = '3'").value(0), expected);
    }

    void aLogWithATimestampIsNoForm()
    {
        TestSchool test;
        QVERIFY(test.import({test.write("log.csv", "timestamp,user_id,action\n2026-03-01 09:00:00,s1,login\n")}).loads.empty());
    }

    void theRealFileLoads()
    {
        const QString path = qEnvironmentVariable("LECTERN_SHARED") + "/data/google_forms/form_responses.csv";
        if (!QFile::exists(path))
            QSKIP("no shared data beside this checkout");
        TestSchool test;
        const auto report = test.import({path});
        QCOMPARE(report.loads.size(), 2u);
        QCOMPARE(report.loads.at(0).quarantined, 0);
        QCOMPARE(report.loads.at(0).rowsRead, report.loads.at(0).inserted);
        QCOMPARE(test.rows("SELECT position, kind FROM now_forms__questions ORDER BY position__num"),
                 QStringList({"1\tmeta", "2\tchoice", "3\ttext", "4\tchoice", "5\tchoice"}));
        QCOMPARE(test.import({path}).loads.at(0).inserted, 0);
    }
};

QTEST_GUILESS_MAIN(FormRowsTest)
#include "FormRowsTest.moc"
