/// The k-th write, sync, read, open, mapping and allocation of an import fails, for one k after the other until a run meets no
/// fault: each failing run says why in a typed error, leaves a sound school that holds what it held before (or all of
/// it, if the fault came after the commit), and the same import once more completes.
/// Of the allocations, which are many, a sample spread over the run is tried; LECTERN_FAULTS sets how many of each kind
/// at most (0 = every one).
#include "core/base/ErrorText.h"
#include "tests/support/CanonicalDump.h"
#include "tests/support/FaultVfs.h"
#include "tests/support/MixedExport.h"
#include "tests/support/TestSchool.h"

#include <QMap>
#include <QSet>
#include <QTest>
#include <algorithm>
#include <sqlite3.h>

// label: slow

using namespace lectern;
using namespace lectern::test;

class FaultInjectionTest final : public QObject
{
    Q_OBJECT

    QTemporaryDir folder;
    CanonicalDump before, after;
    QMap<QString, QString> sentences; ///< code -> what a person read
    ImportOptions options;

    QString path(const QString& name) const { return folder.filePath(name); }

    void copySchool() const
    {
        for (const char* suffix : {"", "-wal", "-shm", "-journal"})
            QFile::remove(path("school.lectern") + QLatin1String(suffix));
        if (!QFile::copy(path("before.lectern"), path("school.lectern")))
            qFatal("cannot copy the school");
    }

    /// Opens the school, imports, closes.
    Result<void> run(const QString& school, const QString& exports) const
    {
        LECTERN_ASSIGN(const auto opened, School::open(path(school), mixedEntities(catalog())));
        LECTERN_ASSIGN(const ImportReport report, importPaths(*opened, catalog(), {path(exports)}, options, [](const Progress&) {}, Cancel()));
        if (!report.unrecognised.empty())
            return failure(report.unrecognised.front().error);
        return {};
    }

    static QString badError(const Error& error)
    {
        const ErrorWords said = words(error);
        if (!errorCodes().contains(error.code))
            return "no code of the table: \"" + error.code + '"';
        if (said.message.isEmpty() || said.remedy.isEmpty())
            return error.code + " has no sentence or no remedy";
        return {};
    }

    /// One run with a fault at the k-th operation; `struck` says whether there was one, `code` which error it gave.
    QString runWithFault(const Fault& fault, int k, bool& struck, QString& code)
    {
        FaultVfs& faults = FaultVfs::instance();
        copySchool();
        faults.arm(fault, k);
        const auto result = run("school.lectern", "later");
        faults.disarm();
        struck = faults.failures() > 0;
        code = result ? "none" : result.error().code;
        if (!result) {
            if (const QString said = badError(result.error()); !said.isEmpty())
                return said;
            sentences.insert(code, text(result.error()));
        }
        if (const QString said = quickCheck(path("school.lectern")); said != "ok")
            return "quick check: " + said;
        const auto dump = canonicalDump(path("school.lectern"));
        if (!dump)
            return text(dump.error());
        if (result && *dump != after)
            return "it said nothing but lost something: " + difference(after, *dump);
        if (*dump == after)
            return {};
        if (*dump != before)
            return "half of it is there: " + difference(before, *dump);
        if (const auto again = run("school.lectern", "later"); !again)
            return "the retry failed: " + text(again.error());
        const auto retried = canonicalDump(path("school.lectern"));
        return retried ? difference(after, *retried) : text(retried.error());
    }

    static int most(Operation operation)
    {
        constexpr int all = 1 << 30;
        bool ok = false;
        const int value = qEnvironmentVariableIntValue("LECTERN_FAULTS", &ok);
        return ok ? (value == 0 ? all : value) : (operation == Operation::Allocate ? 60 : all);
    }

    /// How many operations of a kind a run without faults asks for.
    int operationsOf(Operation operation) const
    {
        FaultVfs& faults = FaultVfs::instance();
        copySchool();
        faults.arm({operation}, 1 << 30);
        const auto result = run("school.lectern", "later");
        faults.disarm();
        if (!result)
            qFatal("%s", qPrintable(text(result.error())));
        return faults.operations();
    }

private Q_SLOTS:
    void initTestCase()
    {
        std::ignore = FaultVfs::instance();
        writeMixedExport(path("first"), {40, 60, 20}, 0);
        writeMixedExport(path("later"), {40, 60, 20}, 1);
        auto made = School::create(path("before.lectern"), mixedEntities(catalog()));
        QVERIFY2(made, made ? "" : qPrintable(text(made.error())));
        made->reset();
        const auto first = run("before.lectern", "first");
        QVERIFY2(first, first ? "" : qPrintable(text(first.error())));
        copySchool();
        before = canonicalDump(path("school.lectern")).value_or(CanonicalDump());
        const auto whole = run("school.lectern", "later");
        QVERIFY2(whole, whole ? "" : qPrintable(text(whole.error())));
        after = canonicalDump(path("school.lectern")).value_or(CanonicalDump());
        QVERIFY(!before.isEmpty() && before != after);
    }

    void failedOperationLeavesTheSchoolWhole_data()
    {
        QTest::addColumn<Fault>("fault");
        QTest::addColumn<bool>("logAside");
        const auto add = [](Operation operation, int result, const char* name) {
            for (const bool lasts : {false, true})
                for (const bool logAside : {false, true}) {
                    const QString title = QString(name) + (lasts ? ", from then on" : ", once") + (logAside ? ", without a log" : "");
                    QTest::newRow(qPrintable(title)) << Fault{operation, result, lasts, title} << logAside;
                }
        };
        add(Operation::Write, SQLITE_FULL, "a full disk");
        add(Operation::Write, SQLITE_IOERR_WRITE, "a write that fails");
        add(Operation::Sync, SQLITE_IOERR_FSYNC, "a sync that fails");
        add(Operation::Read, SQLITE_IOERR_READ, "a read that fails");
        add(Operation::Open, SQLITE_CANTOPEN, "a file that does not open");
        add(Operation::Map, SQLITE_IOERR_SHMMAP, "shared memory that cannot be had");
        add(Operation::Allocate, SQLITE_NOMEM, "no memory");
    }

    void failedOperationLeavesTheSchoolWhole()
    {
        QFETCH(Fault, fault);
        QFETCH(bool, logAside);
        options.largeFrom = logAside ? 0 : std::numeric_limits<qint64>::max();
        const int operations = operationsOf(fault.operation);
        QVERIFY(operations > 0);
        // Every one, or some spread over the run: a step without common divisors with what repeats inside it.
        const double step = std::max(1.0, double(operations) / most(fault.operation));
        QMap<QString, int> codes;
        sentences.clear();
        int tried = 0, met = 0;
        bool struck = true;
        for (double k = 1; struck || k <= operations; k += step) {
            QString code;
            const QString said = runWithFault(fault, int(k), struck, code);
            QVERIFY2(said.isEmpty(), qPrintable(QString("%1 number %2 (%3): %4").arg(fault.name).arg(int(k)).arg(code, said)));
            ++tried;
            met += struck;
            ++codes[code];
            if (tried % 1000 == 0) // all of them take hours
                qInfo("number %d of about %d", int(k), operations);
        }
        QStringList told;
        for (auto it = codes.cbegin(); it != codes.cend(); ++it)
            told << QString("%1 × %2").arg(it.value()).arg(it.key());
        qInfo("%d operations, %d runs, %d met the fault: %s", operations, tried, met, qPrintable(told.join(", ")));
        for (const QString& sentence : std::as_const(sentences))
            qInfo("%s", qPrintable(sentence));
        QVERIFY(met > 0);
        // The cause is told, not what it led to.
        const auto only = [&codes](QSet<QString> allowed) { return (QSet<QString>(codes.keyBegin(), codes.keyEnd()) - allowed).isEmpty(); };
        if (fault.result == SQLITE_FULL)
            QVERIFY(codes.contains("disk.full") && only({"disk.full", "none"}));
        if (fault.result == SQLITE_NOMEM)
            QVERIFY(codes.contains("memory.exhausted") && only({"memory.exhausted", "none"}));
        if ((fault.result & 0xff) == SQLITE_IOERR)
            QVERIFY(codes.contains("disk.failed") && only({"disk.failed", "none"}));
    }
};

QTEST_GUILESS_MAIN(FaultInjectionTest)
#include "FaultInjectionTest.moc"
