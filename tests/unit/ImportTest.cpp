// label: tsan
/// Load semantics one by one: what is inserted, updated, unchanged, closed and refused, and what undo gives back.
#include "core/base/Hash.h"
#include "tests/support/TestSchool.h"

#include <QtTest>

using namespace lectern;
using namespace lectern::test;

namespace {

const QByteArray header = "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role\n";
const QString inForce = "SELECT \"sourcedId\", \"classSourcedId\" FROM now_oneroster__enrollments ORDER BY 1, 2";

QByteArray enrolments(const QStringList& rows)
{
    QByteArray csv = header;
    for (const QString& row : rows) // "id class school"
        csv += QString("%1,,,%2,%3,u1,student\n").arg(row.section(' ', 0, 0), row.section(' ', 1, 1), row.section(' ', 2, 2)).toUtf8();
    return csv;
}

QString counts(const Load& load)
{
    return QString("read %1 in %2 up %3 same %4 closed %5 bad %6")
        .arg(load.rowsRead).arg(load.inserted).arg(load.updated).arg(load.unchanged).arg(load.closed).arg(load.quarantined);
}

} // namespace

class ImportTest : public QObject
{
    Q_OBJECT

    static Load load(TestSchool& test, const QByteArray& bytes, Mode mode = Mode::Snapshot, bool accept = true)
    {
        ImportOptions options;
        options.mode = mode;
        options.acceptClosures = accept;
        const auto report = test.import({test.write("enrollments.csv", bytes)}, options);
        if (report.loads.size() != 1)
            qFatal("not loaded: %s", qPrintable(text(report.unrecognised.at(0).error)));
        return report.loads.at(0);
    }

    /// As a large file is loaded: its digest is read beside its rows.
    static ImportReport loadLarge(TestSchool& test, const QByteArray& bytes)
    {
        ImportOptions options;
        options.largeFrom = 0;
        return test.import({test.write("enrollments.csv", bytes)}, options);
    }

private Q_SLOTS:
    void aLargeFileIsKnownWhenItComesAgain()
    {
        TestSchool test;
        const QByteArray first = enrolments({"a 1 x", "b 1 x"});
        const Load load = loadLarge(test, first).loads.at(0);
        QCOMPARE(load.sha256, sha256({first.constData(), std::size_t(first.size())}));
        QCOMPARE(test.rows("SELECT sha256 FROM load"), QStringList(load.sha256));
        QCOMPARE(loadLarge(test, first).loads.at(0).repeatOf, load.load);
        const QByteArray asLong = enrolments({"a 1 x", "b 2 x"});
        const Load next = loadLarge(test, asLong).loads.at(0);
        QCOMPARE(next.repeatOf, 0);
        QCOMPARE(next.sha256, sha256({asLong.constData(), std::size_t(asLong.size())}));
    }

    /// What is logged of a file that could not be loaded says which file it was.
    void aLargeFileThatFailsIsLoggedWithItsDigest()
    {
        TestSchool test;
        QCOMPARE(loadLarge(test, header).unrecognised.at(0).error.code, QString("source.no_rows"));
        QCOMPARE(test.rows("SELECT state, sha256 FROM load"),
                 QStringList("failed\t" + sha256({header.constData(), std::size_t(header.size())})));
    }

    void aSnapshotClosesWhatItNoLongerLists()
    {
        TestSchool test;
        QCOMPARE(counts(load(test, enrolments({"a 1 x", "b 1 x", "c 1 y"}))), QString("read 3 in 3 up 0 same 0 closed 0 bad 0"));
        QCOMPARE(counts(load(test, enrolments({"a 2 x"}))), QString("read 1 in 0 up 1 same 0 closed 1 bad 0"));
        QCOMPARE(test.rows(inForce), QStringList({"a\t2", "c\t1"})); // school y was not in the file
    }

    void aDeltaLeavesTheRestAlone()
    {
        TestSchool test;
        load(test, enrolments({"a 1 x", "b 1 x"}));
        QCOMPARE(counts(load(test, enrolments({"b 2 x", "c 1 x"}), Mode::Delta)), QString("read 2 in 1 up 1 same 0 closed 0 bad 0"));
        QCOMPARE(test.rows(inForce), QStringList({"a\t1", "b\t2", "c\t1"}));
    }

    void anExplicitDeleteCountsAsUpdatedOnceThenUnchanged()
    {
        TestSchool test;
        load(test, enrolments({"a 1 x", "b 1 x"}));
        const QByteArray gone = header + "a,tobedeleted,,1,x,u1,student\n";
        QCOMPARE(counts(load(test, gone, Mode::Delta)), QString("read 1 in 0 up 1 same 0 closed 0 bad 0"));
        QCOMPARE(counts(load(test, gone + "z,tobedeleted,,1,x,u1,student\n", Mode::Delta)), QString("read 2 in 0 up 0 same 2 closed 0 bad 0"));
        QCOMPARE(test.rows(inForce), QStringList({"b\t1"}));
    }

    void aRepeatChangesNothingAndSaysSo()
    {
        TestSchool test;
        const QByteArray first = enrolments({"a 1 x"});
        const Load original = load(test, first);
        const Load again = load(test, first);
        QCOMPARE(again.repeatOf, original.load);
        QCOMPARE(counts(again), QString("read 1 in 0 up 0 same 1 closed 0 bad 0"));
        load(test, enrolments({"a 2 x"}));
        const Load third = load(test, first); // A, B, A again is a real load
        QCOMPARE(third.repeatOf, 0);
        QCOMPARE(counts(third), QString("read 1 in 0 up 1 same 0 closed 0 bad 0"));
    }

    void oneKeyTwiceIsUnchangedIfIdenticalAndRefusedIfNot()
    {
        TestSchool test;
        const Load twice = load(test, enrolments({"a/b 1 x", "a/b 1 x", "a/b 2 x"}));
        QCOMPARE(counts(twice), QString("read 3 in 1 up 0 same 1 closed 0 bad 1"));
        const auto refused = quarantine(*test.school().writer().value());
        QVERIFY(refused && refused->size() == 1);
        QCOMPARE(refused->at(0).reason, QString("key_conflict"));
        QCOMPARE(refused->at(0).row, 4);
        QCOMPARE(refused->at(0).column, QString("sourcedId"));
        QCOMPARE(refused->at(0).arguments, QStringList("a/b"));
    }

    void aRefusedRowKeepsItsPreviousVersionOpen()
    {
        TestSchool test;
        load(test, enrolments({"a 1 x", "b 1 x"}));
        const Load bad = load(test, header + "a,,,2,x,u1,pirate\nb,,,1,x,u1,student\n");
        QCOMPARE(counts(bad), QString("read 2 in 0 up 0 same 1 closed 0 bad 1"));
        QCOMPARE(test.rows(inForce), QStringList({"a\t1", "b\t1"}));
    }

    void aSnapshotThatLosesTooMuchStopsAndChangesNothing()
    {
        TestSchool test;
        QStringList rows;
        for (int i = 0; i < 10; ++i)
            rows << QString("e%1 1 x").arg(i);
        load(test, enrolments(rows));
        const QString path = test.write("enrollments.csv", enrolments(rows.mid(0, 5)));
        const auto report = test.import({path});
        QCOMPARE(report.loads.size(), std::size_t(0));
        const Error error = report.unrecognised.at(0).error;
        QCOMPARE(error.code, QString("import.closures"));
        QCOMPARE(error.arguments.mid(0, 2), QStringList({"5", "10"}));
        QCOMPARE(test.rows(inForce).size(), 10);
        QCOMPARE(counts(load(test, enrolments(rows.mid(0, 5)))), QString("read 5 in 0 up 0 same 5 closed 5 bad 0"));
    }

    void exactlyAFifthMayGoWithoutAsking()
    {
        TestSchool test;
        load(test, enrolments({"a 1 x", "b 1 x", "c 1 x", "d 1 x", "e 1 x"}));
        QCOMPARE(load(test, enrolments({"a 1 x", "b 1 x", "c 1 x", "d 1 x"}), Mode::Snapshot, false).closed, 1);
    }

    void undoGivesBackWhatALoadClosed()
    {
        TestSchool test;
        const Load first = load(test, enrolments({"a 1 x", "b 1 x"}));
        const Load second = load(test, enrolments({"a 2 x"}));
        const auto refused = undoLoad(test.school(), first.load, false);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, QString("load.later"));
        QCOMPARE(refused.error().arguments.value(1), QString::number(second.load));
        QCOMPARE(undoLoad(test.school(), second.load, false).value_or(std::vector<qint64>()), std::vector<qint64>{second.load});
        QCOMPARE(test.rows(inForce), QStringList({"a\t1", "b\t1"}));
        QCOMPARE(undoLoad(test.school(), second.load, false).error().code, QString("load.undone"));
        QCOMPARE(undoLoad(test.school(), 999, false).error().code, QString("load.unknown"));
    }

    void rowNumbersAreNeverUsedTwice()
    {
        TestSchool test;
        const Load first = load(test, enrolments({"a 1 x", "b 1 x"}));
        QVERIFY(undoLoad(test.school(), first.load, false).has_value());
        const Load second = load(test, enrolments({"a 1 x"}));
        QVERIFY(second.firstRow > first.lastRow);
    }

    void rowNumbersMayLieFarApart()
    {
        TestSchool test;
        load(test, enrolments({"a 1 x", "b 1 x"}));
        const auto writer = test.school().writer();
        QVERIFY(writer.has_value());
        QVERIFY((*writer)->execute("UPDATE sequence SET next = 6000000000 WHERE name = 'row'").has_value());
        QCOMPARE(counts(load(test, enrolments({"b 2 x", "c 1 x"}), Mode::Delta)), QString("read 2 in 1 up 1 same 0 closed 0 bad 0"));
        QVERIFY((*writer)->execute("UPDATE sequence SET next = 20000000000000 WHERE name = 'row'").has_value());
        const Load last = load(test, enrolments({"a 1 x", "b 2 x", "d 1 x"}));
        QVERIFY(last.firstRow >= 20000000000000);
        QCOMPARE(counts(last), QString("read 3 in 1 up 0 same 2 closed 1 bad 0"));
        QCOMPARE(test.rows(inForce), QStringList({"a\t1", "b\t2", "d\t1"}));
    }

    void twoFeedsNeverMix()
    {
        TestSchool test;
        ImportOptions east;
        east.feed = "East";
        ImportOptions west;
        west.feed = "West";
        const QString path = test.write("enrollments.csv", enrolments({"a 1 x"}));
        QCOMPARE(test.import({path}, east).loads.at(0).inserted, 1);
        QCOMPARE(test.import({path}, west).loads.at(0).inserted, 1);
        QCOMPARE(test.rows(inForce).size(), 2);
    }

    void aDryRunCountsAndChangesNothing()
    {
        TestSchool test;
        ImportOptions dry;
        dry.dryRun = true;
        const QString path = test.write("enrollments.csv", enrolments({"a 1 x"}));
        QCOMPARE(test.import({path}, dry).loads.at(0).inserted, 1);
        QCOMPARE(test.rows(inForce), QStringList());
        QCOMPARE(test.rows("SELECT count(*) FROM load"), QStringList("0"));
    }

    void cancelLeavesTheSchoolAsItWas()
    {
        TestSchool test;
        load(test, enrolments({"a 1 x"}));
        Cancel cancel;
        const QString one = test.write("one/enrollments.csv", enrolments({"b 1 y"}));
        const QString two = test.write("two/enrollments.csv", enrolments({"c 1 z"}));
        const auto progress = [&](const Progress& seen) {
            if (seen.rows > 0)
                cancel.raise();
        };
        const auto report = importPaths(test.school(), catalog(), {one, two}, {}, progress, cancel);
        QVERIFY(!report);
        QCOMPARE(report.error().code, QString("cancelled"));
        QCOMPARE(test.rows(inForce), QStringList("a\t1"));
        QCOMPARE(test.rows("SELECT count(*) FROM load"), QStringList("1"));
    }
};

QTEST_GUILESS_MAIN(ImportTest)
#include "ImportTest.moc"
