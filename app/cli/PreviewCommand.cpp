/// preview: the table of a file as the importer understands it, and why. Needs no school. Thread: main.
#include "app/cli/Command.h"
#include "app/cli/TextOutput.h"
#include "core/base/ErrorText.h"
#include "core/connector/LayoutTable.h"
#include "core/table/TablePreview.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonArray>
#include <cstdio>

namespace lectern::cli {

namespace {

constexpr qint64 shownRows = 20;
constexpr qint64 measuredRows = 1000; // columns are as wide as these need; further rows are printed one by one
constexpr int widestCell = 40;        // characters of a cell on the screen

QString tr(const char* text)
{
    return QCoreApplication::translate("CommandLine", text);
}

/// Rows asked for; -1 = all.
Result<qint64> rowsWanted(const Context& context)
{
    if (context.value("rows") == "all")
        return -1;
    return context.number("rows", shownRows, 0);
}

Result<Source> sourceOf(const QString& path)
{
    LECTERN_ASSIGN(const std::vector<Package> packages, packagesOf(path));
    std::vector<Source> sources;
    for (const Package& package : packages)
        sources.insert(sources.end(), package.sources.begin(), package.sources.end());
    if (sources.size() != 1)
        return wrongUsage(tr("%1 holds %2 files; preview takes one table at a time. Unpack it, or name one of its files.")
                              .arg(path, QString::number(sources.size())));
    return sources.front();
}

/// Writes rows as RFC 4180 with plain newlines, in blocks.
class CsvWriter
{
public:
    template <class Cells>
    void row(const Cells& cells)
    {
        bool first = true;
        for (const auto& cell : cells) {
            if (!first)
                m_text += ',';
            // A row of one empty cell would read as a blank line.
            if (first && cell.empty() && std::size(cells) == 1)
                m_text += "\"\"";
            first = false;
            const std::string_view text(cell);
            if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
                m_text += text;
                continue;
            }
            m_text += '"';
            for (const char c : text) {
                if (c == '"')
                    m_text += '"';
                m_text += c;
            }
            m_text += '"';
        }
        m_text += '\n';
        if (m_text.size() > 256 * 1024)
            m_good = flush();
    }

    /// False if standard output took not everything (a full disk, a closed pipe).
    [[nodiscard]] bool flush()
    {
        m_good = m_good && std::fwrite(m_text.data(), 1, m_text.size(), stdout) == m_text.size();
        m_text.clear();
        return m_good;
    }

private:
    std::string m_text;
    bool m_good = true;
};

/// Prints the table itself, row by row.
Result<Answer> printCsv(OpenedTable& table, qint64 wanted, const Context& context, const QString& file)
{
    CsvWriter writer;
    if (!table.header.isEmpty()) {
        std::vector<std::string> header;
        for (const QString& name : table.header)
            header.push_back(name.toStdString());
        writer.row(header);
    }
    qint64 rows = 0;
    for (; wanted < 0 || rows < wanted; ++rows) {
        if (rows % 4096 == 0 && context.console->cancel().raised())
            return failure("cancelled");
        Result<bool> more = table.rows->next();
        if (!more) {
            (void)writer.flush();
            return failure(std::move(more).error());
        }
        if (!*more)
            break;
        writer.row(table.rows->cells());
    }
    if (!writer.flush())
        return failure("file.unwritable", {tr("standard output")});
    Answer answer;
    if (table.header.isEmpty())
        answer.notes << tr("%1 has no header; the rows are printed without one.").arg(file);
    answer.notes << table.rows->remarks();
    return answer;
}

struct Recognised
{
    QString connector;
    QString entity;
    QString why;
};

/// Which connector would import the file: the most confident one.
Recognised recognised(const Source& source, const Context& context)
{
    Recognised best;
    double confidence = 0;
    const Package package{source.path, {source}};
    for (const ConnectorInfo& info : context.catalog().connectors()) {
        const Result<const Connector*> connector = context.catalog().plugin(info.id);
        if (!connector)
            continue;
        const Result<std::vector<Found>> found = (*connector)->discover(package, context.console->cancel());
        if (!found)
            continue;
        for (const Found& one : *found)
            if (one.confidence > confidence) {
                confidence = one.confidence;
                best = {info.id, one.entity, one.why};
            }
    }
    return best;
}

QJsonObject jsonOf(const TablePreview& preview, const Recognised& known)
{
    QJsonObject dialect = preview.dialect;
    dialect["format"] = preview.format;
    QJsonArray headerRows;
    for (const qint64 row : preview.headerRows)
        headerRows << row;
    dialect["header_rows"] = headerRows;
    if (!preview.sheets.isEmpty()) {
        dialect["sheets"] = QJsonArray::fromStringList(preview.sheets);
        dialect["sheet"] = preview.sheet;
    }
    QJsonArray reasons;
    for (const Finding& finding : preview.findings)
        reasons << QJsonObject{{"what", finding.what}, {"value", finding.value}, {"why", finding.why}};
    dialect["reasons"] = reasons;
    QJsonArray columns;
    for (const TableColumn& column : preview.columns)
        columns << QJsonObject{{"name", column.name},
                               {"type", columnKindName(column.type.kind)},
                               {"format", column.type.format},
                               {"why", column.type.why},
                               {"damage", QJsonArray::fromStringList(column.type.damage)},
                               {"filled", column.type.filled},
                               {"missing", column.type.missing}};
    QJsonArray rows;
    for (const PreviewRow& row : preview.rows)
        rows << QJsonArray::fromStringList(row.cells);
    const auto orNull = [](const QString& text) { return text.isEmpty() ? QJsonValue() : QJsonValue(text); };
    return {{"dialect", dialect},
            {"columns", columns},
            {"rows", rows},
            {"row_count", preview.count},
            {"row_count_exact", preview.exact},
            {"remarks", QJsonArray::fromStringList(preview.remarks)},
            {"connector", orNull(known.connector)},
            {"entity", orNull(known.entity)},
            {"recognised_by", orNull(known.why)}};
}

QString shortened(QString cell)
{
    cell.replace('\n', ' ').replace('\r', ' ').replace('\t', ' ');
    return cell.size() > widestCell ? cell.left(widestCell - 1) + QChar(0x2026) : cell;
}

Result<void> printPart(const QString& text)
{
    const QByteArray bytes = text.toUtf8();
    if (std::fwrite(bytes.constData(), 1, std::size_t(bytes.size()), stdout) != std::size_t(bytes.size()))
        return failure("file.unwritable", {tr("standard output")});
    return {};
}

/// What was understood: the facts, and the columns with their types.
QString understood(const TablePreview& preview, const Recognised& known)
{
    QList<QStringList> facts;
    facts << QStringList{tr("format"), preview.format, {}};
    for (const Finding& finding : preview.findings)
        facts << QStringList{finding.what, finding.value, finding.why};
    const QString count = preview.exact ? QString::number(preview.count) : tr("about %1").arg(preview.count);
    facts << QStringList{tr("rows"), count, preview.exact ? QString() : tr("estimated from the first ones; --rows all counts them")};
    facts << QStringList{tr("connector"), known.connector.isEmpty() ? tr("none") : known.connector + " / " + known.entity,
                         known.connector.isEmpty() ? tr("no connector recognises this table") : known.why};
    QList<QStringList> columns;
    for (const TableColumn& column : preview.columns) {
        QString kind = columnKindName(column.type.kind);
        if (!column.type.format.isEmpty())
            kind += " (" + column.type.format + ')';
        columns << QStringList{shortened(column.name), kind, (QStringList(column.type.why) + column.type.damage).join(". ")};
    }
    return alignedText({}, facts) + '\n' + alignedText({tr("column"), tr("type"), tr("why")}, columns) + '\n';
}

QStringList shortened(const QStringList& cells)
{
    QStringList texts;
    for (const QString& cell : cells)
        texts << shortened(cell);
    return texts;
}

/// What was understood, and the rows; those beyond the measured ones as they are read.
Result<Answer> printText(const Source& source, const TableChoice& choice, qint64 wanted, const std::optional<Recognised>& byLayout,
                         const Context& context)
{
    const Cancel& cancel = context.console->cancel();
    PreviewLimits limits{.rows = wanted < 0 ? measuredRows : std::min(wanted, measuredRows)};
    if (wanted < 0)
        limits.countedBytes = std::numeric_limits<qint64>::max();
    LECTERN_ASSIGN(const TablePreview preview, previewTable(source, choice, limits, cancel));
    QStringList names;
    for (const TableColumn& column : preview.columns)
        names << shortened(column.name);
    QList<QStringList> first;
    for (const PreviewRow& row : preview.rows)
        first << shortened(row.cells);
    const AlignedColumns columns(names, first);
    QString text = understood(preview, byLayout ? *byLayout : recognised(source, context)) + columns.head();
    for (const QStringList& row : first)
        text += columns.line(row);
    if ((wanted < 0 || wanted > measuredRows) && qint64(first.size()) == measuredRows) {
        LECTERN_ASSIGN(OpenedTable table, openTable(source, choice));
        for (qint64 row = 0; wanted < 0 || row < wanted; ++row) {
            if (row % 4096 == 0 && cancel.raised())
                return failure("cancelled");
            LECTERN_ASSIGN(const bool more, table.rows->next());
            if (!more)
                break;
            if (row < measuredRows)
                continue;
            QStringList cells;
            for (const std::string_view cell : table.rows->cells())
                cells << shortened(QString::fromUtf8(cell.data(), qsizetype(cell.size())));
            text += columns.line(cells);
            if (text.size() > 256 * 1024)
                LECTERN_TRY(printPart(std::exchange(text, {})));
        }
    }
    if (!preview.remarks.isEmpty())
        text += '\n' + preview.remarks.join('\n') + '\n';
    return Answer{.json = {}, .text = text};
}

Result<Answer> runPreview(const Context& context)
{
    LECTERN_ASSIGN(const qint64 wanted, rowsWanted(context));
    TableChoice choice;
    if (context.has("sheet")) {
        LECTERN_ASSIGN(const qint64 sheet, context.number("sheet", 0, 0));
        choice.sheet = int(std::min<qint64>(sheet, 100000));
    }
    LECTERN_ASSIGN(Source source, sourceOf(context.arguments.first()));
    std::optional<Recognised> byLayout;
    if (context.has("layout")) {
        LECTERN_ASSIGN(const Layout layout, readLayout(context.value("layout")));
        if (!layout.entity.isEmpty())
            byLayout = Recognised{layout.connector, layout.entity, tr("the layout \"%1\" says so").arg(layout.name)};
        LECTERN_TRY(checkLayout(layout, context.catalog(), context.value("layout")));
        LECTERN_ASSIGN(source, laidOut(source, layout));
    }
    if (context.has("csv")) {
        LECTERN_ASSIGN(OpenedTable table, openTable(source, choice));
        return printCsv(table, wanted, context, source.name());
    }
    if (!context.json)
        return printText(source, choice, wanted, byLayout, context);
    LECTERN_ASSIGN(const TablePreview preview, previewTable(source, choice, {.rows = wanted}, context.console->cancel()));
    return Answer{.json = jsonOf(preview, byLayout ? *byLayout : recognised(source, context))};
}

} // namespace

QList<Command> previewCommands()
{
    return {
        {.name = "preview",
         .arguments = "FILE",
         .summary = tr("Show a table as the importer understands it: dialect, header, types, and why."),
         .example = "preview marks.csv --rows 5",
         .least = 1,
         .most = 1,
         .options = {{"rows", tr("Rows to show: a number or \"all\" (default: 20)."), "N"},
                     {"sheet", tr("Which sheet or table of the file, from 0."), "N"},
                     {"layout", tr("Show the rows a layout makes of the file."), "FILE"},
                     {"csv", tr("Print the table alone: header first, without preamble, footer and empty rows.")}},
         .run = runPreview},
    };
}

} // namespace lectern::cli
