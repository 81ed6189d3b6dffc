/// See CorrectionFile.h.
#include "core/ingest/CorrectionFile.h"

#include "core/base/ErrorText.h"
#include "core/table/CsvReader.h"
#include "core/table/Header.h"
#include "core/table/TableHead.h"
#include "core/table/TextForcing.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <algorithm>
#include <map>

namespace lectern {

namespace {

const QString loadMark = QStringLiteral("#load");
const QString rowMark = QStringLiteral("#row");
constexpr int mostRowsSaid = 5; // rows still at fault that are named one by one

QString tr(const char* text, int n = -1)
{
    return QCoreApplication::translate("CorrectionFile", text, nullptr, n);
}

QString csvCell(QString cell)
{
    const bool special = std::ranges::any_of(cell, [](QChar c) { return c == ',' || c == '"' || c == '\n' || c == '\r'; });
    return special ? '"' + cell.replace('"', "\"\"") + '"' : cell;
}

void addLine(QByteArray& csv, QStringList cells)
{
    std::ranges::transform(cells, cells.begin(), csvCell);
    csv += (cells.join(',') + "\r\n").toUtf8();
}

/// A line of the file while its columns are collected: header -> cell.
using Line = QHash<QString, QString>;

/// Cells of a row in the order of its source, further columns too.
struct Place
{
    QString header;
    QString column;  ///< of the schema; "" = a further column
    QString further; ///< its name in `extra`
};

std::vector<Place> placesOf(const EntitySchema& schema, const std::vector<ShapeCell>& header)
{
    std::vector<Place> places;
    if (header.empty()) {
        for (const ColumnSchema& column : schema.columns)
            if (column.privacy != Privacy::Never)
                places.push_back({column.name, column.name, {}});
        return places;
    }
    QStringList texts;
    for (const ShapeCell& cell : header)
        texts << cell.header;
    QHash<int, QString> further;
    for (const FurtherColumn& column : HeaderMatcher(schema).match(texts).further)
        further.insert(column.cell, column.name);
    for (int i = 0; i < int(header.size()); ++i) {
        const ShapeCell& cell = header[std::size_t(i)];
        const int column = schema.indexOf(cell.column);
        if (column >= 0 ? schema.columns[std::size_t(column)].privacy != Privacy::Never : further.contains(i))
            places.push_back({cell.header.trimmed(), cell.column, further.value(i)});
    }
    return places;
}

QString furtherCell(const QJsonObject& extra, const QString& name)
{
    const QJsonValue value = extra[name];
    if (value.isString() || value.isNull() || value.isUndefined())
        return value.toString();
    return QString::fromUtf8(QJsonDocument(QJsonObject{{name, value}}).toJson(QJsonDocument::Compact));
}

/// Where the marks stand in a mended file.
struct Marks
{
    int load = -1;
    int row = -1;
};

Marks marksOf(const QStringList& header)
{
    Marks marks;
    for (int i = 0; i < int(header.size()); ++i) {
        const QString text = normalisedHeader(header[i]);
        if (text == loadMark)
            marks.load = i;
        else if (text == rowMark)
            marks.row = i;
    }
    return marks;
}

/// What a load's rows need to be compared: made once per load the file names.
struct Known
{
    const EntitySchema* schema = nullptr;
    std::vector<int> cellOf;                             ///< per column of the schema: cell of the file, -1 = none
    std::map<qint64, std::vector<QuarantinedRow>> byRow; ///< waiting rows by row of the source
};

class FileReader
{
public:
    FileReader(const Database& database, const ConnectorCatalog& catalog) : m_database(database), m_catalog(catalog) {}

    Result<void> read(const Source& source, const Cancel& cancel)
    {
        LECTERN_ASSIGN(const TableHead head, delimitedHead(source));
        m_header = head.records.front().cells;
        const Marks marks = marksOf(m_header);
        LECTERN_ASSIGN(std::unique_ptr<ByteReader> bytes, source.open());
        CsvReader records(std::make_unique<TextDecoder>(std::move(bytes), head.encoding), head.dialect, source.fullName());
        for (;;) {
            if (cancel.raised())
                return failure("cancelled");
            LECTERN_ASSIGN(const bool more, records.next());
            if (!more)
                return {};
            if (records.record() <= head.records.front().record || records.isBlank())
                continue;
            QStringList cells;
            for (const std::string_view cell : records.cells()) {
                const std::string_view meant = withoutTextForcing(cell, m_scratch);
                cells << QString::fromUtf8(meant.data(), qsizetype(meant.size()));
            }
            LECTERN_TRY(take(marks, cells));
        }
    }

    std::vector<CorrectionOrder> orders;
    qint64 unchanged = 0;
    qint64 strangers = 0;

private:
    Result<void> take(const Marks& marks, const QStringList& cells)
    {
        LECTERN_ASSIGN(const Known* known, knownOf(cells.value(marks.load).trimmed().toLongLong()));
        const auto rows = known->byRow.find(cells.value(marks.row).trimmed().toLongLong());
        if (!known->schema || rows == known->byRow.end()) {
            ++strangers;
            return {};
        }
        for (const QuarantinedRow& row : rows->second) {
            qint64 filled = 0, changed = 0;
            CorrectionOrder order{.id = row.id, .cells = {}, .alike = false};
            const KeptRow before = keptRow(*known->schema, row.rowJson);
            for (std::size_t i = 0; i < known->cellOf.size(); ++i) {
                if (known->cellOf[i] < 0)
                    continue;
                const QString was = before.cells[i].value_or(QString());
                const QString is = cells.value(known->cellOf[i]);
                filled += !was.trimmed().isEmpty();
                if (was.trimmed() == is.trimmed())
                    continue;
                changed += !was.trimmed().isEmpty();
                order.cells.insert(known->schema->columns[i].name, is);
            }
            if (order.cells.isEmpty())
                ++unchanged;
            else if (filled > 2 && changed * 2 > filled)
                ++strangers;
            else
                orders.push_back(std::move(order));
        }
        return {};
    }

    Result<const Known*> knownOf(qint64 load)
    {
        if (const auto found = m_known.find(load); found != m_known.end())
            return &found->second;
        Known& known = m_known[load];
        LECTERN_ASSIGN(std::vector<QuarantinedRow> rows, waitingRows(m_database, load, 0));
        if (rows.empty())
            return &known;
        known.schema = m_catalog.entity(rows.front().connector, rows.front().entity);
        if (!known.schema)
            return &known;
        known.cellOf = HeaderMatcher(*known.schema).match(m_header).cellOf;
        LECTERN_ASSIGN(const std::vector<ShapeCell> shape, headerOf(m_database, rows.front()));
        for (const ShapeCell& cell : shape) {
            const int column = known.schema->indexOf(cell.column);
            for (int i = 0; column >= 0 && i < int(m_header.size()); ++i)
                if (normalisedHeader(m_header[i]) == normalisedHeader(cell.header))
                    known.cellOf[std::size_t(column)] = i;
        }
        for (std::size_t i = 0; i < known.cellOf.size(); ++i)
            if (known.schema->columns[i].privacy == Privacy::Never)
                known.cellOf[i] = -1;
        for (QuarantinedRow& row : rows)
            known.byRow[row.row].push_back(std::move(row));
        return &known;
    }

    const Database& m_database;
    const ConnectorCatalog& m_catalog;
    QStringList m_header;
    std::map<qint64, Known> m_known;
    std::string m_scratch;
};

} // namespace

Result<QByteArray> correctionFile(const Database& database, const ConnectorCatalog& catalog,
                                  const std::vector<QuarantinedRow>& rows)
{
    struct Kind
    {
        std::optional<RowJudge> judge;
        std::vector<ShapeCell> header;
        std::vector<Place> places;
    };
    std::map<qint64, Kind> kinds; // by load
    QStringList header;
    QList<Line> lines;
    for (const QuarantinedRow& row : rows) {
        Kind& kind = kinds[row.load];
        if (!kind.judge) {
            LECTERN_ASSIGN(kind.judge, judgeOf(database, catalog, row));
            LECTERN_ASSIGN(kind.header, headerOf(database, row));
            kind.places = placesOf(kind.judge->schema(), kind.header);
            for (const Place& place : kind.places)
                if (!header.contains(place.header))
                    header << place.header;
        }
        const EntitySchema& schema = kind.judge->schema();
        const KeptRow kept = keptRow(schema, row.rowJson);
        const RefusedRow refused = refusedRow(*kind.judge, kind.header, row);
        const QJsonObject extra = QJsonDocument::fromJson(kept.extra.toUtf8()).object();
        Line line;
        for (const Place& place : kind.places) {
            const int column = schema.indexOf(place.column);
            const QString cell = column >= 0 ? kept.cells[std::size_t(column)].value_or(QString())
                                             : furtherCell(extra, place.further);
            if (!cell.isEmpty())
                line.insert(place.header, withTextForcing(cell));
        }
        QStringList columns, reasons;
        for (const RefusedCell& cell : refused.cells) {
            if (cell.reason.isEmpty())
                continue;
            columns << cell.header;
            reasons << reasonWords(cell.reason, cell.arguments);
        }
        if (reasons.isEmpty())
            reasons << reasonWords(row.reason, row.arguments);
        line.insert(loadMark, QString::number(row.load));
        line.insert(rowMark, QString::number(row.row));
        line.insert(QStringLiteral("#column"), columns.join("; "));
        line.insert(QStringLiteral("#reason"), reasons.join("; "));
        lines << std::move(line);
    }
    header << loadMark << rowMark << QStringLiteral("#column") << QStringLiteral("#reason");
    QByteArray csv("\xef\xbb\xbf");
    addLine(csv, header);
    for (const Line& line : lines) {
        QStringList cells;
        for (const QString& name : header)
            cells << line.value(name);
        addLine(csv, cells);
    }
    return csv;
}

Result<std::vector<CorrectionCsv>> correctionFiles(const Database& database, const ConnectorCatalog& catalog,
                                                   const std::vector<QuarantinedRow>& rows)
{
    std::map<QString, std::vector<QuarantinedRow>> kinds;
    for (const QuarantinedRow& row : rows)
        kinds[row.connector + '.' + row.entity].push_back(row);
    std::vector<CorrectionCsv> files;
    for (const auto& [kind, ofKind] : kinds) {
        LECTERN_ASSIGN(QByteArray csv, correctionFile(database, catalog, ofKind));
        files.push_back({"refused." + kind + ".csv", kind, qint64(ofKind.size()), std::move(csv)});
    }
    return files;
}

bool isCorrectionFile(const Source& source)
{
    const auto start = source.head(64 * 1024);
    if (!start)
        return false;
    QByteArray plain = *start;
    plain.replace('\0', ""); // UTF-16 as spreadsheets save "Unicode text"
    if (!plain.contains("#load"))
        return false;
    const auto head = delimitedHead(source, 1);
    if (!head || head->records.empty())
        return false;
    const Marks marks = marksOf(head->records.front().cells);
    return marks.load >= 0 && marks.row >= 0;
}

Result<CorrectionFileOutcome> importCorrectionFile(School& school, const ConnectorCatalog& catalog, const Source& source,
                                                   const QString& person, bool dryRun, const Cancel& cancel)
{
    CorrectionFileOutcome result;
    std::vector<CorrectionOrder> orders;
    {
        LECTERN_ASSIGN(const Database database, school.reader());
        FileReader file(database, catalog);
        LECTERN_TRY(file.read(source, cancel));
        orders = std::move(file.orders);
        result.unchanged = file.unchanged;
        result.strangers = file.strangers;
    }
    if (orders.empty() && result.unchanged == 0)
        return failure("correction.file", {.file = source.fullName()});
    LECTERN_ASSIGN(result.outcome, correctRows(school, catalog, orders, person, dryRun, cancel));
    return result;
}

QStringList remarksOf(const CorrectionFileOutcome& outcome, bool dryRun)
{
    QStringList remarks;
    if (dryRun)
        remarks << tr("%Ln row(s) would be corrected", int(outcome.outcome.corrected));
    if (outcome.unchanged > 0)
        remarks << tr("%Ln row(s) (was|were) not changed and (stays|stay) refused", int(outcome.unchanged));
    if (outcome.strangers > 0)
        remarks << tr("%Ln line(s) (names|name) no refused row that waits, or (does|do) not resemble it, and (was|were) left out", int(outcome.strangers));
    const auto& still = outcome.outcome.still;
    for (std::size_t i = 0; i < still.size() && i < mostRowsSaid; ++i)
        remarks << words(still[i]);
    if (still.size() > mostRowsSaid)
        remarks << tr("%Ln more row(s) (is|are) still refused", int(still.size()) - mostRowsSaid);
    return remarks;
}

} // namespace lectern
