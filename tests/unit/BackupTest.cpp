/// Backups: what has the name of one is one, it holds what the school held at that moment, and it always comes back.
#include "core/base/Hash.h"
#include "core/store/Restore.h"
#include "core/store/Settings.h"
#include "tests/support/TestSchool.h"

#include <QProcess>
#include <QRandomGenerator>
#include <QtTest>

using namespace lectern;
using namespace lectern::test;

namespace {

constexpr qint64 dayMs = 24 * 3600 * 1000LL;

QByteArray places(QRandomGenerator& random, int rows)
{
    QByteArray csv = "student_id,place,region,country\n";
    for (int i = 0; i < rows; ++i)
        csv += "S" + QByteArray::number(i) + ",Town " + QByteArray::number(random.bounded(1, 1000)) + ",ZH,CH\n";
    return csv;
}

/// Every row of every table in a fixed order, as one digest: equal means the same school.
QString contentOf(const Database& database)
{
    const auto lines = [&](const QString& sql) {
        QStringList all;
        auto statement = database.prepare(sql);
        if (!statement)
            qFatal("%s", qPrintable(text(statement.error())));
        for (;;) {
            const auto row = statement->step();
            if (!row)
                qFatal("%s", qPrintable(text(row.error())));
            if (!*row)
                return all;
            QStringList cells;
            for (int i = 0; i < statement->columnCount(); ++i)
                cells << (statement->isNull(i) ? QStringLiteral("∅") : QString::fromLatin1(statement->blob(i).toHex()));
            all << cells.join('\t');
        }
    };
    QStringList content = lines("SELECT type, name, sql FROM sqlite_schema ORDER BY type, name");
    auto tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name");
    while (tables && tables->step().value_or(false)) {
        QStringList rows = lines("SELECT * FROM " + quoted(tables->text(0)));
        rows.sort();
        content << tables->text(0) << rows;
    }
    return sha256(content.join('\n').toStdString());
}

QString contentOf(const QString& path)
{
    const auto database = Database::open(path, Database::Access::ReadOnly);
    if (!database)
        qFatal("%s", qPrintable(text(database.error())));
    return contentOf(*database);
}

/// A school of its own that can be closed, restored and opened again.
struct Place
{
    QTemporaryDir folder;
    QString path = folder.filePath("north.lectern");
    std::unique_ptr<School> school;
    int files = 0;

    Place() { open(true); }
    void open(bool create = false)
    {
        auto opened = create ? School::create(path, catalog().entities()) : School::open(path, catalog().entities());
        if (!opened)
            qFatal("%s", qPrintable(text(opened.error())));
        school = std::move(*opened);
    }
    [[nodiscard]] Database& writer() const { return **school->writer(); }
    void import(const QByteArray& csv)
    {
        QFile file(folder.filePath(QString("places-%1.csv").arg(++files)));
        if (!file.open(QIODevice::WriteOnly) || file.write(csv) != csv.size())
            qFatal("cannot write");
        file.close();
        ImportOptions options;
        options.acceptClosures = true;
        const auto report = importPaths(*school, catalog(), {file.fileName()}, options, [](const Progress&) {}, {});
        if (!report || report->loads.empty())
            qFatal("nothing was imported: %s", qPrintable(report ? text(report->unrecognised.at(0).error) : text(report.error())));
    }
    [[nodiscard]] QString backups() const { return backupFolder(path); }
};

} // namespace

class BackupTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aBackupRestoresAHundredTimesOfAHundred()
    {
        Place place;
        QRandomGenerator random(20261125);
        struct Kept
        {
            QString path, content;
        };
        QList<Kept> kept;
        int restored = 0;
        for (int turn = 0; turn < 100; ++turn) {
            if (random.bounded(4) == 0) {
                const auto log = loads(place.writer());
                QVERIFY(log.has_value());
                for (const Load& load : *log)
                    if (load.state == "in force") {
                        QVERIFY(undoLoad(*place.school, load.load, true));
                        break;
                    }
            } else {
                place.import(places(random, random.bounded(5, 60)));
            }
            const auto made = backUp(place.writer(), BackupReason::ByHand);
            QVERIFY2(made.has_value(), made ? "" : qPrintable(text(made.error())));
            kept.append({made->path, contentOf(place.writer())});
            const Kept& chosen = kept.at(random.bounded(int(kept.size())));
            place.school.reset();
            const auto done = restore(place.path, chosen.path);
            QVERIFY2(done.has_value(), done ? "" : qPrintable(text(done.error())));
            place.open();
            QCOMPARE(contentOf(place.writer()), chosen.content);
            ++restored;
        }
        QCOMPARE(restored, 100);
        for (const Backup& backup : backupsIn(place.backups()))
            QVERIFY2(backup.whole, qPrintable(backup.path));
    }

    void aBackupHoldsTheMomentItBeganWhileOthersReadAndWrite()
    {
        Place place;
        QRandomGenerator random(1);
        place.import(places(random, 3000));
        const QString before = contentOf(place.writer());
        const auto reader = place.school->reader();
        QVERIFY(reader && reader->execute("BEGIN") && reader->integer("SELECT count(*) FROM load"));
        bool written = false;
        const auto made = backUp(place.writer(), place.folder.filePath("copy.lectern"), [&](const Progress&) {
            if (!std::exchange(written, true))
                place.import(places(random, 100));
        });
        QVERIFY2(made.has_value(), made ? "" : qPrintable(text(made.error())));
        QVERIFY(written);
        QCOMPARE(contentOf(place.folder.filePath("copy.lectern")), before);
        QVERIFY(contentOf(place.writer()) != before);
    }

    void aCancelledBackupLeavesNoFile()
    {
        Place place;
        Cancel cancel;
        const auto made = backUp(place.writer(), BackupReason::ByHand, [&](const Progress&) { cancel.raise(); }, cancel);
        // The first step may already copy all of a small school; either way no half file has a name.
        if (!made)
            QCOMPARE(made.error().code, QString("cancelled"));
        for (const Backup& backup : backupsIn(place.backups()))
            QVERIFY(verifyBackup(backup.path));
        QVERIFY(QDir(place.backups()).entryList({"*.part*"}).isEmpty());
    }

    void aProcessKilledInABackupLeavesNothingThatLooksLikeOne()
    {
        Place place;
        QRandomGenerator random(7);
        place.import(places(random, 20'000));
        place.school.reset();
        const QString program = LECTERN_BINARY_DIR "/bin/lectern-cli";
        int killed = 0;
        for (int turn = 0; turn < 20; ++turn) {
            QProcess process;
            process.start(program, {"backup", place.path});
            QVERIFY(process.waitForStarted());
            process.waitForFinished(int(random.bounded(5, 120)));
            killed += process.state() == QProcess::Running;
            process.kill();
            process.waitForFinished();
            for (const Backup& backup : backupsIn(place.backups()))
                QVERIFY2(verifyBackup(backup.path), qPrintable(backup.path));
        }
        QVERIFY(killed > 0);
        place.open();
        QVERIFY(backUp(place.writer(), BackupReason::ByHand));
        QVERIFY(QDir(place.backups()).entryList({"*.part*"}).isEmpty());
    }

    void noRoomIsSaidWithWhatItNeedsAndWhatIsLeft()
    {
        Place place;
        qputenv("LECTERN_FREE_BYTES", "1000");
        const auto made = backUp(place.writer(), BackupReason::ByHand);
        qunsetenv("LECTERN_FREE_BYTES");
        QVERIFY(!made);
        QCOMPARE(made.error().code, QString("disk.no_room"));
        QVERIFY(made.error().arguments.at(0).endsWith("kB") || made.error().arguments.at(0).endsWith("MB"));
        QVERIFY(backupsIn(place.backups()).empty());
    }

    void theScheduleAsksOnceADayAndOnlyAfterALoad()
    {
        Place place;
        const qint64 today = QDateTime::currentMSecsSinceEpoch() + 60'000, tomorrow = today + dayMs;
        QCOMPARE(backupDue(place.writer(), tomorrow).value_or(true), false); // nothing was loaded yet
        QRandomGenerator random(3);
        place.import(places(random, 5));
        QCOMPARE(backupDue(place.writer(), today).value_or(true), false); // the school is new
        QCOMPARE(backupDue(place.writer(), tomorrow).value_or(false), true);
        const auto made = backUpIfDue(place.writer(), tomorrow);
        QVERIFY(made && *made);
        QCOMPARE((*made)->reason, BackupReason::Scheduled);
        QCOMPARE(backupDue(place.writer(), tomorrow + 2 * dayMs).value_or(true), false); // nothing new to keep
        QTest::qWait(2);
        place.import(places(random, 6));
        QCOMPARE(backupDue(place.writer(), today).value_or(true), false); // not a day yet
        QCOMPARE(backupDue(place.writer(), tomorrow).value_or(false), true);
        QVERIFY(decideSetting(place.writer(), "backup_every_days", "0", "tester"));
        QCOMPARE(backupDue(place.writer(), tomorrow + 9 * dayMs).value_or(true), false);
    }

    void onlyScheduledBackupsAreEverTakenAway()
    {
        Place place;
        QRandomGenerator random(4);
        QVERIFY(decideSetting(place.writer(), "backup_keep", "2", "tester"));
        QVERIFY(backUp(place.writer(), BackupReason::ByHand));
        QVERIFY(backUp(place.writer(), BackupReason::BeforeMigration));
        for (int day = 1; day <= 5; ++day) {
            QTest::qWait(2);
            place.import(places(random, 5 + day));
            const auto made = backUpIfDue(place.writer(), QDateTime::currentMSecsSinceEpoch() + 10 * day * dayMs);
            QVERIFY(made && *made);
        }
        QMap<BackupReason, int> counts;
        for (const Backup& backup : backupsIn(place.backups()))
            ++counts[backup.reason];
        QCOMPARE(counts.value(BackupReason::Scheduled), 2);
        QCOMPARE(counts.value(BackupReason::ByHand), 1);
        QCOMPARE(counts.value(BackupReason::BeforeMigration), 1);
    }

    void aFolderOfTheSettingsTakesTheBackups()
    {
        Place place;
        QTemporaryDir other;
        QVERIFY(decideSetting(place.writer(), "backup_folder", other.path(), "tester"));
        const auto made = backUp(place.writer(), BackupReason::ByHand);
        QVERIFY(made.has_value());
        QVERIFY(made->path.startsWith(other.path() + "/north.lectern.backups/"));
    }

    void aDamagedBackupIsRefusedAndTheSchoolStaysAsItIs()
    {
        Place place;
        QRandomGenerator random(5);
        place.import(places(random, 500));
        const auto made = backUp(place.writer(), BackupReason::ByHand);
        QVERIFY(made.has_value());
        const QString content = contentOf(place.writer());
        place.school.reset();
        {
            QFile file(made->path);
            QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(file.size() / 2) && file.write("flip") == 4);
        }
        const auto done = restore(place.path, made->path);
        QVERIFY(!done);
        QCOMPARE(done.error().code, QString("school.damaged"));
        QCOMPARE(contentOf(place.path), content);
    }

    void aBackupOfAnotherSchoolIsRefused()
    {
        Place one, other;
        const auto made = backUp(other.writer(), BackupReason::ByHand);
        QVERIFY(made.has_value());
        one.school.reset();
        const auto done = restore(one.path, made->path);
        QVERIFY(!done);
        QCOMPARE(done.error().code, QString("backup.other_school"));
    }

    void aSchoolThatIsOpenIsNotReplaced()
    {
        Place place;
        const auto made = backUp(place.writer(), BackupReason::ByHand);
        QVERIFY(made.has_value());
        const auto done = restore(place.path, made->path);
        QVERIFY(!done);
        QCOMPARE(done.error().code, QString("database.busy"));
    }

    void theSchoolOfNowIsKeptBeforeItIsReplaced()
    {
        Place place;
        QRandomGenerator random(6);
        const auto empty = backUp(place.writer(), BackupReason::ByHand);
        QVERIFY(empty.has_value());
        place.import(places(random, 50));
        const QString content = contentOf(place.writer());
        place.school.reset();
        const auto done = restore(place.path, empty->path);
        QVERIFY2(done.has_value(), done ? "" : qPrintable(text(done.error())));
        QCOMPARE(contentOf(done->kept), content);
        QVERIFY(!QFile::exists(place.path + "-wal") && !QFile::exists(place.path + ".restoring"));
        QCOMPARE(backupsIn(place.backups()).front().reason, BackupReason::BeforeRestore);
    }

    void aDamagedSchoolIsSetAsideAsItIsAndTheBackupTakesItsPlace()
    {
        Place place;
        QRandomGenerator random(8);
        place.import(places(random, 500));
        const auto made = backUp(place.writer(), BackupReason::ByHand);
        QVERIFY(made.has_value());
        const QString content = contentOf(place.writer());
        place.school.reset();
        {
            QFile file(place.path);
            QVERIFY(file.open(QIODevice::ReadWrite) && file.write(QByteArray(40'000, 'x')) == 40'000);
        }
        const auto done = restore(place.path, made->path);
        QVERIFY2(done.has_value(), done ? "" : qPrintable(text(done.error())));
        QVERIFY(done->keptAsItWas && QFile::exists(done->kept));
        QCOMPARE(contentOf(place.path), content);
    }
};

QTEST_GUILESS_MAIN(BackupTest)
#include "BackupTest.moc"
