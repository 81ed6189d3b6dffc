/// The school file: made once, opened by one writer, refused when it is foreign or newer.
#include "core/store/Backup.h"
#include "core/store/Settings.h"
#include "tests/support/TestSchool.h"

#include <QtTest>

using namespace lectern;
using namespace lectern::test;

class SchoolTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSecondSchoolOfTheSameNameIsRefused()
    {
        TestSchool test;
        const auto again = School::create(test.path(), {});
        QVERIFY(!again);
        QCOMPARE(again.error().code, QString("file.exists"));
    }

    void theSecondToOpenReadsAndSaysWhy()
    {
        TestSchool test;
        const auto second = School::open(test.path(), catalog().entities());
        QVERIFY2(second.has_value(), second ? "" : qPrintable(text(second.error())));
        QVERIFY((*second)->readOnly());
        QVERIFY((*second)->readOnlyReason().contains("another Lectern"));
        const auto writer = (*second)->writer();
        QVERIFY(!writer);
        QCOMPARE(writer.error().code, QString("school.read_only"));
    }

    /// Its owner was killed, or the battery died, before the name of the owner stood in the file.
    void aLockFileWithoutANameDoesNotCloseTheSchoolForEver()
    {
        TestSchool test;
        const QString copy = test.file("left.lectern"), owner = copy + "-owner";
        const auto writer = test.school().writer();
        QVERIFY(writer && backUp(**writer, copy));
        test.write("left.lectern-owner", {});
        const auto opened = School::open(copy, catalog().entities());
        QVERIFY(opened.has_value());
        QCOMPARE((*opened)->readOnlyReason(), QString());
        QVERIFY(QFileInfo(owner).size() > 0);
    }

    /// Without a name in it, too, it belongs to whoever holds it.
    void aLockFileWithoutANameThatIsHeldKeepsTheSchoolClosed()
    {
        TestSchool test;
        QVERIFY(QFile::resize(test.path() + "-owner", 0));
        const auto opened = School::open(test.path(), catalog().entities());
        QVERIFY(opened.has_value());
        QVERIFY((*opened)->readOnly());
        QVERIFY(!test.school().readOnly());
    }

    void aNewerFileIsRefusedUnchanged()
    {
        TestSchool test;
        const QString copy = test.file("newer.lectern");
        const auto writer = test.school().writer();
        QVERIFY(writer && backUp(**writer, copy));
        {
            const auto database = Database::open(copy, Database::Access::ReadWrite);
            QVERIFY(database && database->execute("PRAGMA user_version = 99"));
        }
        const auto opened = School::open(copy, catalog().entities());
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, QString("school.newer"));
        QCOMPARE(opened.error().arguments, QStringList({"99", QString::number(School::schemaVersion)}));
    }

    void whatIsNoSchoolIsRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addRow("empty") << QByteArray();
        QTest::addRow("text") << QByteArray("name,grade\nA,7\n");
        QTest::addRow("cut off") << QByteArray("SQLite format 3\0", 16);
        QTest::addRow("rubbish behind the header") << QByteArray("SQLite format 3\0", 16) + QByteArray(4096, 'x');
    }
    void whatIsNoSchoolIsRefused()
    {
        QFETCH(QByteArray, bytes);
        TestSchool test;
        const QString path = test.write("foreign.lectern", bytes);
        const auto opened = School::open(path, {});
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, QString("school.foreign"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), bytes);
    }

    void anotherProgramsDatabaseIsRefused()
    {
        TestSchool test;
        const QString path = test.file("other.lectern");
        {
            const auto database = Database::open(path, Database::Access::ReadWrite);
            QVERIFY(database && database->execute("CREATE TABLE notes (text TEXT)"));
        }
        const auto opened = School::open(path, {});
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, QString("school.foreign"));
    }

    /// Rows are written as records of the school's own encoding.
    void aSchoolInAnotherEncodingIsRefused()
    {
        TestSchool test;
        const QString path = test.file("other.lectern");
        {
            const auto database = Database::open(path, Database::Access::ReadWrite);
            QVERIFY(database.has_value());
            QVERIFY(database->execute(QString("PRAGMA encoding = 'UTF-16le'; PRAGMA application_id = %1; PRAGMA user_version = %2;"
                                              "CREATE TABLE school (match_key BLOB); CREATE TABLE load (load_id INTEGER);")
                                          .arg(School::applicationId).arg(School::schemaVersion)).has_value());
        }
        const auto opened = School::open(path, {});
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, QString("school.foreign"));
        QVERIFY2(opened.error().detail.contains("UTF-16le"), qPrintable(opened.error().detail));
    }

    void aBackupHoldsTheSameSchool()
    {
        TestSchool test;
        const auto writer = test.school().writer();
        QVERIFY(writer && backUp(**writer, test.file("copy.lectern")));
        const auto copy = Database::open(test.file("copy.lectern"), Database::Access::ReadOnly);
        QVERIFY(copy.has_value());
        QCOMPARE(copy->text("SELECT uuid FROM school").value_or(""), test.rows("SELECT uuid FROM school").value(0));
    }

    void settingsAreDecisionsAndTheNewestCounts()
    {
        TestSchool test;
        const auto writer = test.school().writer();
        QVERIFY(writer.has_value());
        QVERIFY(decideSetting(**writer, "small_group", "5", "tester"));
        QVERIFY(decideSetting(**writer, "small_group", "12", "tester"));
        QCOMPARE(setting(**writer, "small_group").value_or(""), QString("12"));
        QCOMPARE(test.rows("SELECT count(*) FROM decision_setting WHERE key = 'small_group'"), QStringList("2"));
        QCOMPARE(decideSetting(**writer, "small_group", "4", "tester").error().code, QString("setting.invalid"));
        QCOMPARE(decideSetting(**writer, "time_zone", "Mars/Olympus", "tester").error().code, QString("setting.invalid"));
        QCOMPARE(decideSetting(**writer, "colour", "red", "tester").error().code, QString("setting.unknown"));
    }

    void passwordsHaveNoColumn()
    {
        for (const EntitySchema* entity : catalog().entities())
            for (const ColumnSchema& column : entity->columns)
                if (column.privacy == Privacy::Never) {
                    TestSchool test;
                    const QString sql = "SELECT count(*) FROM pragma_table_info('" + entity->rawTable() +
                                        "') WHERE name = '" + column.name + "'";
                    QCOMPARE(test.rows(sql), QStringList("0"));
                }
    }
};

QTEST_GUILESS_MAIN(SchoolTest)
#include "SchoolTest.moc"
