#include "tests/bench/Workshop.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <cstdio>

namespace lectern::bench {

namespace {

constexpr const char* sideFiles[] = {"", "-wal", "-shm", "-journal"};

Counts sum(const QJsonArray& loads)
{
    Counts counts;
    for (const QJsonValue& value : loads) {
        const QJsonObject load = value.toObject();
        if (counts.loads++ == 0)
            counts.first = load["load"].toInteger();
        counts.read += load["rows_read"].toInteger();
        counts.inserted += load["inserted"].toInteger();
        counts.updated += load["updated"].toInteger();
        counts.unchanged += load["unchanged"].toInteger();
        counts.closed += load["closed"].toInteger();
        counts.quarantined += load["quarantined"].toInteger();
    }
    return counts;
}

} // namespace

QString Counts::words() const
{
    return QString("%1 load(s), read %2, inserted %3, updated %4, unchanged %5, closed %6, quarantined %7")
        .arg(loads).arg(read).arg(inserted).arg(updated).arg(unchanged).arg(closed).arg(quarantined);
}

QJsonObject Counts::json() const
{
    return {{"loads", loads},         {"rows_read", read}, {"inserted", inserted},      {"updated", updated},
            {"unchanged", unchanged}, {"closed", closed},  {"quarantined", quarantined}};
}

void Workshop::say(const QString& sentence) const
{
    if (!m_options.quiet)
        std::fprintf(stderr, "%s\n", qPrintable(sentence));
}

Outcome<ChildRun> Workshop::cli(const QStringList& words) const
{
    return runChild(m_options.folder, m_options.cli, words);
}

Outcome<ChildRun> Workshop::import(const QString& school, const QString& file, const QStringList& words, const Counts& expected,
                                   Counts* counts) const
{
    LECTERN_ASSIGN(ChildRun run, cli(QStringList{"import", school, file, "--json"} + words));
    const QJsonObject said = QJsonDocument::fromJson(run.output).object();
    Counts found = sum(said["loads"].toArray());
    if (counts)
        *counts = found;
    found.first = expected.first;
    if (found != expected)
        return trouble(Status::WrongCount, QString("import %1 %2: expected %3; got %4").arg(file, words.join(' '), expected.words(), found.words()));
    if (!said["unrecognised"].toArray().isEmpty())
        return trouble(Status::WrongCount, QString("import %1: something was not recognised: %2").arg(file, QString::fromUtf8(run.output.left(600))));
    run.output.clear();
    return run;
}

Outcome<ChildRun> Workshop::sqlite(const QString& database, const QStringList& commands) const
{
    // An empty start-up file: a person's own ~/.sqliterc must not change what is measured.
    return runChild(m_options.folder, "sqlite3", QStringList{"-batch", "-bail", "-init", "/dev/null", database} + commands);
}

Outcome<void> Workshop::expectRows(const QString& database, const QString& table, qint64 rows) const
{
    LECTERN_ASSIGN(const ChildRun run, sqlite(database, {QString("SELECT count(*) FROM %1").arg(table)}));
    if (run.output.trimmed() != QByteArray::number(rows))
        return trouble(Status::WrongCount, QString("%1 of %2 holds %3 rows, not %4").arg(table, database, QString::fromUtf8(run.output.trimmed())).arg(rows));
    return {};
}

Outcome<ChildRun> Workshop::rivalImport(const QString& file, const QStringList& columns, qint64 rows) const
{
    removeDatabase(rivalDatabase);
    LECTERN_ASSIGN(const ChildRun run, sqlite(rivalDatabase, {QString("CREATE TABLE bare (\"%1\")").arg(columns.join("\", \"")), ".mode csv",
                                                              QString(".import --skip 1 \"%1\" bare").arg(file)}));
    LECTERN_TRY(expectRows(rivalDatabase, "bare", rows));
    return run;
}

qint64 Workshop::databaseBytes(const QString& name) const
{
    qint64 bytes = 0;
    for (const char* side : sideFiles)
        bytes += QFileInfo(path(name) + side).size();
    return bytes;
}

void Workshop::removeDatabase(const QString& name) const
{
    for (const char* side : sideFiles)
        QFile::remove(path(name) + side);
}

} // namespace lectern::bench
