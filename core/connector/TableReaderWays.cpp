/// How a table's dates and numbers are written: weighed before the first row, watched while rows are read. Part of
/// TableReader.
#include "core/connector/TableReader.h"

#include "core/table/ColumnTypes.h"
#include "core/table/TextForcing.h"

#include <QCoreApplication>
#include <algorithm>

namespace lectern {

namespace {

constexpr qint64 sampledBytes = qint64(4) << 20; // of a large source, at its beginning
constexpr qint64 sampledRows = 50'000;           // where it is not known how much has been read

using Kind = ColumnDoubts::Kind;

std::optional<Kind> kindOf(CellType type)
{
    switch (type) {
    case CellType::Date:
    case CellType::Instant:
        return Kind::Date;
    case CellType::Integer:
    case CellType::Decimal:
        return Kind::Number;
    default:
        return std::nullopt;
    }
}

} // namespace

QString TableReader::dateOrder(int column) const
{
    const auto kind = kindOf(m_schema.columns[std::size_t(column)].type);
    return kind == Kind::Date ? m_ways[std::size_t(column)] : QString();
}

char TableReader::decimalMark(int column) const
{
    const auto kind = kindOf(m_schema.columns[std::size_t(column)].type);
    const QString& way = m_ways[std::size_t(column)];
    return kind == Kind::Number && !way.isEmpty() ? way.front().toLatin1() : '\0';
}

/// The columns whose cells can be written in two ways, unless it is known which.
void TableReader::watchColumns()
{
    for (std::size_t i = 0; i < m_schema.columns.size(); ++i) {
        const auto kind = kindOf(m_schema.columns[i].type);
        if (!kind || m_map.cellOf[i] < 0)
            continue;
        if (kind == Kind::Date && !m_chosenOrder.isEmpty())
            m_ways[i] = m_chosenOrder;
        else
            m_watched.push_back({i, std::size_t(m_map.cellOf[i]), ColumnDoubts(*kind)});
    }
}

void TableReader::add(std::span<const std::string_view> cells)
{
    for (Watched& watched : m_watched)
        if (watched.cell < cells.size())
            watched.evidence.add(cells[watched.cell]);
}

/// Reads the beginning of the source, and of a large text pieces in the middle and at the end as well.
Result<void> TableReader::takeSample(const Cancel& cancel)
{
    const QString file = m_found.source.fullName();
    LECTERN_ASSIGN(const std::unique_ptr<RowSource> rows, rowsBehind(m_table, m_header, file));
    const double enough = m_found.source.size > sampledBytes ? double(sampledBytes) / double(m_found.source.size) : 2;
    for (qint64 row = 0;; ++row) {
        if (row % 4096 == 0 && cancel.raised())
            return failure("cancelled");
        const double progress = rows->progress();
        if (progress < 0 ? row >= sampledRows : progress > enough)
            break;
        const Result<bool> more = rows->next();
        if (!more || !*more)
            return {}; // an error will come again when the rows are read
        add(rows->cells());
    }
    for (const qint64 at : {m_found.source.size / 2, m_found.source.size}) {
        LECTERN_ASSIGN(const auto piece, piecesOf(m_found.source, m_table.head, at));
        for (const std::vector<std::string>& record : piece) {
            const std::vector<std::string_view> cells(record.begin(), record.end());
            if (cells.size() == m_headerCells.size())
                add(cells);
        }
    }
    return {};
}

/// Decides for each column: by what was learnt, by its own cells, by those of the other columns of its kind.
void TableReader::decide(Kind kind)
{
    QStringList ways;
    for (const Watched& watched : m_watched)
        if (watched.evidence.kind() == kind)
            ways << m_learnt.value(m_schema.columns[watched.column].name, watched.evidence.way());
    ways.removeAll(QString());
    ways.removeDuplicates();
    for (Watched& watched : m_watched) {
        if (watched.evidence.kind() != kind)
            continue;
        const ColumnSchema& column = m_schema.columns[watched.column];
        const QString learnt = m_learnt.value(column.name);
        QString& way = m_ways[watched.column];
        way = learnt.isEmpty() ? watched.evidence.way() : learnt;
        if (way.isEmpty() && watched.evidence.isOpen() && ways.size() == 1)
            way = ways.first();
        if (way.isEmpty() && watched.evidence.isOpen())
            way = m_usual.value(column.name);
        watched.watch = learnt.isEmpty() && column.type != CellType::Integer;
    }
}

Result<void> TableReader::weigh(const Cancel& cancel)
{
    if (m_watched.empty())
        return {};
    LECTERN_TRY(takeSample(cancel));
    decide(Kind::Date);
    decide(Kind::Number);
    remarkWays();
    for (Watched& watched : m_watched) {
        QString way = m_ways[watched.column];
        if (way.isEmpty() && watched.evidence.kind() == Kind::Date)
            way = m_schema.columns[watched.column].dateOrder;
        watched.evidence.decide(way);
    }
    std::erase_if(m_watched, [](const Watched& watched) { return !watched.watch; });
    return {};
}

/// What a person should know about how the columns were read.
void TableReader::remarkWays()
{
    for (const Watched& watched : m_watched) {
        const QString& way = m_ways[watched.column];
        const bool learnt = m_learnt.contains(m_schema.columns[watched.column].name);
        const auto say = [&](const char* text) {
            m_wayRemarks << QCoreApplication::translate("Reader", text).arg(m_schema.columns[watched.column].name);
        };
        if (watched.evidence.contradicts() && !learnt)
            say(watched.evidence.kind() == Kind::Date
                    ? QT_TRANSLATE_NOOP("Reader", "dates of %1 stand in both orders of day and month")
                    : QT_TRANSLATE_NOOP("Reader", "numbers of %1 are written with decimal comma and with decimal point"));
        else if (watched.evidence.isOpen() && !way.isEmpty() && way == m_usual.value(m_schema.columns[watched.column].name))
            say(way == "dmy" ? QT_TRANSLATE_NOOP("Reader", "dates of %1 read as day/month/year, as in the last load")
                             : QT_TRANSLATE_NOOP("Reader", "dates of %1 read as month/day/year, as in the last load"));
        else if (way == "dmy")
            say(QT_TRANSLATE_NOOP("Reader", "dates of %1 read as day/month/year"));
        else if (way == "mdy")
            say(QT_TRANSLATE_NOOP("Reader", "dates of %1 read as month/day/year"));
        else if (way == ",")
            say(QT_TRANSLATE_NOOP("Reader", "numbers of %1 read with a decimal comma"));
        else if (watched.evidence.isOpen())
            say(watched.evidence.kind() == Kind::Date
                    ? QT_TRANSLATE_NOOP("Reader", "dates of %1 do not show whether day or month comes first")
                    : QT_TRANSLATE_NOOP("Reader", "numbers of %1 do not show whether they have thousands or thousandths"));
        if (learnt)
            say(QT_TRANSLATE_NOOP("Reader", "the first rows of %1 said otherwise; the load was begun again"));
    }
}

/// What a spreadsheet did to identifiers, as far as the first rows show it. Rounded ones are counted in all rows.
void TableReader::remarkDamage()
{
    QStringList names;
    std::vector<std::size_t> cells;
    for (std::size_t i = 0; i < m_schema.columns.size(); ++i)
        if (m_schema.columns[i].type == CellType::Id && m_map.cellOf[i] >= 0) {
            names << m_schema.columns[i].name;
            cells.push_back(std::size_t(m_map.cellOf[i]));
        }
    std::vector<std::vector<std::string>> rows;
    std::string scratch;
    for (const HeadRecord& record : m_table.head.records) {
        if (record.record <= m_header.record)
            continue;
        std::vector<std::string>& row = rows.emplace_back();
        for (const std::size_t cell : cells) {
            const std::string text = record.cells.value(qsizetype(cell)).trimmed().toStdString();
            row.emplace_back(isRounded(text) ? std::string_view() : withoutTextForcing(text, scratch));
        }
    }
    const std::vector<ColumnGuess> guesses = guessColumns(names, rows);
    for (std::size_t i = 0; i < guesses.size(); ++i)
        for (const QString& damage : guesses[i].damage)
            m_wayRemarks << QCoreApplication::translate("Reader", "first rows of %1: %2").arg(names.at(qsizetype(i)), damage);
}

/// Error "reader.learnt" once the rows read disprove how a column is read.
Result<void> TableReader::doubt(std::span<const std::string_view> cells)
{
    for (Watched& watched : m_watched)
        if (watched.cell < cells.size() && watched.evidence.disprovedBy(cells[watched.cell]))
            return failure("reader.learnt", {m_found.source.fullName(), m_rows->row(), m_schema.columns[watched.column].name},
                           {m_schema.columns[watched.column].name, watched.evidence.otherWay()});
    return {};
}

} // namespace lectern
