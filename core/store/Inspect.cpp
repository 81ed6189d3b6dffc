#include "core/store/Inspect.h"

#include "core/base/ErrorText.h"
#include "core/base/Plurals.h"
#include "core/store/Backup.h"
#include "core/store/LoadLog.h"
#include "core/store/RawTables.h"
#include "core/store/Recognise.h"
#include "core/store/School.h"

#include <QFileInfo>
#include <QSet>
#include <algorithm>
#include <functional>
#include <sqlite3.h>

namespace lectern {

namespace {

constexpr qsizetype mostFindings = 20;

QString tr(const char* text, qint64 n = -1)
{
    return counted("Inspect", text, n);
}

int stopped(void* cancel)
{
    return static_cast<const Cancel*>(cancel)->raised() ? 1 : 0;
}

/// Reads every page, so also those no index or table leads to.
Result<QStringList> badPages(const Database& database)
{
    // A copy that goes nowhere reads each page once; the file layer compares its checksum.
    sqlite3* nowhere = nullptr;
    if (sqlite3_open_v2("", &nowhere, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_EXRESCODE, nullptr) != SQLITE_OK) {
        sqlite3_close_v2(nowhere);
        return QStringList();
    }
    QStringList findings;
    if (sqlite3_backup* work = sqlite3_backup_init(nowhere, "main", database.handle(), "main")) {
        int code = SQLITE_OK;
        while (code == SQLITE_OK)
            code = sqlite3_backup_step(work, 1024);
        sqlite3_backup_finish(work);
        if (code == SQLITE_IOERR_DATA || (code & 0xff) == SQLITE_CORRUPT || (code & 0xff) == SQLITE_NOTADB)
            findings << tr("A page of the file does not hold what was written there.");
    }
    sqlite3_close_v2(nowhere);
    return findings;
}

Result<QStringList> badStructure(const Database& database)
{
    QStringList findings;
    LECTERN_ASSIGN(Statement check, database.prepare(QString("PRAGMA integrity_check(%1)").arg(mostFindings)));
    for (;;) {
        LECTERN_ASSIGN(const bool row, check.step());
        if (!row)
            return findings;
        if (const QString said = check.text(0); said != "ok")
            findings << said;
    }
}

/// A row of a raw table that one load owns: [first, last] of row_no.
struct Owned
{
    const Load* load;
    QString table;
};

QStringList badRanges(const std::vector<Owned>& owned)
{
    QStringList findings;
    std::vector<const Load*> sorted;
    for (const Owned& one : owned)
        if (one.load->lastRow >= one.load->firstRow)
            sorted.push_back(one.load);
    std::ranges::sort(sorted, {}, &Load::firstRow);
    for (std::size_t i = 1; i < sorted.size(); ++i)
        if (sorted[i]->firstRow <= sorted[i - 1]->lastRow)
            findings << tr("Loads %1 and %2 claim the same rows.").arg(sorted[i - 1]->load).arg(sorted[i]->load);
    return findings;
}

Result<bool> hasColumn(const Database& database, const QString& table, const QString& wanted)
{
    LECTERN_ASSIGN(const QStringList names, columnsOf(database, "main", table));
    return names.contains(wanted);
}

/// What points to something that is not there: a load whose feed is gone is in force, yet in no list.
Result<QStringList> badReferences(const Database& database)
{
    LECTERN_ASSIGN(Statement check, database.prepare("SELECT \"table\", parent, count(*) FROM pragma_foreign_key_check GROUP BY 1, 2"));
    QStringList findings;
    for (;;) {
        LECTERN_ASSIGN(const bool row, check.step());
        if (!row)
            return findings;
        findings << tr("%Ln row(s) of \"%1\" (belongs|belong) to a \"%2\" that is not there.", check.integer(2)).arg(check.text(0), check.text(1));
    }
}

/// What the log says was stored against what is stored, load by load.
Result<QStringList> badCounts(const Database& database, const std::vector<Owned>& owned)
{
    QStringList findings;
    for (const auto& [load, table] : owned) {
        LECTERN_ASSIGN(const bool known, hasColumn(database, table, "row_no"));
        const qint64 said = load->inserted + load->updated;
        if (!known) {
            if (said > 0)
                findings << tr("Load %1 brought %2 rows, but %3 is not there.").arg(load->load).arg(said).arg(table);
            continue;
        }
        LECTERN_ASSIGN(Statement count,
                       database.prepare("SELECT count(*) FROM " + quoted(table) + " WHERE row_no BETWEEN ? AND ?"));
        count.bind(1, load->firstRow).bind(2, load->lastRow);
        LECTERN_TRY(count.step());
        // An explicit delete counts as updated and brings no row.
        const qint64 stored = count.integer(0);
        if (stored > said || stored < load->inserted || (load->mode != "delta" && stored != said))
            findings << tr("Load %1 brought %2 rows by the log, but %3 holds %4 of it.")
                            .arg(load->load)
                            .arg(said)
                            .arg(table)
                            .arg(stored);
        if (load->rowsRead != load->inserted + load->updated + load->unchanged + load->quarantined)
            findings << tr("Load %1 read %2 rows, but its log accounts for another number.").arg(load->load).arg(load->rowsRead);
    }
    return findings;
}

Result<QStringList> badClosers(const Database& database, const std::vector<Load>& log, const QSet<QString>& tables)
{
    QStringList findings;
    QSet<qint64> known;
    for (const Load& load : log)
        if (load.state == "in force")
            known << load.load;
    for (const QString& table : tables) {
        LECTERN_ASSIGN(const bool has, hasColumn(database, table, "closed_by"));
        if (!has)
            continue;
        LECTERN_ASSIGN(Statement closers, database.prepare("SELECT DISTINCT closed_by FROM " + quoted(table) +
                                                           " WHERE closed_by IS NOT NULL"));
        for (;;) {
            LECTERN_ASSIGN(const bool row, closers.step());
            if (!row)
                break;
            if (!known.contains(closers.integer(0)))
                findings << tr("Rows of %1 were closed by load %2, which is not in force.").arg(table).arg(closers.integer(0));
        }
    }
    return findings;
}

Result<QStringList> badLog(const Database& database)
{
    LECTERN_ASSIGN(const std::vector<Load> log, loads(database));
    std::vector<Owned> owned;
    QSet<QString> tables;
    for (const Load& load : log) {
        if (load.state != "in force")
            continue;
        owned.push_back({&load, "raw_" + load.connector + "__" + load.entity});
        tables << owned.back().table;
    }
    QStringList findings = badRanges(owned);
    LECTERN_ASSIGN(const QStringList counts, badCounts(database, owned));
    LECTERN_ASSIGN(const QStringList closers, badClosers(database, log, tables));
    return findings + counts + closers;
}

bool isDamage(const Error& error)
{
    return error.code == "school.damaged" || error.code == "school.foreign";
}

Result<QStringList> look(const QString& path, const ProgressSink& progress, const Cancel& cancel)
{
    LECTERN_ASSIGN(const SchoolHeader header, headerOf(path));
    const bool closed = header.writeAheadLog && !QFileInfo(QFileInfo(path).absolutePath()).isWritable() &&
                        !QFileInfo::exists(path + "-shm") && !QFileInfo::exists(path + "-wal");
    LECTERN_ASSIGN(const Database database,
                   Database::open(path, Database::Access::ReadOnly, {.files = nullptr, .immutable = closed, .alone = false}));
    LECTERN_TRY(recogniseSchema(database));
    sqlite3_progress_handler(database.handle(), 100'000, stopped, const_cast<Cancel*>(&cancel));
    if (QFileInfo(path).size() < header.pages * header.pageSize && QFileInfo(path + "-wal").size() == 0)
        return QStringList(tr("The file is shorter than it says."));
    std::vector<std::function<Result<QStringList>()>> steps{
        [&] { return badStructure(database); },
        [&] { return badPages(database); },
    };
    if (header.version == School::schemaVersion) { // an older log is read after its migration, at the next opening
        steps.push_back([&] { return badReferences(database); });
        steps.push_back([&] { return badLog(database); });
    }
    QStringList findings;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        if (progress)
            progress({"check", path, double(i) / double(steps.size()), 0});
        LECTERN_ASSIGN(const QStringList more, steps[i]());
        findings += more;
        if (!findings.isEmpty())
            break; // a damaged file says little that can be believed
    }
    return findings;
}

/// The newest backup that is still good.
QString goodBackup(const QString& school)
{
    QStringList folders{backupFolder(school)};
    if (const auto database = Database::open(school, Database::Access::ReadOnly))
        folders << backupFolder(*database);
    folders.removeDuplicates();
    std::vector<Backup> all;
    for (const QString& folder : folders)
        for (Backup& backup : backupsIn(folder))
            all.push_back(std::move(backup));
    std::ranges::sort(all, std::greater{}, &Backup::madeMs);
    for (const Backup& backup : all)
        if (backup.whole && verifyBackup(backup.path))
            return backup.path;
    return {};
}

} // namespace

Result<Inspection> inspect(const QString& school, const ProgressSink& progress, const Cancel& cancel)
{
    auto findings = look(school, progress, cancel);
    if (!findings && !isDamage(findings.error()))
        return failure(findings.error());
    Inspection inspection;
    inspection.findings = findings ? *findings : QStringList(words(findings.error()).message);
    if (!inspection.findings.isEmpty())
        inspection.backup = goodBackup(school);
    if (!findings && findings.error().code == "school.foreign" && inspection.backup.isEmpty())
        return failure(findings.error()); // it may never have been a school
    return inspection;
}

} // namespace lectern
