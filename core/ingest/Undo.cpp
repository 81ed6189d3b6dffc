/// Taking loads back: delete what a load brought, reopen what it closed, newest first within feed and entity.
#include "core/ingest/Importer.h"

#include "core/ingest/Corrections.h"
#include "core/ingest/Staging.h"
#include "core/store/RawTables.h"

#include <algorithm>
#include <set>

namespace lectern {

namespace {

bool isRaised(const Load& load)
{
    return load.state == "in force";
}

/// Deletes the rows of one load and reopens what it closed.
Result<void> takeBack(const Database& writer, const Load& load)
{
    const QString table = "raw_" + load.connector + "__" + load.entity;
    LECTERN_ASSIGN(Statement remove,
                   writer.prepare("DELETE FROM " + quoted(table) + " WHERE row_no BETWEEN ? AND ? AND feed_id = ?"));
    remove.bind(1, load.firstRow).bind(2, load.lastRow).bind(3, load.feedId);
    LECTERN_TRY(remove.run());
    LECTERN_ASSIGN(Statement reopen,
                   writer.prepare("UPDATE " + quoted(table) + " SET closed_by = NULL WHERE closed_by = ?"));
    reopen.bind(1, load.load);
    LECTERN_TRY(reopen.run());
    LECTERN_ASSIGN(Statement forget, writer.prepare("DELETE FROM quarantine WHERE load_id = ?"));
    forget.bind(1, load.load);
    LECTERN_TRY(forget.run());
    LECTERN_ASSIGN(Statement mark, writer.prepare("UPDATE load SET state = 'undone' WHERE load_id = ?"));
    mark.bind(1, load.load);
    LECTERN_TRY(mark.run());
    return bumpRawState(writer, table);
}

QString numbers(const std::vector<qint64>& loads)
{
    QStringList texts;
    for (const qint64 load : loads)
        texts << QString::number(load);
    return texts.join(", ");
}

/// Takes back the loads in `wanted` and, when allowed, what was built on them.
Result<std::vector<qint64>> takeBackAll(School& school, const std::set<qint64>& wanted, bool withLater)
{
    LECTERN_ASSIGN(Database * writer, school.writer());
    const std::scoped_lock lock(school.writerLock());
    LECTERN_TRY(sweepStaged(*writer)); // what an interrupted import left was decided by what is taken back now
    LECTERN_ASSIGN(const std::vector<Load> all, loads(*writer)); // newest first
    std::set<qint64> chosen = wanted;
    std::vector<qint64> later;
    for (const Load& load : all) {
        if (!isRaised(load) || wanted.contains(load.load))
            continue;
        const bool builds = std::ranges::any_of(all, [&](const Load& base) {
            return wanted.contains(base.load) && base.feedId == load.feedId && base.entity == load.entity &&
                   base.load < load.load;
        });
        if (builds) {
            later.push_back(load.load);
            chosen.insert(load.load);
        }
    }
    if (!later.empty() && !withLater) {
        std::ranges::sort(later);
        return failure("load.later", {}, {numbers({wanted.begin(), wanted.end()}), numbers(later)});
    }
    LECTERN_ASSIGN(Transaction transaction, Transaction::begin(*writer));
    std::vector<qint64> undone;
    for (const Load& load : all) {
        if (!chosen.contains(load.load))
            continue;
        LECTERN_TRY(takeBack(*writer, load));
        undone.push_back(load.load);
    }
    LECTERN_TRY(withdrawCorrections(*writer, undone));
    LECTERN_TRY(transaction.commit());
    return undone;
}

} // namespace

Result<std::vector<qint64>> undoLoad(School& school, qint64 load, bool withLater)
{
    LECTERN_ASSIGN(const Database* writer, school.writer());
    LECTERN_ASSIGN(const Load found, loadByNumber(*writer, load));
    if (!isRaised(found))
        return failure("load.undone", {}, {QString::number(load)});
    return takeBackAll(school, {load}, withLater);
}

Result<std::vector<qint64>> undoPackage(School& school, qint64 package, bool withLater)
{
    LECTERN_ASSIGN(const Database* writer, school.writer());
    LECTERN_ASSIGN(const std::vector<Load> all, loads(*writer));
    std::set<qint64> wanted;
    for (const Load& load : all)
        if (load.package == package && isRaised(load))
            wanted.insert(load.load);
    if (wanted.empty())
        return failure("load.undone", {}, {QString::number(package)});
    return takeBackAll(school, wanted, withLater);
}

} // namespace lectern
