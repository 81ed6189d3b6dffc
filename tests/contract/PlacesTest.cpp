/// Where school files live: odd names, network drives, write-protected places, full disks, damage. Through the command
/// line, as a school would meet them.
#include "core/store/Backup.h"
#include "core/store/Recognise.h"
#include "tests/support/CommandLine.h"
#include "tests/support/TestSchool.h"

#include <QJsonArray>
#include <QProcess>
#include <QRandomGenerator>
#include <QtTest>
#ifdef Q_OS_UNIX
#include <sys/stat.h>
#include <unistd.h>
#endif

using namespace lectern;
using namespace lectern::test;

namespace {

const QByteArray places = "student_id,place,region,country\nS1,Genf,GE,CH\nS2,Chur,GR,CH\nS3,Bern,BE,CH\n";

QString write(const QString& path, const QByteArray& bytes)
{
    QDir().mkpath(QFileInfo(path).absolutePath());
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(path));
    return path;
}

QString errorCode(const CommandResult& result)
{
    return result.json["error"].toObject()["code"].toString();
}

int loadCount(const QString& school)
{
    return int(runJson({"loads", school}).json["loads"].toArray().size());
}

/// Runs the command line as somebody who may not write everywhere; the superuser may.
CommandResult runAsNobody(const QStringList& words)
{
    QProcess process;
#ifdef Q_OS_UNIX
    if (::geteuid() == 0)
        process.setChildProcessModifier([] {
            if (::setgid(65534) != 0 || ::setuid(65534) != 0)
                ::_exit(99);
        });
#endif
    process.start(commandLineProgram(), words + QStringList{"--json"});
    CommandResult result;
    if (!process.waitForFinished(120'000) || process.exitStatus() != QProcess::NormalExit)
        return result;
    result.status = process.exitCode();
    const QByteArray bytes = process.readAllStandardOutput();
    result.json = QJsonDocument::fromJson(bytes).object();
    result.output = QString::fromUtf8(bytes);
    result.messages = QString::fromUtf8(process.readAllStandardError());
    return result;
}

/// Takes the right to write away from a folder and what is in it, and gives it back at the end.
class WriteProtected
{
public:
    explicit WriteProtected(const QString& folder) : m_folder(folder) { set(0555, 0444); }
    ~WriteProtected() { set(0755, 0644); }

private:
    void set([[maybe_unused]] unsigned folderMode, [[maybe_unused]] unsigned fileMode) const
    {
#ifdef Q_OS_UNIX
        for (const QFileInfo& file : QDir(m_folder).entryInfoList(QDir::Files))
            ::chmod(QFile::encodeName(file.filePath()).constData(), fileMode);
        ::chmod(QFile::encodeName(m_folder).constData(), folderMode);
#endif
    }
    QString m_folder;
};

} // namespace

class PlacesTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    [[nodiscard]] QString path(const QString& name) const { return m_folder.filePath(name); }
    QString schoolIn(const QString& folder)
    {
        const QString school = path(folder + "/north.lectern");
        const CommandResult made = runJson({"import", school, write(path(folder + "/places.csv"), places)});
        if (made.status != 0)
            qFatal("%s%s", qPrintable(made.output), qPrintable(made.messages));
        return school;
    }

private Q_SLOTS:
    void aSchoolWorksUnderAnyName_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addRow("spaces and quotes") << QString("it's a \"school\"  here");
        QTest::addRow("percent, hash, question") << QString("100%25 #1? a&b=c;d");
        QTest::addRow("address") << QString("file:x?mode=memory");
        QTest::addRow("newline and tab") << QString("two\nlines\tand more");
        QTest::addRow("German, Greek, Cyrillic") << QString::fromUtf8("Grüße Αθήνα Москва");
        QTest::addRow("Arabic, Hebrew") << QString::fromUtf8("مدرسة בית ספר");
        QTest::addRow("Chinese, Japanese, Korean") << QString::fromUtf8("学校 がっこう 학교");
        QTest::addRow("Hindi, Thai, emoji") << QString::fromUtf8("विद्यालय โรงเรียน 🏫");
        QTest::addRow("combined accents") << QString::fromUtf8("e\u0301cole");
        QTest::addRow("glob and SQL") << QString("a*b[c]; DROP TABLE load;--");
        QTest::addRow("long") << QString(200, 'x');
    }
    void aSchoolWorksUnderAnyName()
    {
        QFETCH(QString, name);
        const QString folder = path(QString(name).left(60));
        const QString school = folder + '/' + name + ".lectern";
        QDir().mkpath(folder);
        const QString file = write(folder + "/" + QString(name).left(60) + ".csv", places);
        CommandResult result = runJson({"new", school});
        QVERIFY2(result.status == 0, qPrintable(result.output));
        result = runJson({"import", school, file});
        QVERIFY2(result.status == 0, qPrintable(result.output));
        result = runJson({"backup", school});
        QVERIFY2(result.status == 0, qPrintable(result.output));
        const QString backup = result.json["backup"].toObject()["path"].toString();
        QVERIFY(QFile::exists(backup));
        QCOMPARE(runJson({"undo", school, "1"}).status, 0);
        result = runJson({"restore", school, backup});
        QVERIFY2(result.status == 0, qPrintable(result.output));
        QCOMPARE(runJson({"loads", school}).json["loads"].toArray().at(0).toObject()["inserted"].toInt(), 3);
        QCOMPARE(runJson({"build", school}).status, 0);
        result = runJson({"check", school});
        QVERIFY2(result.status == 0, qPrintable(result.output));
        result = runJson({"page", school, "overview", "--png", folder + "/" + QString(name).left(60) + ".png"});
        QVERIFY2(result.status == 0, qPrintable(result.output));
        QVERIFY(QFile::exists(folder + "/" + QString(name).left(60) + ".png"));
    }

    void aPathTooLongForSqliteIsSaidSo()
    {
        QString folder = m_folder.path();
        while (folder.size() < 600)
            folder += "/" + QString(80, 'y');
        QVERIFY(QDir().mkpath(folder));
        const CommandResult result = runJson({"new", folder + "/north.lectern"});
        QCOMPARE(errorCode(result), QString("file.path_too_long"));
        QCOMPARE(result.status, 2);
    }

    void aRelativePathThatLooksLikeAnAddressIsAFile()
    {
        QProcess process;
        process.setWorkingDirectory(m_folder.path());
        process.start(commandLineProgram(), {"new", "file:odd.lectern?mode=memory"});
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitCode(), 0);
        QVERIFY(QFile::exists(path("file:odd.lectern?mode=memory")));
    }

    void onANetworkDriveThereIsNoWriteAheadLogAndItIsSaid()
    {
        const QString school = schoolIn("share");
        QVERIFY(headerOf(school)->writeAheadLog);
        qputenv("LECTERN_SHARES", QFile::encodeName(path("share")));
        const CommandResult listed = run({"loads", school});
        const CommandResult imported =
            runJson({"import", school, write(path("share/more.csv"), QByteArray(places).replace("Genf", "Sion"))});
        const QString fresh = path("share/fresh.lectern");
        const CommandResult made = run({"new", fresh});
        qunsetenv("LECTERN_SHARES");
        QCOMPARE(listed.status, 0);
        QVERIFY2(listed.messages.contains("network drive"), qPrintable(listed.messages));
        QCOMPARE(imported.status, 0);
        QCOMPARE(made.status, 0);
        QVERIFY(!headerOf(school)->writeAheadLog);
        QVERIFY(!headerOf(fresh)->writeAheadLog);
        QVERIFY(!QFile::exists(school + "-wal") && !QFile::exists(school + "-shm"));
        QCOMPARE(loadCount(school), 2); // back on a disk of this machine
        QVERIFY(headerOf(school)->writeAheadLog);
    }

    void aSchoolInAWriteProtectedFolderOpensForReadingAndSaysWhy()
    {
#ifndef Q_OS_UNIX
        QSKIP("rights are set as Unix does");
#endif
        QVERIFY(QFile::setPermissions(m_folder.path(), QFile::permissions(m_folder.path()) | QFile::ReadOther | QFile::ExeOther));
        const QString school = schoolIn("stick");
        QVERIFY(headerOf(school)->writeAheadLog);
        const WriteProtected protect(path("stick"));
        if (runAsNobody({"connectors"}).status != 0)
            QSKIP("another user may not run the program from here");
        const CommandResult read = runAsNobody({"loads", school});
        QVERIFY2(read.status == 0, qPrintable(read.output));
        QCOMPARE(read.json["loads"].toArray().size(), 1);
        const CommandResult written = runAsNobody({"undo", school, "1"});
        QCOMPARE(errorCode(written), QString("school.read_only"));
        QVERIFY(written.json["error"].toObject()["message"].toString().contains("may not write"));
        QCOMPARE(runAsNobody({"check", school}).status, 0);
        QCOMPARE(errorCode(runAsNobody({"new", path("stick/other.lectern")})), QString("file.unwritable"));
    }

    void anUnfinishedSchoolInAWriteProtectedFolderIsNotReadHalf()
    {
#ifndef Q_OS_UNIX
        QSKIP("rights are set as Unix does");
#endif
        QVERIFY(QFile::setPermissions(m_folder.path(), QFile::permissions(m_folder.path()) | QFile::ReadOther | QFile::ExeOther));
        const QString school = schoolIn("unfinished");
        write(school + "-wal", QByteArray(5000, 'w'));
        const WriteProtected protect(path("unfinished"));
        if (runAsNobody({"connectors"}).status != 0)
            QSKIP("another user may not run the program from here");
        QCOMPARE(errorCode(runAsNobody({"loads", school})), QString("school.unfinished"));
    }

    void aFullDiskIsSaidBeforeAnImportBegins()
    {
        const QString school = schoolIn("full");
        const QString file = write(path("full/large.csv"), places + QByteArray(200'000, ' '));
        qputenv("LECTERN_FREE_BYTES", "1000");
        const CommandResult refused = runJson({"import", school, file});
        qputenv("LECTERN_FREE_BYTES", "300000");
        const CommandResult warned = run({"import", school, file});
        qunsetenv("LECTERN_FREE_BYTES");
        QCOMPARE(errorCode(refused), QString("disk.no_room"));
        QCOMPARE(refused.status, 3);
        QVERIFY(refused.json["error"].toObject()["message"].toString().contains("1.0 kB"));
        QVERIFY2(warned.messages.contains("has only 300.0 kB left"), qPrintable(warned.messages));
    }

    void theDueBackupIsMadeByAnImport()
    {
        const QString school = schoolIn("due");
        QCOMPARE(runJson({"backups", school}).json["backups"].toArray().size(), 0); // it is not a day old
        {
            const auto database = Database::open(school, Database::Access::ReadWrite);
            QVERIFY(database && database->execute("UPDATE school SET created_ms = created_ms - 2 * 86400000"));
        }
        QCOMPARE(runJson({"import", school, write(path("due/more.csv"), QByteArray(places).replace("Genf", "Sion"))}).status, 0);
        const QJsonArray backups = runJson({"backups", school}).json["backups"].toArray();
        QCOMPARE(backups.size(), 1);
        QCOMPARE(backups.at(0).toObject()["reason"].toString(), QString("scheduled"));
    }

    void temporaryFilesStandBesideTheSchoolAndGo()
    {
        const QString file = schoolIn("temporary");
        {
            const auto school = School::open(file, catalog().entities());
            QVERIFY(school.has_value());
            const auto reader = (*school)->reader();
            QVERIFY(reader.has_value());
            auto sorted = reader->prepare("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200000)"
                                          " SELECT i, hex(randomblob(300)) AS t FROM n ORDER BY t");
            QVERIFY(sorted && sorted->step().value_or(false));
            const QStringList folders = QDir(path("temporary")).entryList({"north.lectern.temp-*"}, QDir::Dirs);
            QCOMPARE(folders.size(), 1);
#ifdef Q_OS_UNIX
            struct stat what{};
            QCOMPARE(::stat(QFile::encodeName(path("temporary/") + folders.first()).constData(), &what), 0);
            QCOMPARE(int(what.st_mode & 0777), 0700);
#endif
        }
        QVERIFY(QDir(path("temporary")).entryList({"north.lectern.temp-*"}, QDir::Dirs).isEmpty());
        QVERIFY(QDir().mkpath(file + ".temp-left"));
        QCOMPARE(loadCount(file), 1);
        QVERIFY(!QFile::exists(file + ".temp-left"));
    }

    void everyFlippedByteIsFound()
    {
        const QString school = schoolIn("flips");
        const QString copy = path("flips/flipped.lectern");
        const QString backup = runJson({"backup", school}).json["backup"].toObject()["path"].toString();
        QFile original(school);
        QVERIFY(original.open(QIODevice::ReadOnly));
        const QByteArray bytes = original.readAll();
        QRandomGenerator random(50);
        int found = 0;
        for (int place = 0; place < 50; ++place) {
            QByteArray flipped = bytes;
            // Half of the places in the first page, where the header and the schema are.
            const int at = int(random.bounded(place % 2 ? flipped.size() : School::pageSize));
            flipped[at] = char(flipped[at] ^ (1 << random.bounded(8)));
            write(copy, flipped);
            const CommandResult result = runJson({"check", copy});
            // Every page carries a checksum of all its bytes, free pages and slack too; the change is always seen.
            QVERIFY2(result.status == 2, qPrintable(QString("byte %1: status %2 %3").arg(at).arg(result.status).arg(result.output)));
            ++found;
        }
        QCOMPARE(found, 50);
        // And it says how to go back.
        QFile file(school);
        QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(bytes.size() / 2) && file.write("damage") == 6);
        file.close();
        const CommandResult result = run({"check", school});
        QCOMPARE(result.status, 2);
        QVERIFY2(result.output.contains(backup) && result.output.contains("lectern-cli restore"), qPrintable(result.output));
        QCOMPARE(runJson({"restore", school, backup}).status, 0);
        QCOMPARE(runJson({"check", school}).status, 0);
    }

    void rowsThatTheLogDoesNotCountAreFound()
    {
        const QString school = schoolIn("counts");
        {
            const auto database = Database::open(school, Database::Access::ReadWrite);
            QVERIFY(database && database->execute("DELETE FROM raw_sis__home_places WHERE row_no = (SELECT min(row_no)"
                                                  " FROM raw_sis__home_places)"));
        }
        const CommandResult result = runJson({"check", school});
        QCOMPARE(result.status, 2);
        QVERIFY(result.output.contains("by the log"));
    }

    void aHostileFileIsRefusedBeforeItDoesAnything_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addRow("trigger") << QString("CREATE TRIGGER evil AFTER INSERT ON decision_setting BEGIN DELETE FROM load; END");
        QTest::addRow("view") << QString("CREATE VIEW loot AS SELECT load_extension('evil')");
        QTest::addRow("virtual table") << QString("CREATE VIRTUAL TABLE evil USING fts5(text)");
        QTest::addRow("no log") << QString("DROP TABLE load");
        QTest::addRow("huge schema") << QString("*");
    }
    void aHostileFileIsRefusedBeforeItDoesAnything()
    {
        QFETCH(QString, sql);
        const QString name = QString("hostile-%1").arg(QLatin1String(QTest::currentDataTag()));
        const QString school = schoolIn(name);
        if (sql == "*") {
            sql = "BEGIN;";
            for (int i = 0; i < 6'000; ++i)
                sql += QString("CREATE TABLE t%1 (a);").arg(i);
            sql += "COMMIT;";
        }
        {
            // Written through Lectern's own file layer, so that every checksum is right.
            const auto database = Database::open(school, Database::Access::ReadWrite);
            QVERIFY(database && database->execute(sql));
        }
        const CommandResult result = runJson({"loads", school});
        QVERIFY2(errorCode(result) == "school.foreign", qPrintable(result.output));
        QCOMPARE(result.status, 2);
    }

    void aViewCannotCallWhatHasEffects()
    {
        const QString file = path("views.lectern");
        const auto database = Database::open(file, Database::Access::ReadWrite);
        QVERIFY(database && database->execute("CREATE TABLE t (a); INSERT INTO t VALUES (1);"
                                              "CREATE VIEW v AS SELECT load_extension('evil') FROM t"));
        QVERIFY(!database->text("SELECT * FROM v"));
        QVERIFY(database->execute("CREATE TRIGGER g AFTER INSERT ON t BEGIN DELETE FROM t; END; INSERT INTO t VALUES (2)"));
        QCOMPARE(database->integer("SELECT count(*) FROM t").value_or(0), 2);
        QVERIFY(!database->execute("PRAGMA writable_schema = ON; DELETE FROM sqlite_schema"));
        QVERIFY(!database->execute("SELECT " + QString(400, '(') + '1' + QString(400, ')')));
    }
};

QTEST_GUILESS_MAIN(PlacesTest)
#include "PlacesTest.moc"
