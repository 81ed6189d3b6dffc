/// A disk that is really full: a small file system is mounted, filled to within so many bytes, and a school on it imports.
/// The import says that the disk is full, the school is as it was, and once there is room the same import completes.
/// Needs the right to mount; skips and says so otherwise.
#include "core/base/ErrorText.h"
#include "tests/support/CanonicalDump.h"
#include "tests/support/MixedExport.h"
#include "tests/support/TestSchool.h"

#include <QProcess>
#include <QStorageInfo>
#include <QTest>

using namespace lectern;
using namespace lectern::test;

class FullDiskTest final : public QObject
{
    Q_OBJECT

    static constexpr qint64 diskBytes = 8 << 20;

    QTemporaryDir folder;
    CanonicalDump before, after;
    bool mounted = false;

    QString path(const QString& name) const { return folder.filePath(name); }

    static QString system(const QString& program, const QStringList& words)
    {
        QProcess process;
        process.start(program, words);
        if (!process.waitForFinished() || process.exitStatus() != QProcess::NormalExit)
            return program + ": " + process.errorString();
        return process.exitCode() == 0 ? QString() : QString::fromUtf8(process.readAllStandardError()).trimmed();
    }

    Result<void> import(const QString& school) const
    {
        LECTERN_ASSIGN(const auto opened, School::open(school, mixedEntities(catalog())));
        LECTERN_ASSIGN(const ImportReport report,
                       importPaths(*opened, catalog(), {path("later")}, {}, [](const Progress&) {}, Cancel()));
        if (!report.unrecognised.empty())
            return failure(report.unrecognised.front().error);
        return {};
    }

    /// Writes a file that leaves `room` bytes on the disk.
    void fill(qint64 room) const
    {
        QFile filler(path("disk/filler"));
        QVERIFY(filler.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
        const qint64 bytes = QStorageInfo(path("disk")).bytesAvailable() - room;
        QVERIFY(bytes > 0);
        QCOMPARE(filler.write(QByteArray(bytes, 'x')), bytes);
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(QDir().mkpath(path("disk")));
        const QString said = system("mount", {"-t", "tmpfs", "-o", QString("size=%1").arg(diskBytes), "tmpfs", path("disk")});
        if (!said.isEmpty())
            QSKIP(qPrintable("a small disk cannot be mounted here: " + said));
        mounted = true;
        writeMixedExport(path("first"), {100, 200, 50}, 0);
        writeMixedExport(path("later"), {100, 12000, 1000}, 1);
        auto school = School::create(path("before.lectern"), mixedEntities(catalog()));
        QVERIFY2(school, school ? "" : qPrintable(text(school.error())));
        QVERIFY(importPaths(**school, catalog(), {path("first")}, {}, [](const Progress&) {}, Cancel()));
        school->reset();
        QVERIFY(QFile::copy(path("before.lectern"), path("whole.lectern")));
        const auto whole = import(path("whole.lectern"));
        QVERIFY2(whole, whole ? "" : qPrintable(text(whole.error())));
        before = canonicalDump(path("before.lectern")).value_or(CanonicalDump());
        after = canonicalDump(path("whole.lectern")).value_or(CanonicalDump());
        QVERIFY(!before.isEmpty() && before != after);
    }

    void cleanupTestCase()
    {
        if (mounted)
            QCOMPARE(system("umount", {path("disk")}), QString());
    }

    void importOntoAFullDiskChangesNothingAndCompletesLater_data()
    {
        QTest::addColumn<qint64>("room");
        QTest::newRow("no room at all") << qint64(0);
        QTest::newRow("64 kB") << qint64(64 << 10);
        QTest::newRow("256 kB") << qint64(256 << 10);
        QTest::newRow("1 MB") << qint64(1 << 20);
    }

    void importOntoAFullDiskChangesNothingAndCompletesLater()
    {
        QFETCH(qint64, room);
        const QString school = path("disk/school.lectern");
        for (const QString& name : QDir(path("disk")).entryList(QDir::Files))
            QFile::remove(path("disk/" + name));
        QVERIFY(QFile::copy(path("before.lectern"), school));
        fill(room);
        const auto refused = import(school);
        QVERIFY2(!refused, "the disk was not full");
        QCOMPARE(text(refused.error()), text(Error{"disk.full", {.file = school}, {}, {}, nullptr}));
        QVERIFY(QFile::remove(path("disk/filler")));
        QCOMPARE(quickCheck(school), QString("ok"));
        const auto dump = canonicalDump(school);
        QVERIFY2(dump, dump ? "" : qPrintable(text(dump.error())));
        QCOMPARE(difference(before, *dump), QString());

        const auto again = import(school);
        QVERIFY2(again, again ? "" : qPrintable(text(again.error())));
        const auto complete = canonicalDump(school);
        QVERIFY(complete);
        QCOMPARE(difference(after, *complete), QString());
        QCOMPARE(quickCheck(school), QString("ok"));
    }
};

QTEST_GUILESS_MAIN(FullDiskTest)
#include "FullDiskTest.moc"
