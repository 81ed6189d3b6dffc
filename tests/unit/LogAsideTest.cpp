/// A large import puts the write-ahead log aside only where nobody is disturbed, and whoever is killed meanwhile loses nothing.
#include "core/store/LogAside.h"
#include "core/store/School.h"
#include "tests/support/TestSchool.h"

#include <QtTest>
#include <sqlite3.h>

using namespace lectern;
using namespace lectern::test;

class LogAsideTest final : public QObject
{
    Q_OBJECT

    QTemporaryDir folder;
    QString school;

    static QString journalOf(const QString& file)
    {
        const auto reader = Database::open(file, Database::Access::ReadOnly);
        return reader ? reader->text("PRAGMA journal_mode").value_or("?") : text(reader.error());
    }

    static qint64 remarks(const Database& database)
    {
        return database.integer("SELECT count(*) FROM sequence WHERE name LIKE 'test %'").value_or(-1);
    }

    static bool add(const Database& writer, int first)
    {
        for (int i = first; i < first + 100; ++i)
            if (!writer.execute(QString("INSERT INTO sequence (name, next) VALUES ('test %1', 1)").arg(i)))
                return false;
        return true;
    }

    std::unique_ptr<School> open(const QString& path, Database::Access access = Database::Access::ReadWrite)
    {
        auto opened = School::open(path, {}, access);
        if (!opened)
            qFatal("%s", qPrintable(text(opened.error())));
        return std::move(*opened);
    }

private Q_SLOTS:
    void init()
    {
        school = folder.filePath(QString("%1 %2.lectern").arg(QTest::currentTestFunction(), QTest::currentDataTag()));
        QVERIFY(School::create(school, {}));
    }

    void theLogComesBack()
    {
        const auto alone = open(school);
        {
            const LogAside aside(**alone->writer());
            QVERIFY(aside.aside());
            QCOMPARE(journalOf(school), QString("delete"));
        }
        QCOMPARE(journalOf(school), QString("wal"));
    }

    void whoReadsKeepsTheLogWhereItIs()
    {
        const auto alone = open(school);
        const auto reader = alone->reader();
        QVERIFY(reader);
        QCOMPARE(remarks(*reader), 0);
        const LogAside aside(**alone->writer());
        QVERIFY(!aside.aside());
        QCOMPARE(journalOf(school), QString("wal"));
    }

    void whoComesMeanwhileReadsWhatIsCommitted()
    {
        const auto alone = open(school);
        const Database& writer = **alone->writer();
        std::unique_ptr<School> second;
        {
            const LogAside aside(writer);
            auto transaction = Transaction::begin(writer);
            QVERIFY(transaction && add(writer, 0));
            second = open(school);
            QVERIFY(second->readOnly());
            const auto reader = second->reader();
            QVERIFY(reader);
            QCOMPARE(remarks(*reader), 0);
            QVERIFY(transaction->commit());
            QCOMPARE(remarks(*reader), 100);
        }
        const auto reader = second->reader(); // the log is back
        QVERIFY(reader);
        QCOMPARE(journalOf(school), QString("wal"));
        QVERIFY(add(writer, 100));
        QCOMPARE(remarks(*reader), 200);
    }

    void whoIsKilledHalfWayIsTakenBack_data()
    {
        QTest::addColumn<Database::Access>("access");
        QTest::newRow("opened for writing") << Database::Access::ReadWrite;
        QTest::newRow("opened for reading") << Database::Access::ReadOnly;
    }

    void whoIsKilledHalfWayIsTakenBack()
    {
        QFETCH(Database::Access, access);
        const QString killed = folder.filePath(QString("killed %1.lectern").arg(QTest::currentDataTag()));
        {
            const auto alone = open(school);
            const Database& writer = **alone->writer();
            const LogAside aside(writer);
            QVERIFY(add(writer, 0));
            auto transaction = Transaction::begin(writer);
            QVERIFY(transaction && add(writer, 100));
            QCOMPARE(sqlite3_db_cacheflush(writer.handle()), SQLITE_OK); // half of it is in the file now
            QVERIFY(QFile::copy(school, killed) && QFile::copy(school + "-journal", killed + "-journal"));
        }
        QVERIFY(QFileInfo(killed + "-journal").size() > 0);
        const auto opened = open(killed, access);
        const auto reader = opened->reader();
        QVERIFY(reader);
        QCOMPARE(remarks(*reader), 100);
        QCOMPARE(reader->text("PRAGMA quick_check(1)").value_or("?"), QString("ok"));
        if (access == Database::Access::ReadWrite)
            QCOMPARE(journalOf(killed), QString("wal"));
    }
};

QTEST_GUILESS_MAIN(LogAsideTest)
#include "LogAsideTest.moc"
