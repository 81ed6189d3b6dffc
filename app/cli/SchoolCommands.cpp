/// new, settings, simulate: the school file itself, and made-up exports to fill one.
#include "app/cli/Command.h"
#include "app/cli/TextOutput.h"
#include "core/simulate/Simulator.h"
#include "core/store/Settings.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace lectern::cli {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("CommandLine", text);
}

Result<Answer> runNew(const Context& context)
{
    const QString path = context.arguments.first();
    LECTERN_TRY(requireFile(path));
    LECTERN_TRY(School::create(path, context.catalog().entities()));
    return Answer{.json = {{"school", path}}, .text = tr("Made the school %1.").arg(path) + '\n'};
}

/// "KEY=VALUE" as two texts; error "usage".
Result<std::pair<QString, QString>> assignment(const QString& text)
{
    const qsizetype at = text.indexOf('=');
    if (at < 1)
        return wrongUsage(tr("A setting is changed as KEY=VALUE, not \"%1\".").arg(text));
    return std::pair(text.left(at), text.mid(at + 1));
}

Result<void> decideAll(School& school, const QStringList& assignments, const QString& author)
{
    LECTERN_ASSIGN(Database* const writer, school.writer());
    const std::scoped_lock lock(school.writerLock());
    LECTERN_ASSIGN(Transaction transaction, Transaction::begin(*writer));
    for (const QString& text : assignments) {
        LECTERN_ASSIGN(const auto pair, assignment(text));
        LECTERN_TRY(decideSetting(*writer, pair.first, pair.second, author));
    }
    return transaction.commit();
}

Result<Answer> runSettings(const Context& context)
{
    LECTERN_ASSIGN(const auto school, context.school());
    if (context.arguments.size() > 1)
        LECTERN_TRY(decideAll(*school, context.arguments.mid(1), context.viewer.person));
    LECTERN_ASSIGN(const Database reader, school->reader());
    LECTERN_ASSIGN(const SettingValues values, settings(reader));
    QJsonObject object;
    QList<QStringList> rows;
    for (auto it = values.begin(); it != values.end(); ++it) {
        object[it.key()] = it.value();
        rows << QStringList{it.key(), it.value()};
    }
    return Answer{.json = {{"settings", object}}, .text = alignedText({tr("setting"), tr("value")}, rows)};
}

Result<Answer> runSimulate(const Context& context)
{
    if (!context.has("out"))
        return wrongUsage(tr("\"simulate\" needs --out DIR, the folder the exports are written to."));
    SimulateOptions options;
    options.folder = context.value("out");
    LECTERN_ASSIGN(const qint64 students, context.number("students", options.students, 1));
    LECTERN_ASSIGN(const qint64 days, context.number("days", options.days, 1));
    LECTERN_ASSIGN(const qint64 years, context.number("years", options.years, 1));
    LECTERN_ASSIGN(options.events, context.number("events", options.events, 0));
    LECTERN_ASSIGN(const qint64 seed, context.number("seed", qint64(options.seed), 0));
    constexpr qint64 most = 1'000'000;
    options.students = int(std::min(students, most));
    options.days = int(std::min(days, most));
    options.years = int(std::min(years, most));
    options.seed = quint64(seed);
    LECTERN_ASSIGN(const SimulateReport report,
                   simulate(options, context.console->progress(), context.console->cancel()));
    return Answer{.json = {{"files", QJsonArray::fromStringList(report.files)}, {"rows", report.rows}},
                  .text = report.files.join('\n') + '\n'};
}

} // namespace

QList<Command> schoolCommands()
{
    return {
        {.name = "new",
         .arguments = "SCHOOL",
         .summary = tr("Make an empty school. Refuses to overwrite."),
         .example = "new northside.lectern",
         .least = 1,
         .most = 1,
         .run = runNew},
        {.name = "settings",
         .arguments = "SCHOOL [KEY=VALUE...]",
         .summary = tr("Show or change time zone, calendar, thresholds and business rules."),
         .example = "settings northside.lectern time_zone=America/Chicago",
         .least = 1,
         .most = -1,
         .run = runSettings},
        {.name = "simulate",
         .summary = tr("Write the exports of a made-up school, as the real systems write them. Same seed, same bytes."),
         .example = "simulate --out exports --students 500 --seed 1",
         .options = {{"out", tr("Folder to write to; made if absent."), "DIR"},
                     {"students", tr("Students (500)."), "N"},
                     {"days", tr("Instructional days of a school year (180)."), "N"},
                     {"years", tr("School years (1)."), "N"},
                     {"events", tr("Learning events wanted; otherwise as the behaviour gives."), "N"},
                     {"seed", tr("Number the school is made from (1)."), "N"}},
         .run = runSimulate},
    };
}

} // namespace lectern::cli
