/// Changed headers: what is harmless, what is asked, that nothing is written before the answer, and that the answer is
/// remembered.
#include "core/ingest/Mapping.h"
#include "tests/support/TestSchool.h"

#include <QtTest>

using namespace lectern;
using namespace lectern::test;

namespace {

const QString columns = "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,beginDate";
const QString inForce = "SELECT \"sourcedId\", \"role\", \"beginDate\" FROM now_oneroster__enrollments ORDER BY 1";

/// Eight rows that differ in their dates and roles.
QByteArray file(const QString& header, const QString& tail = {})
{
    QString csv = header + '\n';
    for (int i = 1; i <= 8; ++i)
        csv += QString("e%1,active,,c1,x,u%1,%2,2026-03-0%1%3\n").arg(i).arg(QStringList{"aide", "student", "teacher"}.at(i % 3)).arg(tail);
    return csv.toUtf8();
}

ImportReport import(TestSchool& test, const QByteArray& bytes, const ImportOptions& options = {})
{
    return test.import({test.write("enrollments.csv", bytes)}, options);
}

ImportOptions accepting()
{
    ImportOptions options;
    options.acceptDrift = true;
    options.acceptClosures = true;
    return options;
}

/// "renamed startsOn beginDate": kind, header now, header before of each change that is asked.
QStringList asked(const ImportReport& report)
{
    if (report.unrecognised.size() != 1 || report.unrecognised.at(0).error.code != "import.drift")
        return report.unrecognised.empty() ? QStringList() : QStringList(text(report.unrecognised.at(0).error));
    const QStringList& arguments = report.unrecognised.at(0).error.arguments;
    QStringList changes;
    for (qsizetype i = 1; i + 3 < arguments.size(); i += 4)
        changes << QString("%1 %2 %3").arg(arguments[i], arguments[i + 1], arguments[i + 2]);
    return changes;
}

QString header(const QString& from, const QString& to)
{
    return QString(columns).replace(from, to);
}

} // namespace

class DriftTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSameHeaderIsNoChange()
    {
        TestSchool test;
        import(test, file(columns));
        const auto again = import(test, file(columns) + "e9,active,,c1,x,u9,student,2026-03-09\n");
        QCOMPARE(asked(again), QStringList());
        QVERIFY(again.loads.at(0).remarks.filter("new").isEmpty());
    }

    void aNewColumnAndAnotherOrderGoOnWithARemark()
    {
        TestSchool test;
        import(test, file(columns));
        const auto report = import(test, "role,sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,beginDate,House\n"
                                         "student,e1,active,,c1,x,u1,2026-03-01,Red\n", accepting());
        QCOMPARE(asked(report), QStringList());
        const QString remarks = report.loads.at(0).remarks.join('|');
        QVERIFY2(remarks.contains("\"House\" is new") && remarks.contains("another order"), qPrintable(remarks));
    }

    void aRenamedColumnIsAskedAboutBeforeAnythingIsWritten()
    {
        TestSchool test;
        import(test, file(columns));
        const auto report = import(test, file(header("beginDate", "commences")));
        QCOMPARE(asked(report), QStringList("renamed commences beginDate"));
        QCOMPARE(test.rows("SELECT count(*) FROM load"), QStringList("1"));
        QCOMPARE(test.rows("SELECT count(*) FROM decision_mapping"), QStringList("0"));
    }

    void acceptingIsRemembered()
    {
        TestSchool test;
        import(test, file(columns));
        const auto report = import(test, file(header("beginDate", "commences")), accepting());
        QCOMPARE(report.loads.size(), std::size_t(1));
        QCOMPARE(report.loads.at(0).unchanged, 8);
        QCOMPARE(test.rows("SELECT header, column_name FROM decision_mapping"), QStringList("commences\tbeginDate"));
        const auto next = import(test, file(header("beginDate", "commences")) + "e9,active,,c1,x,u9,student,2026-03-09\n");
        QCOMPARE(asked(next), QStringList());
        QCOMPARE(test.rows(inForce).last(), QString("e9\tstudent\t2026-03-09"));
    }

    void aRenamedMandatoryColumnIsStillRecognised()
    {
        TestSchool test;
        import(test, file(columns));
        const QByteArray renamed = file(header("role", "Function"));
        QCOMPARE(asked(import(test, renamed)), QStringList("renamed Function role"));
        QCOMPARE(import(test, renamed, accepting()).loads.at(0).unchanged, 8);
        QCOMPARE(import(test, renamed + "e9,active,,c1,x,u9,student,2026-03-09\n").loads.size(), std::size_t(1));
    }

    void aKnownColumnThatIsGoneIsAskedAboutOnce()
    {
        TestSchool test;
        import(test, file(columns));
        QByteArray without = "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role\n"
                             "e1,active,,c1,x,u1,student\n";
        QCOMPARE(asked(import(test, without)), QStringList("missing  beginDate"));
        QCOMPARE(import(test, without, accepting()).loads.size(), std::size_t(1));
        import(test, file(columns), accepting());
        ImportOptions closing;
        closing.acceptClosures = true;
        QCOMPARE(import(test, without, closing).loads.size(), std::size_t(1)); // what was accepted stays accepted
    }

    void aColumnThatWasAlwaysEmptyMayGo()
    {
        TestSchool test;
        import(test, file(columns));
        QCOMPARE(asked(import(test, "sourcedId,status,classSourcedId,schoolSourcedId,userSourcedId,role,beginDate\n"
                                    "e1,active,c1,x,u1,student,2026-03-01\n", [] {
                           ImportOptions options;
                           options.acceptClosures = true;
                           return options;
                       }())),
                 QStringList());
    }

    void datesThatBecomeWordsAreAskedAbout()
    {
        TestSchool test;
        import(test, file(columns));
        const QByteArray words = QByteArray(file(columns)).replace("2026-03-0", "week ");
        QCOMPARE(asked(import(test, words)), QStringList("retyped beginDate beginDate"));
    }

    void oneBadCellIsNoChangeOfType()
    {
        TestSchool test;
        import(test, file(columns));
        const auto report = import(test, QByteArray(file(columns)).replace("2026-03-01", "soon"));
        QCOMPARE(asked(report), QStringList());
        QCOMPARE(report.loads.at(0).quarantined, 1);
    }

    void aMappingSaysWhatHeadersMean()
    {
        TestSchool test;
        import(test, file(columns));
        const QString path = test.write("mapping.json", R"({"columns": {"Start of it": "beginDate", "role": "role"}})");
        ImportOptions options;
        const auto mapping = readMapping(path);
        QVERIFY2(mapping.has_value(), mapping ? "" : qPrintable(text(mapping.error())));
        options.mapping = *mapping;
        const auto report = import(test, file(header("beginDate", "Start of it")), options);
        QCOMPARE(report.loads.size(), std::size_t(1));
        QCOMPARE(report.loads.at(0).unchanged, 8);
    }

    void aMappedHeaderMayBeLeftOut()
    {
        TestSchool test;
        import(test, file(columns));
        ImportOptions options = accepting();
        options.mapping = {{normalisedHeader("commences"), QString()}};
        const auto report = import(test, file(header("beginDate", "commences")), options);
        QCOMPARE(report.loads.at(0).updated, 8);
        QCOMPARE(test.rows(inForce).first(), QString("e1\tstudent\t∅"));
    }

    void aMappingThatSaysNothingIsRefused()
    {
        TestSchool test;
        QCOMPARE(readMapping(test.write("mapping.json", "{}")).error().code, QString("mapping.invalid"));
        QCOMPARE(readMapping(test.file("none.json")).error().code, QString("file.missing"));
    }

    void anotherFeedIsNotCompared()
    {
        TestSchool test;
        import(test, file(columns));
        ImportOptions other;
        other.feed = "West";
        QCOMPARE(import(test, file(header("beginDate", "commences")), other).loads.size(), std::size_t(1));
    }

    void aDryRunShowsTheQuestion()
    {
        TestSchool test;
        import(test, file(columns));
        ImportOptions dry;
        dry.dryRun = true;
        QCOMPARE(asked(import(test, file(header("beginDate", "commences")), dry)), QStringList("renamed commences beginDate"));
    }

    void namesAreComparedWithoutCaseAndPunctuation_data()
    {
        QTest::addColumn<QString>("a");
        QTest::addColumn<QString>("b");
        QTest::addColumn<bool>("alike");
        QTest::newRow("case") << "Student ID" << "student_id" << true;
        QTest::newRow("longer") << "begin_date" << "Begin Date (local)" << true;
        QTest::newRow("letters") << "enrolment" << "enrollment" << true;
        QTest::newRow("others") << "grade" << "year_group" << false;
    }
    void namesAreComparedWithoutCaseAndPunctuation()
    {
        QFETCH(QString, a);
        QFETCH(QString, b);
        QFETCH(bool, alike);
        QCOMPARE(nameLikeness(a, b) >= 0.6, alike);
    }
};

QTEST_GUILESS_MAIN(DriftTest)
#include "DriftTest.moc"
