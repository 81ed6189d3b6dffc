/// The load log: which file was loaded when, into which feed, with what outcome.
#pragma once

#include "core/store/Database.h"
#include "core/table/EntitySchema.h"

#include <QStringList>
#include <vector>

namespace lectern {

struct Load
{
    qint64 load = 0;      ///< number of the load
    qint64 feedId = 0;
    QString feed;         ///< name of the feed
    QString connector;
    QString entity;
    QString source;       ///< path, with "/member" for a zip
    qint64 bytes = 0;     ///< size of the source, unpacked
    QString sha256;
    qint64 package = 0;
    QStringList scope;    ///< scope values the file named; empty = the whole feed
    QString mode;
    QString mapping;      ///< how the source was read: connector version, order of dates, time zone
    QString person;       ///< who imported
    QString state;        ///< "in force", "undone", "repeat", "failed"; "staged" while its import runs
    qint64 repeatOf = 0;  ///< load repeated, 0 = none
    qint64 firstRow = 0;  ///< range of row_no the load owns: [firstRow, lastRow]; empty if last < first
    qint64 lastRow = -1;
    qint64 rowsRead = 0, inserted = 0, updated = 0, unchanged = 0, closed = 0, quarantined = 0;
    qint64 startedMs = 0; ///< UTC
    qint64 finishedMs = 0; ///< UTC
    double seconds = 0;
    QStringList remarks;
    QString base;         ///< of a staged load: what its table was when it began
    QString errorCode;    ///< why it failed; empty = it did not
    qint64 errorRow = 0;
    QString errorColumn;
    QStringList errorArguments;
};

/// All loads, newest first, without those of an import that has not ended.
[[nodiscard]] Result<std::vector<Load>> loads(const Database& database);
/// Loads of imports that have not ended, oldest first.
[[nodiscard]] Result<std::vector<Load>> stagedLoads(const Database& database);
/// One load. Error "load.unknown".
[[nodiscard]] Result<Load> loadByNumber(const Database& database, qint64 number);

struct QuarantinedRow
{
    qint64 load = 0;
    QString source;
    QString entity;
    qint64 row = 0;        ///< record number in the source
    QString column;
    QString reason;        ///< code, see reasonWords()
    QStringList arguments; ///< the first is the value as it came
    QString rowJson;       ///< the row as it came, without `never` columns
    qint64 id = 0;         ///< of the refused row, never used twice
    qint64 feedId = 0;
    QString connector = {};
};

/// A list as it is kept in one column: a JSON array of strings.
[[nodiscard]] QString listText(const QStringList& list);

/// Rows that were refused by loads in force and not corrected since, newest load first, by row.
[[nodiscard]] Result<std::vector<QuarantinedRow>> quarantine(const Database& database, qint64 limit = -1);

} // namespace lectern
