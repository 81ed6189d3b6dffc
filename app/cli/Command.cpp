#include "app/cli/Command.h"

#include "core/base/ErrorText.h"
#include "core/store/Backup.h"

#include <QCoreApplication>
#include <QDateTime>

namespace lectern::cli {

Result<qint64> Context::number(const QString& option, qint64 fallback, qint64 low) const
{
    if (!has(option))
        return fallback;
    bool ok = false;
    const qint64 number = value(option).toLongLong(&ok);
    if (!ok || number < low)
        return wrongUsage(QCoreApplication::translate("CommandLine", "--%1 takes a whole number from %2, not \"%3\".")
                              .arg(option, QString::number(low), value(option)));
    return number;
}

Result<std::optional<Day>> Context::day(const QString& option) const
{
    if (!has(option))
        return std::nullopt;
    if (const auto day = dayFromIso(value(option).toStdString()))
        return day;
    return wrongUsage(QCoreApplication::translate("CommandLine", "--%1 takes a date as YYYY-MM-DD, not \"%2\".")
                          .arg(option, value(option)));
}

const ConnectorCatalog& Context::catalog() const
{
    if (!m_catalog) {
        m_catalog = ConnectorCatalog::load();
        for (const Error& problem : m_catalog->problems())
            console->message(words(problem).message);
    }
    return *m_catalog;
}

Result<void> requireFile(const QString& school)
{
    if (school.contains("://"))
        return failure("store.not_supported", {.file = school});
    return {};
}

Result<Database> goldReader(const School& school)
{
    LECTERN_ASSIGN(Database reader, school.reader());
    LECTERN_ASSIGN(const qint64 built, reader.integer("SELECT count(*) FROM sqlite_schema WHERE name = 'agg_clock'"));
    if (built == 0)
        return failure("gold.missing", {.file = school.path()});
    return reader;
}

Result<std::unique_ptr<School>> Context::school() const
{
    LECTERN_TRY(requireFile(arguments.value(0)));
    LECTERN_ASSIGN(auto school, School::open(arguments.value(0), catalog().entities()));
    if (!school->remark().isEmpty())
        console->message(school->remark());
    return school;
}

QStringList scheduledBackup(const Context& context, const School& school)
{
    const auto work = [&]() -> Result<std::optional<Backup>> {
        LECTERN_ASSIGN(const Database reader, school.reader());
        return backUpIfDue(reader, QDateTime::currentMSecsSinceEpoch(), context.console->progress(), context.console->cancel());
    };
    const auto made = work();
    if (!made)
        return {QCoreApplication::translate("CommandLine", "The backup that was due could not be made: %1").arg(words(made.error()).message), words(made.error()).remedy};
    return *made ? QStringList(QCoreApplication::translate("CommandLine", "Backed up: %1").arg((*made)->path)) : QStringList();
}

const QList<Command>& commands()
{
    static const QList<Command> all =
        schoolCommands() + loadCommands() + previewCommands() + layoutCommands() + quarantineCommands() + buildCommands() + metricCommands() +
        pageCommands() + healthCommands() + backupCommands();
    return all;
}

const Command* command(const QString& name)
{
    for (const Command& candidate : commands())
        if (candidate.name == name)
            return &candidate;
    return nullptr;
}

} // namespace lectern::cli
