/// quarantine, correct: rows that were refused, as a list or as files a person can mend; and mending one.
#include "app/cli/Command.h"
#include "app/cli/JsonOutput.h"
#include "app/cli/TextOutput.h"
#include "core/base/ErrorText.h"
#include "core/ingest/CorrectionFile.h"
#include "core/table/Source.h"

#include <QCoreApplication>
#include <QDir>
#include <QSaveFile>
#include <algorithm>
#include <set>

namespace lectern::cli {

namespace {

QString tr(const char* text, int n = -1)
{
    return QCoreApplication::translate("CommandLine", text, nullptr, n);
}

QString kindOfRow(const QuarantinedRow& row)
{
    return row.connector + '.' + row.entity;
}

/// The rows --load, --reason and --entity leave.
Result<std::vector<QuarantinedRow>> chosenRows(const Context& context, const Database& reader)
{
    LECTERN_ASSIGN(const qint64 load, context.number("load", 0, 1));
    LECTERN_ASSIGN(std::vector<QuarantinedRow> rows, quarantine(reader));
    const QString reason = context.value("reason");
    const QString entity = context.value("entity");
    std::erase_if(rows, [&](const QuarantinedRow& row) {
        return (load > 0 && row.load != load) || (!reason.isEmpty() && row.reason != reason) ||
               (!entity.isEmpty() && row.entity != entity && kindOfRow(row) != entity);
    });
    return rows;
}

Result<void> writeFile(const QString& path, const QByteArray& bytes)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return failure("file.unwritable", {.file = path}, {}, file.errorString());
    return {};
}

/// One file per kind of row into the folder `--out` names.
Result<Answer> writeFiles(const Context& context, const Database& reader, const std::vector<QuarantinedRow>& rows)
{
    const QDir folder(context.value("out"));
    if (!folder.mkpath(QStringLiteral(".")))
        return failure("file.unwritable", {.file = folder.path()});
    LECTERN_ASSIGN(const std::vector<CorrectionCsv> made, correctionFiles(reader, context.catalog(), rows));
    Answer answer;
    QJsonArray files;
    for (const CorrectionCsv& file : made) {
        const QString path = folder.filePath(file.name);
        LECTERN_TRY(writeFile(path, file.bytes));
        files << QJsonObject{{"file", path}, {"entity", file.kind}, {"rows", file.rows}};
        answer.text += path + '\n';
    }
    answer.json = {{"files", files}};
    return answer;
}

Result<Answer> runQuarantine(const Context& context)
{
    if (context.has("out") && !context.has("csv"))
        return wrongUsage(tr("--out goes with --csv."));
    LECTERN_ASSIGN(const auto school, context.school());
    LECTERN_ASSIGN(const Database reader, school->reader());
    LECTERN_ASSIGN(const std::vector<QuarantinedRow> refused, chosenRows(context, reader));
    if (context.has("csv")) {
        if (context.has("out"))
            return writeFiles(context, reader, refused);
        std::set<QString> kinds;
        for (const QuarantinedRow& row : refused)
            kinds.insert(kindOfRow(row));
        if (kinds.size() > 1)
            return wrongUsage(tr("A file holds one kind of row; there are %1. Choose one with --entity, or name a folder with --out.")
                                  .arg(QStringList(kinds.begin(), kinds.end()).join(", ")));
        LECTERN_ASSIGN(const QByteArray csv, correctionFile(reader, context.catalog(), refused));
        return Answer{.json = {{"csv", QString::fromUtf8(csv)}}, .text = QChar(0xfeff) + QString::fromUtf8(csv)}; // reading UTF-8 drops the mark
    }
    QJsonArray list;
    QList<QStringList> rows;
    for (const QuarantinedRow& row : refused) {
        list << toJson(row);
        rows << QStringList{QString::number(row.load), shortName(row.source), QString::number(row.row),
                            row.column, reasonWords(row.reason, row.arguments)};
    }
    return Answer{.json = {{"rows", list}},
                  .text = alignedText({tr("load"), tr("source"), tr("row"), tr("column"), tr("reason")}, rows)};
}

Result<Answer> runCorrect(const Context& context)
{
    const auto number = [&](int at, const QString& what) -> Result<qint64> {
        bool ok = false;
        const qint64 value = context.arguments.value(at).toLongLong(&ok);
        if (!ok || value < 1)
            return wrongUsage(tr("\"%1\" is not the number of a %2.").arg(context.arguments.value(at), what));
        return value;
    };
    LECTERN_ASSIGN(const qint64 load, number(1, tr("load")));
    LECTERN_ASSIGN(const qint64 row, number(2, tr("row")));
    CorrectionOrder order;
    order.alike = context.has("alike");
    for (const QString& pair : context.arguments.mid(3)) {
        const qsizetype equals = pair.indexOf('=');
        if (equals < 1)
            return wrongUsage(tr("\"%1\" is not COLUMN=VALUE.").arg(pair));
        order.cells.insert(pair.left(equals), pair.mid(equals + 1));
    }
    LECTERN_ASSIGN(const auto school, context.school());
    {
        LECTERN_ASSIGN(const Database reader, school->reader());
        LECTERN_ASSIGN(const std::vector<QuarantinedRow> waiting, waitingRows(reader, load, row));
        if (waiting.empty())
            return failure("correction.unknown", {}, {tr("%1 of load %2").arg(row).arg(load)});
        order.id = waiting.front().id;
    }
    LECTERN_ASSIGN(const CorrectionOutcome outcome, correctRows(*school, context.catalog(), {order}, context.viewer.person,
                                                                false, context.console->cancel()));
    QStringList still;
    for (const StillRefused& one : outcome.still)
        still << words(one);
    if (outcome.corrected == 0)
        return failure("correction.refused", {}, {still.join("; ")});
    return Answer{.json = {{"corrected", outcome.corrected},
                           {"loads", toJson(outcome.loads)},
                           {"still_refused", QJsonArray::fromStringList(still)}},
                  .text = tr("%n row(s) corrected.", int(outcome.corrected)) + '\n',
                  .notes = still};
}

} // namespace

QList<Command> quarantineCommands()
{
    return {
        {.name = "quarantine",
         .arguments = "SCHOOL",
         .summary = tr("List the rows that were refused, and why; or save them to be corrected and imported again."),
         .example = "quarantine northside.lectern --csv --out refused",
         .least = 1,
         .most = 1,
         .options = {{"csv", tr("The rows as a CSV file to correct in a spreadsheet; import it to have them tried again.")},
                     {"out", tr("With --csv: write one file per kind of row into this folder."), "DIR"},
                     {"load", tr("Only rows of this load."), "N"},
                     {"reason", tr("Only rows refused for this reason, e.g. not_a_date."), "CODE"},
                     {"entity", tr("Only rows of this entity."), "E"}},
         .run = runQuarantine},
        {.name = "correct",
         .arguments = "SCHOOL LOAD ROW COLUMN=VALUE...",
         .summary = tr("Correct cells of a refused row and try the row again, as a load of its own."),
         .example = "correct northside.lectern 12 7 birthDate=2014-03-09",
         .least = 4,
         .most = -1,
         .options = {{"alike", tr("Also every row refused for the same value in the same column.")}},
         .run = runCorrect},
    };
}

} // namespace lectern::cli
