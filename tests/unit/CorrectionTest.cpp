/// Refused rows: what is kept of them, how one is corrected and tried again, and that a correction outlives undo and
/// comes again with the same bad row.
#include "core/ingest/CorrectionBook.h"
#include "core/ingest/CorrectionFile.h"
#include "core/ingest/ImportPreview.h"
#include "core/table/TextForcing.h"
#include "tests/support/TestSchool.h"

#include <QtTest>

using namespace lectern;
using namespace lectern::test;

namespace {

const QByteArray header =
    "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate,Locker\n";
const QString inForce =
    "SELECT \"sourcedId\", \"role\", \"beginDate\", \"extra\" FROM now_oneroster__enrollments ORDER BY 1, 2";

QByteArray enrolments(const QStringList& rows)
{
    return header + rows.join('\n').toUtf8() + '\n';
}

const QString good = "a,active,,1,x,u1,student,,2026-03-01,,";
const QString pirate = "b,active,,1,x,u2,pirate,,2026-03-01,,=7+1";
const QString twice = "c,active,,1,x,u3,pirate,,2026-13-45,,";

Load load(TestSchool& test, const QByteArray& bytes, Mode mode = Mode::Snapshot)
{
    ImportOptions options;
    options.mode = mode;
    options.acceptClosures = true;
    const auto report = test.import({test.write("enrollments.csv", bytes)}, options);
    if (report.loads.size() != 1)
        qFatal("not loaded: %s", qPrintable(text(report.unrecognised.at(0).error)));
    return report.loads.at(0);
}

std::vector<QuarantinedRow> waiting(TestSchool& test)
{
    const auto reader = test.school().reader();
    auto rows = quarantine(*reader);
    if (!rows)
        qFatal("%s", qPrintable(text(rows.error())));
    return std::move(*rows);
}

Result<CorrectionOutcome> correct(TestSchool& test, const QMap<QString, QString>& cells, std::size_t at = 0, bool alike = false)
{
    return correctRows(test.school(), catalog(), {{waiting(test).at(at).id, cells, alike}}, "Ms Reed", false, Cancel());
}

QStringList faults(const RefusedRow& row)
{
    QStringList said;
    for (const RefusedCell& cell : row.cells)
        if (!cell.reason.isEmpty())
            said << cell.header + ' ' + cell.reason;
    return said;
}

RefusedRow refused(TestSchool& test, std::size_t at = 0)
{
    const auto reader = test.school().reader();
    auto row = refusedRow(*reader, catalog(), waiting(test).at(at).id);
    if (!row)
        qFatal("%s", qPrintable(text(row.error())));
    return std::move(*row);
}

QByteArray csvOf(TestSchool& test)
{
    const auto reader = test.school().reader();
    const auto csv = correctionFile(*reader, catalog(), waiting(test));
    if (!csv)
        qFatal("%s", qPrintable(text(csv.error())));
    return *csv;
}

} // namespace

class CorrectionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFaultOfARowIsShownWithTheSourcesOwnHeaders()
    {
        TestSchool test;
        load(test, enrolments({good, twice}));
        const RefusedRow row = refused(test);
        QCOMPARE(faults(row), QStringList({"role not_allowed", "beginDate not_a_date"}));
        QCOMPARE(row.cells.at(0).header, QString("sourcedId"));
        QCOMPARE(row.cells.at(0).value, QString("c"));
        QVERIFY(row.cells.at(7).missing);
    }

    void numbersAreReadAsTheSourceWroteThem_data()
    {
        QTest::addColumn<QByteArray>("marks");
        const QByteArray points = "id,student_id,section_id,school_year,numeric_grade_earned,credits_earned\n"
                                  "m1,1,k1,2026,107.25,5\nm2,2,k1,2026,61.125,soon\nm3,3,k1,2026,88.75,5\n";
        QTest::addRow("with points") << points;
        QTest::addRow("with commas") << QByteArray(points).replace(',', ';').replace('.', ',');
    }

    void numbersAreReadAsTheSourceWroteThem()
    {
        QFETCH(QByteArray, marks);
        TestSchool test;
        QCOMPARE(test.import({test.write("section_marks.csv", marks)}).loads.at(0).quarantined, 1);
        QCOMPARE(faults(refused(test)), QStringList("credits_earned not_a_number"));
        const auto outcome = correct(test, {{"credits_earned", "2,5"}});
        QVERIFY2(outcome.has_value(), outcome ? "" : qPrintable(text(outcome.error())));
        QCOMPARE(test.rows("SELECT numeric_grade_earned__milli, credits_earned__milli FROM now_sis__section_marks WHERE id = 'm2'"),
                 QStringList("61125\t2500"));
        // It comes again: the correction is still one.
        QCOMPARE(test.import({test.write("section_marks.csv", marks + QByteArray(marks.split('\n').at(1)).replace(0, 2, "m4"))})
                     .loads.at(0)
                     .quarantined,
                 0);
    }

    void everyCellIsKeptButPasswords()
    {
        TestSchool test;
        ImportOptions users;
        users.connector = "oneroster";
        users.entity = "users";
        const auto report = test.import({test.write("users.csv",
            "sourcedId,enabledUser,givenName,familyName,role,password,Shoe,My Password\nu1,perhaps,Ann,Lee,student,s3cret,38,s3cret\n")}, users);
        QCOMPARE(report.loads.at(0).quarantined, 1);
        const QString kept = waiting(test).at(0).rowJson;
        QVERIFY2(kept.contains("\"Shoe\":\"38\"") && kept.contains("Ann"), qPrintable(kept));
        QVERIFY2(!kept.contains("s3cret"), qPrintable(kept));
        QVERIFY(!csvOf(test).contains("s3cret"));
        QVERIFY(!csvOf(test).contains("assword"));
    }

    void aCorrectedRowIsLoadedAndLeavesTheList()
    {
        TestSchool test;
        const Load first = load(test, enrolments({good, pirate}));
        const auto outcome = correct(test, {{"role", "student"}});
        QVERIFY2(outcome.has_value(), outcome ? "" : qPrintable(text(outcome.error())));
        QCOMPARE(outcome->corrected, 1);
        QCOMPARE(outcome->loads.at(0).inserted, 1);
        QCOMPARE(outcome->loads.at(0).source, QString("correction of load %1").arg(first.load));
        QCOMPARE(outcome->loads.at(0).mode, QString("delta"));
        QCOMPARE(test.rows(inForce), QStringList({"a\tstudent\t2026-03-01\t∅", "b\tstudent\t2026-03-01\t{\"Locker\":\"=7+1\"}"}));
        QCOMPARE(waiting(test).size(), std::size_t(0));
        QCOMPARE(test.rows("SELECT author, column_name, value_before, value_after, row_key FROM decision_correction"),
                 QStringList("Ms Reed\trole\tpirate\tstudent\tb"));
    }

    void aRowStillAtFaultStaysAndSaysWhatIsLeft()
    {
        TestSchool test;
        load(test, enrolments({good, twice}));
        const auto half = correct(test, {{"role", "student"}});
        QVERIFY(half.has_value());
        QCOMPARE(half->corrected, 0);
        QCOMPARE(half->still.at(0).faults.at(0).column, QString("beginDate"));
        QCOMPARE(waiting(test).size(), std::size_t(1));
        QCOMPARE(test.rows("SELECT count(*) FROM load"), QStringList("1"));
        QCOMPARE(correct(test, {{"role", "student"}, {"beginDate", "2026-12-05"}})->corrected, 1);
    }

    void emptyingACellIsACorrection()
    {
        TestSchool test;
        load(test, enrolments({"a,active,,1,x,u1,student,,soon,,"}));
        QCOMPARE(correct(test, {{"beginDate", ""}})->corrected, 1);
        QCOMPARE(test.rows(inForce), QStringList("a\tstudent\t∅\t∅"));
    }

    void theSameBadRowIsCorrectedByItselfNextTime()
    {
        TestSchool test;
        load(test, enrolments({good, pirate}));
        QVERIFY(correct(test, {{"role", "student"}}).has_value());
        const QByteArray more = enrolments({good, pirate, "d,active,,1,x,u4,pirate,,,,"});
        const auto preview = previewImport(*test.school().reader(), catalog(), {test.write("enrollments.csv", more)}, {}, [](const Progress&) {}, Cancel());
        QCOMPARE(preview->sources.at(0).faults.size(), std::size_t(1)); // the row that was never corrected
        const Load again = load(test, more);
        QCOMPARE(again.unchanged, 2);
        QCOMPARE(again.quarantined, 1);
        QVERIFY2(again.remarks.contains("1 correction of earlier applied"), qPrintable(again.remarks.join('|')));
        QCOMPARE(test.rows(inForce).size(), 2);
    }

    void aCorrectionOfACorrectionIsAppliedAfterIt()
    {
        TestSchool test;
        const EntitySchema& schema = *catalog().entity("oneroster", "enrollments");
        KeptRow row;
        row.cells.resize(schema.columns.size());
        row.cells[0] = "a";
        const auto decide = [&](const KeptRow& from, const QString& column, const QString& value) {
            const auto done = test.school().writer().value()->execute(
                QString("INSERT INTO decision_correction (uuid, author, made_ms, feed_id, entity, row_content, row_key,"
                        " column_name, value_after, quarantine_id, load_id) VALUES (hex(randomblob(8)), 'x', 0, 1, 'enrollments',"
                        " '%1', 'a', '%2', '%3', 0, 0)").arg(contentOf(schema, from), column, value));
            QVERIFY(done.has_value());
        };
        KeptRow second = row;
        second.cells[std::size_t(schema.indexOf("role"))] = "student";
        decide(row, "role", "student");
        decide(second, "classSourcedId", "c9");
        const auto book = CorrectionBook::load(*test.school().writer().value(), 1, schema);
        QVERIFY(book.has_value() && !book->isEmpty());
        RecordBatch batch(int(schema.columns.size())), corrected;
        addTo(batch, 7, row);
        QVERIFY(book->knows(batch, 0));
        corrected.reset(batch.columns());
        book->apply(batch, 0, corrected);
        QCOMPARE(corrected.sourceRow(0), 7);
        QCOMPARE(std::string(corrected.cell(0, schema.indexOf("role"))), std::string("student"));
        QCOMPARE(std::string(corrected.cell(0, schema.indexOf("classSourcedId"))), std::string("c9"));
        row.cells[0] = "b";
        batch.reset(int(schema.columns.size()));
        addTo(batch, 8, row);
        QVERIFY(!book->knows(batch, 0));
    }

    void aCorrectionOutlivesTakingItsFileBack()
    {
        TestSchool test;
        const Load first = load(test, enrolments({good, pirate}));
        QVERIFY(correct(test, {{"role", "student"}}).has_value());
        QVERIFY(undoLoad(test.school(), first.load, true).has_value());
        QCOMPARE(test.rows(inForce), QStringList());
        QCOMPARE(load(test, enrolments({good, pirate})).inserted, 2);
    }

    void takingTheCorrectionBackBringsTheRefusedRowBackForGood()
    {
        TestSchool test;
        const Load first = load(test, enrolments({good, pirate}));
        const auto outcome = correct(test, {{"role", "student"}});
        QVERIFY(undoLoad(test.school(), outcome->loads.at(0).load, false).has_value());
        QCOMPARE(waiting(test).size(), std::size_t(1));
        QCOMPARE(load(test, enrolments({good, pirate, "e,active,,1,x,u5,student,,,,"})).quarantined, 1);
        QVERIFY(undoLoad(test.school(), first.load, true).has_value());
        QCOMPARE(load(test, enrolments({good, pirate})).quarantined, 1);
    }

    void aKeyThatStandsTwiceCanBeCorrectedAndIsCorrectedAgain()
    {
        TestSchool test;
        const QByteArray file = enrolments({good, "a,active,,1,x,u9,student,,2026-03-01,,"});
        const Load first = load(test, file);
        QCOMPARE(faults(refused(test)), QStringList("sourcedId key_conflict"));
        QCOMPARE(correct(test, {{"sourcedId", "a9"}})->corrected, 1);
        QCOMPARE(test.rows(inForce).size(), 2);
        QVERIFY(undoLoad(test.school(), first.load, true).has_value());
        QCOMPARE(load(test, file).inserted, 2);
    }

    void aRowThatALaterLoadBroughtIsNotOverwritten()
    {
        TestSchool test;
        load(test, enrolments({good, pirate}), Mode::Delta);
        const Load later = load(test, enrolments({"b,active,,1,x,u2,teacher,,2026-05-01,,"}), Mode::Delta);
        QCOMPARE(later.inserted, 1);
        const auto outcome = correct(test, {{"role", "student"}});
        QCOMPARE(outcome->corrected, 0);
        QCOMPARE(outcome->still.at(0).faults.at(0).reason, QString("newer_row"));
        QVERIFY(test.rows(inForce).join('|').contains("teacher"));
    }

    void aRowRefusedTwiceIsCorrectedInTheOrderItCame()
    {
        TestSchool test;
        load(test, enrolments({good, pirate}), Mode::Delta);
        load(test, enrolments({"b,active,,1,x,u2,pirate,,2026-05-01,,"}), Mode::Delta);
        const auto outcome = correct(test, {{"role", "student"}}, 0, true);
        QCOMPARE(outcome->corrected, 2);
        QVERIFY(test.rows(inForce).join('|').contains("2026-05-01"));
    }

    void oneValueInManyRowsIsCorrectedAtOnce()
    {
        TestSchool test;
        load(test, enrolments({pirate, "d,active,,1,x,u4,pirate,,,,", "e,active,,1,x,u5,cook,,,,", twice}));
        QCOMPARE(refused(test).alike, 2);
        const auto outcome = correct(test, {{"role", "student"}}, 0, true);
        QCOMPARE(outcome->corrected, 2);
        QCOMPARE(outcome->still.size(), std::size_t(1)); // its date is wrong, too
        QCOMPARE(waiting(test).size(), std::size_t(2));
    }

    void aColumnThatIsNotThereIsNamed()
    {
        TestSchool test;
        load(test, enrolments({pirate}));
        QCOMPARE(correct(test, {{"rank", "captain"}}).error().code, QString("correction.column"));
    }

    void theFileHoldsTheSourcesHeaderItsCellsAndTheMarks()
    {
        TestSchool test;
        const Load first = load(test, enrolments({good, pirate, twice}));
        const QList<QByteArray> lines = csvOf(test).split('\n');
        QCOMPARE(lines.at(0), QByteArray("\xef\xbb\xbfsourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,"
                                         "primary,beginDate,endDate,Locker,#load,#row,#column,#reason\r"));
        QVERIFY2(lines.at(1).startsWith("b,active,,1,x,\"=\"\"u2\"\"\",pirate,,\"=\"\"2026-03-01\"\"\",,\"=\"\"=7+1\"\"\"," +
                                        QByteArray::number(first.load) + ",3,role,"),
                 lines.at(1).constData());
        QVERIFY2(lines.at(2).contains("role; beginDate"), lines.at(2).constData());
    }

    void theMendedFileIsRecognisedAndClosesNothing()
    {
        TestSchool test;
        load(test, enrolments({good, pirate, twice}));
        QByteArray mended = csvOf(test);
        mended.replace(",pirate,,\"=\"\"2026-03-01\"\"\"", ",student,,2026-03-01");
        const auto report = test.import({test.write("mended.csv", mended)});
        QCOMPARE(report.loads.size(), std::size_t(1));
        QCOMPARE(report.loads.at(0).inserted, 1);
        QCOMPARE(report.loads.at(0).closed, 0);
        QCOMPARE(test.rows(inForce), QStringList({"a\tstudent\t2026-03-01\t∅", "b\tstudent\t2026-03-01\t{\"Locker\":\"=7+1\"}"}));
        QCOMPARE(waiting(test).size(), std::size_t(1));
    }

    void theMendedFileMayComeFromASpreadsheetOfAnotherCountry()
    {
        TestSchool test;
        load(test, enrolments({good, pirate}));
        const qint64 number = waiting(test).at(0).load;
        const QString saved = QString("sourcedId;status;dateLastModified;classSourcedId;schoolSourcedId;userSourcedId;role;primary;"
                                      "beginDate;endDate;Locker;#load;#row;#column;#reason\r\n"
                                      "b;active;;1;x;u2;student;;2026-03-01;;=7+1;%1;3;role;\r\n").arg(number);
        QByteArray utf16("\xff\xfe");
        utf16.append(reinterpret_cast<const char*>(saved.utf16()), saved.size() * 2);
        QCOMPARE(test.import({test.write("mended.csv", utf16)}).loads.at(0).inserted, 1);
    }

    void aFileOfAnotherSchoolChangesNothing()
    {
        TestSchool test;
        load(test, enrolments({good, pirate}));
        QByteArray mended = csvOf(test);
        TestSchool other;
        const auto none = other.import({other.write("mended.csv", mended)});
        QCOMPARE(none.unrecognised.at(0).error.code, QString("correction.file"));
        load(other, enrolments({good, "q,gone,,7,y,u77,cook,,2025-01-01,,"}));
        mended.replace("pirate", "student");
        QCOMPARE(other.import({other.write("mended.csv", mended)}).unrecognised.size(), std::size_t(1));
        QCOMPARE(waiting(other).size(), std::size_t(1));
    }

    void aDryRunOfAMendedFileChangesNothing()
    {
        TestSchool test;
        load(test, enrolments({good, pirate}));
        QByteArray mended = csvOf(test);
        mended.replace("pirate", "student");
        ImportOptions dry;
        dry.dryRun = true;
        const auto report = test.import({test.write("mended.csv", mended)}, dry);
        QCOMPARE(report.warnings.size(), std::size_t(1));
        QCOMPARE(waiting(test).size(), std::size_t(1));
        QCOMPARE(test.rows("SELECT count(*) FROM load"), QStringList("1"));
    }

    void cellsKeepTheirMeaningAndRunNowhere_data()
    {
        QTest::addColumn<QString>("cell");
        for (const char* cell : {"=1+1", "=cmd|' /C calc'!A0", "+44 7700 900", "-x", "@SUM(A1)", "00123", "1234567890123",
                                 "2026-03-14", "say \"hi\"", "=\"a\"", "5\" pipe", "\ttab", "1E5", "plain", "-5", "12"})
            QTest::newRow(cell) << QString(cell);
    }
    void cellsKeepTheirMeaningAndRunNowhere()
    {
        QFETCH(QString, cell);
        const std::string written = withTextForcing(cell).toStdString();
        std::string scratch;
        QCOMPARE(QString::fromStdString(std::string(withoutTextForcing(written, scratch))), cell);
        const bool harmless = written.starts_with("=\"") && written.ends_with('"');
        QVERIFY(harmless || !QString("=+@\t").contains(QChar(written.front())));
    }
};

QTEST_GUILESS_MAIN(CorrectionTest)
#include "CorrectionTest.moc"
