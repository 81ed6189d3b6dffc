/// layout: how tables that no connector knows are read: what the school has accepted, files to share, drafts. Thread: main.
#include "app/cli/Command.h"
#include "app/cli/TextOutput.h"
#include "core/ingest/LayoutBook.h"
#include "core/ingest/LayoutSuggestion.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSaveFile>
#include <algorithm>

namespace lectern::cli {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("CommandLine", text);
}

/// Never overwrites.
Result<void> writeNewFile(const QString& path, const QByteArray& bytes)
{
    if (QFileInfo::exists(path))
        return failure("file.exists", {.file = path});
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return failure("file.unwritable", {.file = path}, {}, file.errorString());
    return {};
}

QJsonObject jsonOf(const Layout& layout)
{
    return QJsonDocument::fromJson(layoutToJson(layout)).object();
}

/// The layout itself on standard output, or into the file `--out` names.
Result<Answer> handOut(const Context& context, const Layout& layout)
{
    if (!context.has("out"))
        return Answer{.json = jsonOf(layout), .text = QString::fromUtf8(layoutToJson(layout))};
    const QString path = context.value("out");
    LECTERN_TRY(writeNewFile(path, layoutToJson(layout)));
    return Answer{.json = {{"file", path}}, .text = path + '\n'};
}

Result<Answer> list(const Database& reader)
{
    LECTERN_ASSIGN(const std::vector<Layout> layouts, acceptedLayouts(reader));
    QJsonArray json;
    QList<QStringList> rows;
    for (const Layout& layout : layouts) {
        json << QJsonObject{{"name", layout.name}, {"target", layout.target()}, {"note", layout.note},
                            {"signature", QJsonArray::fromStringList(layout.signature)}};
        rows << QStringList{layout.name, layout.target(), layout.sources().join(", ")};
    }
    return Answer{.json = {{"layouts", json}}, .text = alignedText({tr("layout"), tr("target"), tr("reads")}, rows)};
}

Result<Source> oneSource(const QString& path)
{
    LECTERN_ASSIGN(const std::vector<Package> packages, packagesOf(path));
    if (packages.size() != 1 || packages.front().sources.size() != 1)
        return wrongUsage(tr("%1 holds several files; name one of them.").arg(path));
    return packages.front().sources.front();
}

/// The draft a person asked for: of the target they named, or the best there is.
Result<LayoutSuggestion> draft(const Context& context, const Source& source, const Database* reader)
{
    if (context.has("target")) {
        const QString target = context.value("target");
        const EntitySchema* entity = context.catalog().entity(target.section('.', 0, 0), target.section('.', 1));
        if (const ConnectorInfo* connector = context.catalog().info(target); connector && connector->table)
            entity = &*connector->table;
        if (!entity)
            return wrongUsage(tr("There is no \"%1\"; targets are written CONNECTOR.ENTITY, and \"connectors\" lists them.").arg(target));
        return suggestLayout(source, *entity, reader);
    }
    LECTERN_ASSIGN(std::vector<LayoutSuggestion> all, suggestLayouts(source, context.catalog(), reader));
    if (all.empty())
        return wrongUsage(tr("Nothing in %1 tells what it is; name a target with --target CONNECTOR.ENTITY.").arg(source.name()));
    return std::move(all.front());
}

Result<Answer> suggest(const Context& context)
{
    LECTERN_ASSIGN(const Source source, oneSource(context.value("suggest")));
    std::unique_ptr<School> school;
    std::optional<Database> reader;
    if (!context.arguments.isEmpty()) {
        LECTERN_ASSIGN(school, context.school());
        LECTERN_ASSIGN(reader, school->reader());
    }
    LECTERN_ASSIGN(const LayoutSuggestion made, draft(context, source, reader ? &*reader : nullptr));
    QJsonArray columns;
    QList<QStringList> rows;
    for (const ColumnSuggestion& column : made.columns) {
        columns << QJsonObject{{"header", column.header}, {"target", column.target}, {"part", column.part}, {"why", column.why}};
        rows << QStringList{column.header, column.target.isEmpty() ? tr("goes along") : column.target, column.why};
    }
    LECTERN_ASSIGN(Answer answer, handOut(context, made.layout));
    if (!context.has("out"))
        answer.json = {{"layout", jsonOf(made.layout)}};
    answer.json.insert("columns", columns);
    answer.json.insert("open", QJsonArray::fromStringList(made.open));
    answer.json.insert("confidence", made.confidence);
    answer.notes << alignedText({tr("column"), tr("becomes"), tr("why")}, rows).trimmed();
    if (!made.open.isEmpty())
        answer.notes << tr("Nothing was found for %1 of %2: name a column or a constant for it in the layout.")
                            .arg(made.open.join(", "), made.layout.target());
    if (!made.unclear.isEmpty())
        answer.notes << tr("Nobody can tell what these mean: %1. Write it into \"values\" of the layout; rows with them do not count.")
                            .arg(made.unclear.join(", "));
    return answer;
}

Result<Answer> runLayout(const Context& context)
{
    const QStringList verbs{"list", "export", "add", "remove", "suggest"};
    const auto given = std::ranges::count_if(verbs, [&](const QString& verb) { return context.has(verb); });
    if (given > 1)
        return wrongUsage(tr("\"layout\" does one thing at a time: --list, --export, --add, --remove or --suggest."));
    if (context.has("suggest"))
        return suggest(context);
    if (context.arguments.isEmpty())
        return wrongUsage(tr("Name the school whose layouts are meant; only --suggest goes without."));
    LECTERN_ASSIGN(const auto school, context.school());
    if (given == 0 || context.has("list") || context.has("export")) {
        LECTERN_ASSIGN(const Database reader, school->reader());
        if (!context.has("export"))
            return list(reader);
        LECTERN_ASSIGN(const Layout layout, acceptedLayout(reader, context.value("export")));
        return handOut(context, layout);
    }
    LECTERN_ASSIGN(const Database* writer, school->writer());
    const std::scoped_lock lock(school->writerLock());
    if (context.has("remove")) {
        LECTERN_TRY(withdrawLayout(*writer, context.value("remove"), context.viewer.person));
        return Answer{.json = {{"removed", context.value("remove")}},
                      .text = tr("Taken back: %1").arg(context.value("remove")) + '\n'};
    }
    LECTERN_ASSIGN(const Layout layout, readLayout(context.value("add")));
    LECTERN_TRY(checkLayout(layout, context.catalog(), context.value("add")));
    LECTERN_TRY(acceptLayout(*writer, layout, context.viewer.person));
    return Answer{.json = {{"layout", layout.name}, {"target", layout.target()}},
                  .text = tr("Accepted: %1 (%2)").arg(layout.name, layout.target()) + '\n'};
}

} // namespace

QList<Command> layoutCommands()
{
    return {
        {.name = "layout",
         .arguments = "[SCHOOL]",
         .summary = tr("Layouts say how a table that no connector knows is read: list, share, take up or draft them."),
         .example = "layout --suggest screener.xlsx --out screener.json",
         .least = 0,
         .most = 1,
         .options = {{"list", tr("The layouts the school has accepted (the default).")},
                     {"export", tr("Write this layout as JSON, to be shared."), "NAME"},
                     {"add", tr("Accept a layout somebody shared; files that fit it are read with it from now on."), "FILE"},
                     {"remove", tr("Take a layout back; what was loaded with it stays."), "NAME"},
                     {"suggest", tr("Draft a layout for this table; with SCHOOL also by what the school knows."), "FILE"},
                     {"target", tr("With --suggest: what the rows are, e.g. assessments.scores."), "T"},
                     {"out", tr("With --export and --suggest: the file to write (default: standard output)."), "FILE"}},
         .run = runLayout},
    };
}

} // namespace lectern::cli
