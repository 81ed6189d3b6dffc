/// Assessment results as they end up in the store: renamed headers, odd percentiles and scores, and whose files are not ours.
#include "tests/support/TestSchool.h"

#include <QtTest>

using namespace lectern;
using namespace lectern::test;

class ScoreRowsTest : public QObject
{
    Q_OBJECT

    static QString fixture(const QString& name) { return QString(LECTERN_SOURCE_DIR "/tests/data/assessments/export/") + name; }

private Q_SLOTS:
    void rowsCutOffBeforeTheirLastColumnLoad()
    {
        TestSchool test;
        const auto report = test.import({fixture("AssessmentResults.csv")});
        QCOMPARE(report.loads.at(0).entity, QString("map_growth"));
        QCOMPARE(report.loads.at(0).inserted, 4);
        QCOMPARE(test.rows("SELECT source_row, column_name, reason FROM quarantine"), QStringList("6\tTestRITScore\tnot_a_number"));
        QVERIFY(test.rows("SELECT extra FROM now_assessments__map_growth LIMIT 1").first().contains("\"Goal1RitScore\":\"198\""));
    }

    void percentilesAtTheEndsAreNumbers()
    {
        TestSchool test;
        test.import({fixture("AssessmentResults.csv")});
        QCOMPARE(test.rows("SELECT StudentID, TestPercentile__num, TestRITScore__milli, TestStartDate__day"
                           " FROM now_assessments__map_growth ORDER BY row_no"),
                 QStringList({"00101\t48\t198000\t20345", "00101\t55\t207000\t20556", "00102\t1\t181000\t20346", "00103\t99\t229000\t20346"}));
    }

    void olderNamesInAnyCaseAreTheSameColumns()
    {
        TestSchool test;
        const auto report = test.import({fixture("combo_lower_case.csv")});
        QCOMPARE(report.loads.at(0).inserted, 2);
        QCOMPARE(test.rows("SELECT Subject, Course, TestPercentile__num, LexileScore, Grade FROM now_assessments__map_growth ORDER BY row_no"),
                 QStringList({"Mathematics\tMath K-12\t52\t∅\t5", "Reading\tReading\t21\tBR40L\t5"}));
    }

    void aMapGrowthFileWithoutStudentsSaysSo()
    {
        TestSchool test;
        const auto report = test.import({test.write("results.csv", "TermName,TestName,TestStartDate,TestRITScore,TestStandardError,TestPercentile\n"
                                                                   "Fall 2025-2026,Growth,9/1/2025,200,3,50\n")});
        QVERIFY(report.loads.empty());
        QCOMPARE(report.unrecognised.at(0).error.code, QString("table.missing_column"));
        QCOMPARE(report.unrecognised.at(0).error.where.column, QString("StudentID"));
    }

    void badRowsOfAPlainTableAreSetAside()
    {
        TestSchool test;
        const auto report = test.import({fixture("scores.csv")});
        QCOMPARE(report.loads.at(0).entity, QString("scores"));
        QCOMPARE(report.loads.at(0).inserted, 2);
        QCOMPARE(test.rows("SELECT source_row, column_name, reason FROM quarantine ORDER BY 1"),
                 QStringList({"4\tscore\tnot_a_number", "5\tdate\tnot_a_date", "6\tstudent_id\trequired"}));
    }

    void headingsAndScoresMayBeWrittenOtherwise()
    {
        TestSchool test;
        test.import({fixture("scores_headings.csv")});
        QCOMPARE(test.rows("SELECT student_id, date__day, assessment, score__milli, max_score__milli, band FROM now_assessments__scores ORDER BY row_no"),
                 QStringList({"00101\t20499\tOral exam\t17000\t20000\tAbove", "00102\t20500\tOral exam\t12500\t∅\t∅",
                              "00103\t20500\tOral exam\t85000\t100000\t∅", "00104\t20500\tOral exam\t∅\t∅\t∅"}));
    }

    void oneScoreTwiceWithDifferentContentsIsSetAside()
    {
        TestSchool test;
        const auto report = test.import({test.write("scores.csv", "student_id,date,assessment,subject,score\n1,2026-01-05,A,M,5\n1,2026-01-05,A,M,6\n1,2026-01-05,A,M,5\n")});
        QCOMPARE(report.loads.at(0).inserted, 1);
        QCOMPARE(report.loads.at(0).unchanged, 1);
        QCOMPARE(test.rows("SELECT source_row, reason FROM quarantine"), QStringList("3\tkey_conflict"));
    }

    void otherVendorsFilesAreNotClaimed()
    {
        const QString folder = qEnvironmentVariable("LECTERN_SHARED") + "/data/assessments";
        if (!QFileInfo(folder).isDir())
            QSKIP("no shared data beside this checkout");
        TestSchool test;
        const auto report = test.import({folder});
        for (const Load& load : report.loads)
            qWarning() << load.source << load.connector << load.entity;
        QVERIFY(report.loads.empty());
        QVERIFY(report.unrecognised.size() >= 11);
    }
};

QTEST_GUILESS_MAIN(ScoreRowsTest)
#include "ScoreRowsTest.moc"
