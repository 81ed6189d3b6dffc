/// The file that is imported fails while it is read: it cannot be read at all, is cut while an import goes on, or is an archive
/// that ends early. The error names the file; the other files load; the school holds nothing of the failed one.
#include "core/base/ErrorText.h"
#include "tests/support/CanonicalDump.h"
#include "tests/support/MixedExport.h"
#include "tests/support/TestSchool.h"
#include "tests/support/ZipFile.h"

#include <QTest>
#include <atomic>

using namespace lectern;
using namespace lectern::test;

class SourceFailureTest final : public QObject
{
    Q_OBJECT

    static void verifyNamed(const ImportReport& report, const QString& name, const QStringList& codes)
    {
        QCOMPARE(report.unrecognised.size(), std::size_t(1));
        const Error& error = report.unrecognised.front().error;
        QVERIFY2(codes.contains(error.code), qPrintable(text(error)));
        QVERIFY2(words(error).message.contains(name), qPrintable(text(error)));
        QVERIFY(!words(error).remedy.isEmpty());
    }

    static CanonicalDump dumpOf(const TestSchool& school) { return canonicalDump(school.path()).value_or(CanonicalDump()); }

private Q_SLOTS:
    void fileThatCannotBeReadLeavesTheOthers()
    {
        // Its own memory is a file that may be opened and whose first byte cannot be read, whoever asks.
        const QString unreadable = QStringLiteral("/proc/self/mem");
        QFile probe(unreadable);
        if (!probe.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
            QSKIP("this system has no file that opens and cannot be read");
        TestSchool test;
        test.write("export/studentVle.csv", clickRows(0, 50));
        ImportOptions options;
        options.connector = "oulad";
        options.entity = "student_vle";
        const ImportReport report = test.import({test.file("export"), unreadable}, options);
        QCOMPARE(report.loads.size(), std::size_t(1));
        QCOMPARE(report.loads.front().inserted, 50);
        verifyNamed(report, "mem", {"file.unreadable"});
        QCOMPARE(test.rows("SELECT count(*) FROM now_oulad__student_vle"), QStringList("50"));
    }

    void fileThatIsCutWhileItIsReadIsTakenBack()
    {
        TestSchool test;
        test.import({test.write("before/studentVle.csv", clickRows(0, 100))});
        const CanonicalDump before = dumpOf(test);
        const QString path = test.write("export/studentVle.csv", clickRows(100, 200'000));
        std::atomic<bool> cut = false;
        const auto cutOnce = [&](const Progress& progress) {
            if (progress.rows > 0 && !cut.exchange(true) && !QFile::resize(path, 5'000'000))
                qFatal("cannot cut %s", qPrintable(path));
        };
        const auto report = importPaths(test.school(), catalog(), {path}, {}, cutOnce, Cancel());
        QVERIFY2(report, report ? "" : qPrintable(text(report.error())));
        QVERIFY(cut);
        if (report->unrecognised.empty()) { // it had been read whole before it was cut
            QCOMPARE(report->loads.front().inserted, 200'000);
            return;
        }
        QVERIFY(report->loads.empty());
        verifyNamed(*report, "studentVle.csv", {"file.changed", "file.unreadable", "table.unclosed_quote"});
        QCOMPARE(difference(before, dumpOf(test)), QString());
        test.write("export/studentVle.csv", clickRows(100, 1000));
        QCOMPARE(test.import({path}).loads.front().inserted, 1000);
    }

    void archiveThatEndsEarlyLeavesTheOthers()
    {
        TestSchool test;
        writeZip(test.file("whole.zip"), {{"studentVle.csv", clickRows(0, 3000), false}});
        QFile whole(test.file("whole.zip"));
        QVERIFY(whole.open(QIODevice::ReadOnly));
        const QByteArray bytes = whole.readAll();
        test.write("export/studentVle.csv", clickRows(5000, 40));
        test.write("export/cut.zip", bytes.left(bytes.size() * 2 / 3));
        const ImportReport report = test.import({test.file("export")});
        QCOMPARE(report.loads.size(), std::size_t(1));
        verifyNamed(report, "cut.zip", {"zip.damaged"});
        QCOMPARE(test.rows("SELECT count(*) FROM now_oulad__student_vle"), QStringList("40"));
    }

    void archiveWithDamagedBytesIsTakenBack()
    {
        TestSchool test;
        test.import({test.write("before/studentVle.csv", clickRows(0, 100))});
        const CanonicalDump before = dumpOf(test);
        writeZip(test.file("export.zip"), {{"studentVle.csv", clickRows(100, 60'000), false}});
        QFile archive(test.file("export.zip"));
        QVERIFY(archive.open(QIODevice::ReadWrite));
        QVERIFY(archive.seek(archive.size() / 2));
        QVERIFY(archive.write(QByteArray(64, '\x5a')) == 64);
        archive.close();
        const ImportReport report = test.import({test.file("export.zip")});
        QVERIFY(report.loads.empty());
        verifyNamed(report, "studentVle.csv", {"zip.damaged"});
        QCOMPARE(difference(before, dumpOf(test)), QString());
    }
};

QTEST_GUILESS_MAIN(SourceFailureTest)
#include "SourceFailureTest.moc"
