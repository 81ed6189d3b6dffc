/// import, connectors, loads, undo: what went into a school, and out again.
#include "app/cli/Command.h"
#include "app/cli/JsonOutput.h"
#include "app/cli/TextOutput.h"
#include "core/base/ErrorText.h"
#include "core/connector/LayoutTable.h"
#include "core/ingest/Importer.h"
#include "core/ingest/Mapping.h"
#include "core/ingest/Staging.h"
#include "core/store/ImportRoom.h"
#include "core/page/Alerts.h"
#include "core/store/Monitor.h"
#include "core/table/Source.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <algorithm>

namespace lectern::cli {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("CommandLine", text);
}

/// The school an import goes to: the file named, made if it is absent. What this call made and did not fill is taken
/// away again; a dry run into an absent school happens in a temporary folder.
class Target
{
public:
    [[nodiscard]] static Result<std::unique_ptr<Target>> open(const Context& context)
    {
        const QString path = context.arguments.first();
        LECTERN_TRY(requireFile(path));
        auto target = std::make_unique<Target>();
        if (QFileInfo::exists(path)) {
            LECTERN_ASSIGN(target->m_school, context.school());
            return target;
        }
        if (context.has("dry-run")) {
            target->m_folder = std::make_unique<QTemporaryDir>();
            LECTERN_ASSIGN(target->m_school,
                           School::create(target->m_folder->filePath("dry.lectern"), context.catalog().entities()));
            return target;
        }
        LECTERN_ASSIGN(target->m_school, School::create(path, context.catalog().entities()));
        target->m_made = path;
        return target;
    }

    ~Target()
    {
        m_school.reset(); // before its file goes
        if (!m_made.isEmpty())
            for (const char* suffix : {"", "-wal", "-shm", "-journal"})
                QFile::remove(m_made + QLatin1String(suffix));
    }

    [[nodiscard]] School& school() const { return *m_school; }
    /// The school stays.
    void keep() { m_made.clear(); }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<School> m_school;
    QString m_made; ///< path of the school this call made, until it is filled
};

Result<ImportOptions> importOptions(const Context& context)
{
    ImportOptions options;
    options.connector = context.value("connector");
    options.entity = context.value("entity");
    options.feed = context.value("feed");
    options.dryRun = context.has("dry-run");
    options.acceptClosures = context.has("accept-closures");
    options.acceptDrift = context.has("accept-drift");
    options.person = context.viewer.person;
    if (context.has("mapping")) {
        LECTERN_ASSIGN(options.mapping, readMapping(context.value("mapping")));
    }
    for (const QString& path : context.options.value("layout")) {
        LECTERN_ASSIGN(Layout layout, readLayout(path));
        LECTERN_TRY(checkLayout(layout, context.catalog(), path));
        options.layouts.push_back(std::move(layout));
    }
    if (!options.connector.isEmpty() && !context.catalog().info(options.connector))
        return wrongUsage(tr("There is no connector \"%1\"; \"connectors\" lists them.").arg(options.connector));
    if (!options.entity.isEmpty() && !std::ranges::any_of(context.catalog().entities(), [&](const EntitySchema* entity) {
            return entity->id == options.entity && (options.connector.isEmpty() || entity->connector == options.connector);
        }))
        return wrongUsage(tr("There is no entity \"%1\"; \"connectors\" lists them.").arg(options.entity));
    if (context.has("mode")) {
        options.mode = modeFromName(context.value("mode"));
        if (!options.mode)
            return wrongUsage(tr("--mode is snapshot, delta or append, not \"%1\".").arg(context.value("mode")));
    }
    return options;
}

/// 2 if the data was refused, 3 if no file could even be read.
int statusOfNothing(const ImportReport& report)
{
    const bool unreadable = !report.unrecognised.empty()
        && std::ranges::all_of(report.unrecognised, [](const Unrecognised& u) { return kindOf(u.error) == ErrorKind::Environment; });
    return unreadable ? int(ErrorKind::Environment) : int(ErrorKind::Refused);
}

QStringList loadHeaders()
{
    return {tr("load"),    tr("feed"),      tr("entity"), tr("source"),      tr("mode"),  tr("read"),
            tr("inserted"), tr("updated"), tr("unchanged"), tr("closed"), tr("quarantined"), tr("state")};
}

QStringList loadLine(const Load& load)
{
    const QString state = load.repeatOf > 0 ? tr("repeat of %1").arg(load.repeatOf) : load.state;
    QStringList line{QString::number(load.load), load.feed, load.connector + '.' + load.entity,
                     shortName(load.source), load.mode};
    for (const qint64 count : {load.rowsRead, load.inserted, load.updated, load.unchanged, load.closed, load.quarantined})
        line << QString::number(count);
    return line << state;
}

QString loadTable(const std::vector<Load>& loads)
{
    QList<QStringList> rows;
    for (const Load& load : loads)
        rows << loadLine(load);
    return alignedText(loadHeaders(), rows);
}

Answer importAnswer(const ImportReport& report, const QStringList& paths)
{
    Answer answer;
    QJsonArray unrecognised;
    QStringList notes;
    for (const Unrecognised& one : report.unrecognised) {
        const ErrorWords said = words(one.error);
        QJsonObject object = toJson(one.error);
        object["source"] = one.source;
        object["reason"] = said.message;
        unrecognised << object;
        notes << said.message + (said.remedy.isEmpty() ? QString() : ' ' + said.remedy);
    }
    answer.json = {{"loads", toJson(report.loads)},
                   {"unrecognised", unrecognised},
                   {"warnings", QJsonArray::fromStringList(QStringList(report.warnings.begin(), report.warnings.end()))}};
    for (const Load& load : report.loads)
        for (const QString& remark : load.remarks)
            notes << shortName(load.source) + ": " + remark;
    notes += QStringList(report.warnings.begin(), report.warnings.end());
    if (report.loads.empty() && !(report.corrections > 0 && report.unrecognised.empty())) {
        answer.status = statusOfNothing(report);
        const Error error = report.unrecognised.size() == 1
            ? report.unrecognised.front().error
            : Error{.code = "import.nothing", .where = {.file = paths.join(", ")}, .arguments = {}, .detail = {}, .cause = nullptr};
        answer.json["error"] = toJson(error);
        if (report.unrecognised.size() != 1)
            notes << words(error).message + ' ' + words(error).remedy;
    } else if (!report.loads.empty()) {
        answer.text = loadTable(report.loads);
    }
    answer.notes = notes;
    return answer;
}

Result<Answer> runImport(const Context& context)
{
    LECTERN_ASSIGN(const ImportOptions options, importOptions(context));
    LECTERN_ASSIGN(const auto target, Target::open(context));
    const QStringList paths = context.arguments.mid(1);
    LECTERN_ASSIGN(const QString scarce, roomForImport(target->school(), paths));
    if (!scarce.isEmpty())
        context.console->message(scarce);
    const auto imported = importPaths(target->school(), context.catalog(), paths, options, context.console->progress(),
                                      context.console->cancel());
    if (!imported) {
        // Cancelled means as before; after any other error the same import may go on where it stopped.
        if (const auto writer = target->school().writer(); writer && imported.error().code == "cancelled")
            LECTERN_TRY(sweepStaged(**writer));
        return failure(imported.error());
    }
    const ImportReport& report = *imported;
    Answer answer = importAnswer(report, paths);
    if (!report.loads.empty() && !options.dryRun) {
        target->keep();
        (void)writeCounts(target->school()); // how the file grew; an import does not fail because of it
        answer.notes += scheduledBackup(context, target->school());
    }
    return answer;
}

Result<Answer> runConnectors(const Context& context)
{
    Answer answer;
    QJsonArray list;
    for (const ConnectorInfo& connector : context.catalog().connectors()) {
        QJsonArray entities;
        QStringList titles;
        for (const EntitySchema& entity : connector.entities) {
            QJsonArray columns;
            for (const ColumnSchema& column : entity.columns)
                columns << QJsonObject{{"name", column.name}, {"privacy", privacyName(column.privacy)}, {"doc", column.doc}};
            entities << QJsonObject{{"entity", entity.id},
                                    {"title", entity.title},
                                    {"mode", modeName(entity.mode)},
                                    {"key", QJsonArray::fromStringList(entity.key)},
                                    {"scope", QJsonArray::fromStringList(entity.scope)},
                                    {"columns", columns}};
            titles << entity.id;
        }
        list << QJsonObject{{"connector", connector.id},
                            {"name", connector.name},
                            {"version", connector.version},
                            {"recognises", connector.recognises},
                            {"capabilities", QJsonArray::fromStringList(connector.capabilities)},
                            {"entities", entities}};
        answer.text += connector.id + " (" + connector.name + ' ' + connector.version + ")\n  " + connector.recognises + "\n  "
            + tr("entities: %1").arg(titles.join(", ")) + "\n\n";
    }
    answer.json = {{"connectors", list}};
    return answer;
}

Result<Answer> runLoads(const Context& context)
{
    LECTERN_ASSIGN(const auto school, context.school());
    LECTERN_ASSIGN(const Database reader, school->reader());
    LECTERN_ASSIGN(const std::vector<Load> all, loads(reader));
    LECTERN_ASSIGN(const AlertFacts facts, alertFacts(reader));
    return Answer{.json = {{"loads", toJson(all)}, {"alerts", toJson(alertsOf(facts))}},
                  .text = loadTable(all)};
}

Result<Answer> runUndo(const Context& context)
{
    const QString named = context.has("package") ? context.value("package") : context.arguments.value(1);
    if (context.has("package") == (context.arguments.size() == 2))
        return wrongUsage(tr("\"undo\" takes either the number of a load or --package P."));
    bool ok = false;
    const qint64 number = named.toLongLong(&ok);
    if (!ok || number < 1)
        return wrongUsage(tr("\"%1\" is not the number of a load or package; \"loads\" lists them.").arg(named));
    LECTERN_ASSIGN(const auto school, context.school());
    const bool withLater = context.has("with-later");
    LECTERN_ASSIGN(const std::vector<qint64> undone, context.has("package") ? undoPackage(*school, number, withLater)
                                                                            : undoLoad(*school, number, withLater));
    QJsonArray list;
    QStringList numbers;
    for (const qint64 load : undone) {
        list << load;
        numbers << QString::number(load);
    }
    return Answer{.json = {{"undone", list}}, .text = tr("Taken back: %1").arg(numbers.join(", ")) + '\n'};
}

} // namespace

QList<Command> loadCommands()
{
    return {
        {.name = "import",
         .arguments = "SCHOOL PATH...",
         .summary = tr("Recognise each file, folder or zip by its content and load it. Makes the school if absent."),
         .example = "import northside.lectern exports attendance.csv",
         .least = 2,
         .most = -1,
         .options = {{"connector", tr("Read the files with this connector."), "ID"},
                     {"entity", tr("Read the files as this entity."), "E"},
                     {"feed", tr("Name of the feed; a new name makes a new feed."), "NAME"},
                     {"mapping", tr("JSON file that says what headers mean: {\"columns\": {\"their header\": \"our column\"}}."), "FILE"},
                     {"layout", tr("JSON file that says how tables no connector knows are read; remembered. May be given several times."), "FILE"},
                     {"mode", tr("snapshot, delta or append."), "MODE"},
                     {"dry-run", tr("Count everything, change nothing.")},
                     {"accept-drift", tr("Go on although columns are missing or have other names; it is remembered.")},
                     {"accept-closures", tr("Close rows the files no longer list, however many.")}},
         .run = runImport},
        {.name = "connectors",
         .summary = tr("List the connectors, what they recognise and their entities."),
         .example = "connectors",
         .run = runConnectors},
        {.name = "loads",
         .arguments = "SCHOOL",
         .summary = tr("List what was loaded, newest first."),
         .example = "loads northside.lectern --json",
         .least = 1,
         .most = 1,
         .run = runLoads},
        {.name = "undo",
         .arguments = "SCHOOL [LOAD]",
         .summary = tr("Take a load or a whole package back."),
         .example = "undo northside.lectern 12 --with-later",
         .least = 1,
         .most = 2,
         .options = {{"package", tr("Take back what was imported together as this package."), "P"},
                     {"with-later", tr("Take the later loads of the same feed and entity back, too.")}},
         .run = runUndo},
    };
}

} // namespace lectern::cli
