/// See DialectSearch.h.
#include "core/table/DialectSearch.h"

#include "core/table/CellShape.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>
#include <map>

namespace lectern {

namespace {

constexpr std::size_t searched = 96 * 1024; // bytes that every candidate cuts
constexpr int mostRecords = 200;
constexpr std::size_t shapedCells = 4000; // cells whose shape is looked at, per candidate
// A dialect must be better by this much than one that stands before it in the list.
constexpr double margin = 1e-6;

struct Candidate
{
    CsvDialect dialect;
    double score = 0;
    FoundDialect found;
};

/// A blank record, or one of cells without anything in them.
bool isBlank(const CutRecord& record)
{
    return std::ranges::all_of(record.cells, [](const CutCell& cell) { return outerTrimmed(cell.text).empty(); });
}

/// How much a cell looks as if it had been cut where its writer meant it to be: 0 to 1.
double worthOf(const CutCell& cell, const CsvDialect& dialect)
{
    const CellShape shape = shapeOf(cell.text);
    if (cell.quoted)
        return 1;
    if (shape == CellShape::Empty || isTyped(shape) || shape == CellShape::Missing)
        return 1;
    // Other delimiters without a space behind them, and quotation marks, are signs of a wrong cut.
    for (std::size_t i = 0; i + 1 < cell.text.size(); ++i) {
        const char c = cell.text[i];
        if ((c == ',' || c == ';' || c == '\t' || c == '|') && c != dialect.delimiter && cell.text[i + 1] != ' ')
            return 0.1;
    }
    if (cell.text.find('"') != std::string_view::npos)
        return 0.2;
    if (shape == CellShape::Code || shape == CellShape::Word)
        return 0.9;
    return 0.7;
}

void weigh(Candidate& candidate, std::string_view head, bool complete)
{
    const CsvDialect& dialect = candidate.dialect;
    const QuoteReading reading = dialect.quote == '\'' ? QuoteReading::BeforeDelimiter : QuoteReading::OrLiteral;
    std::map<std::size_t, int> widths;
    std::map<std::size_t, std::pair<double, int>> worth; // by width: sum and cells
    CutRecord record;
    std::size_t at = 0;
    std::size_t shaped = 0;
    int odd = 0;
    bool first = true;
    while (at < head.size() && candidate.found.records < mostRecords) {
        cutRecord(head.substr(at), true, dialect, reading, false, {}, record);
        if (record.end != CutRecord::End::Whole)
            break;
        const bool cutOff = at + record.length >= head.size() && !complete && candidate.found.records > 0;
        at += record.length;
        const bool separator = first && dialect.separatorLine;
        first = false;
        if (separator || cutOff || isBlank(record))
            continue;
        ++candidate.found.records;
        ++widths[record.cells.size()];
        odd += record.odd;
        auto& [sum, cells] = worth[record.cells.size()];
        for (const CutCell& cell : record.cells) {
            candidate.found.marked += cell.quoted;
            if (shaped >= shapedCells)
                continue;
            ++shaped;
            sum += worthOf(cell, dialect);
            ++cells;
        }
    }
    if (candidate.found.records == 0)
        return;
    const double all = candidate.found.records;
    double best = -1;
    for (const auto& [width, count] : widths) {
        const double value = double(count) / all * (width > 1 ? 1 - 0.5 / double(width) : 0.25);
        if (value > best) {
            best = value;
            candidate.found.usual = count;
            candidate.dialect.width = int(width);
        }
    }
    candidate.found.evenness = candidate.found.usual / all;
    const auto& [sum, cells] = worth[std::size_t(candidate.dialect.width)];
    const double typed = cells > 0 ? sum / cells : 0.5;
    candidate.score = best * typed * (1 - 0.5 * double(odd) / all);
    candidate.found.dialect = candidate.dialect;
}

/// Apostrophes at both ends of cells, and not fewer than quotation marks there.
bool usesApostrophes(std::string_view head)
{
    const auto isBorder = [](char c) { return c == ',' || c == ';' || c == '\t' || c == '|' || c == '\n' || c == '\r' || c == ' '; };
    std::size_t opened[2] = {0, 0};
    std::size_t closed[2] = {0, 0};
    for (std::size_t i = 0; i < head.size(); ++i) {
        const char c = head[i];
        if (c != '"' && c != '\'')
            continue;
        const bool before = i == 0 || (isBorder(head[i - 1]) && head[i - 1] != ' ');
        const bool behind = i + 1 == head.size() || (isBorder(head[i + 1]) && head[i + 1] != ' ');
        opened[c == '\''] += before;
        closed[c == '\''] += behind;
    }
    return opened[1] >= 2 && closed[1] * 2 >= opened[1] && opened[1] > opened[0];
}

/// Quotation marks come in pairs wherever they stand within cells: they are doubled although apostrophes quote.
bool doublesMarks(std::string_view head)
{
    std::size_t pairs = 0;
    for (std::size_t i = 0; i < head.size(); ++i) {
        if (head[i] != '"')
            continue;
        std::size_t run = i;
        while (run < head.size() && head[run] == '"')
            ++run;
        if ((run - i) % 2)
            return false;
        pairs += (run - i) / 2;
        i = run;
    }
    return pairs > 0;
}

std::vector<Candidate> candidates(std::string_view head)
{
    // In order of what schools write; an equal score goes to the earlier one.
    static constexpr std::array<std::string_view, 9> delimiters = {",", ";", "\t", "|", ", ", "; ", "||", " | ", " "};
    const bool apostrophes = usesApostrophes(head);
    const bool backslashes = head.find("\\\"") != std::string_view::npos;
    std::vector<Candidate> all;
    for (const std::string_view delimiter : delimiters) {
        if (head.find(delimiter) == std::string_view::npos)
            continue;
        CsvDialect dialect{.delimiter = delimiter.front(), .more = std::string(delimiter.substr(1))};
        if (apostrophes) {
            dialect.quote = '\'';
            dialect.escape = doublesMarks(head) ? '"' : '\0';
            all.push_back({dialect, 0, {}});
            dialect.quote = '"';
            dialect.escape = 0;
        }
        all.push_back({dialect, 0, {}});
        if (backslashes) {
            dialect.escape = '\\';
            all.push_back({dialect, 0, {}});
        }
    }
    return all;
}

/// Spaces cut any sentence: they delimit only where the pieces are plainly cells.
double doubtOf(const Candidate& candidate, std::string_view head, bool complete)
{
    if (candidate.dialect.delimiter != ' ' || !candidate.dialect.more.empty())
        return 1;
    if (candidate.dialect.width < 3)
        return 0;
    CutRecord record;
    std::size_t typed = 0;
    std::size_t filled = 0;
    std::size_t at = 0;
    for (int i = 0; i < 40 && at < head.size(); ++i) {
        cutRecord(head.substr(at), true, candidate.dialect, QuoteReading::OrLiteral, false, {}, record);
        if (record.end != CutRecord::End::Whole || (!complete && at + record.length >= head.size()))
            break;
        at += record.length;
        for (const CutCell& cell : record.cells) {
            const CellShape shape = shapeOf(cell.text);
            filled += shape != CellShape::Empty;
            typed += cell.quoted || isTyped(shape) || shape == CellShape::Code;
        }
    }
    return typed * 3 >= filled ? 1 : 0.2;
}

/// A delimiter with its spaces, where the plain one would leave a space before (nearly) every cell.
bool isLonger(const Candidate& longer, const Candidate& shorter)
{
    return longer.dialect.delimiter == shorter.dialect.delimiter && longer.dialect.quote == shorter.dialect.quote &&
        longer.dialect.escape == shorter.dialect.escape && longer.dialect.more.starts_with(shorter.dialect.more) &&
        longer.dialect.more.size() > shorter.dialect.more.size() && longer.found.usual >= shorter.found.usual &&
        longer.dialect.width >= shorter.dialect.width;
}

LineEnds lineEndsOf(std::string_view head)
{
    LineEnds ends;
    for (std::size_t i = 0; i < head.size(); ++i) {
        if (head[i] == '\n')
            ++ends.lf;
        else if (head[i] == '\r') {
            const bool both = i + 1 < head.size() && head[i + 1] == '\n';
            ends.crlf += both;
            ends.cr += !both && i + 1 < head.size();
            i += both;
        }
    }
    return ends;
}

bool hasSeparatorLine(std::string_view head)
{
    return head.size() >= 5 && (head.starts_with("sep=") || head.starts_with("SEP=")) &&
        (head.size() == 5 || head[5] == '\n' || head[5] == '\r');
}

} // namespace

FoundDialect searchDialect(std::string_view head, bool complete)
{
    const LineEnds ends = lineEndsOf(head);
    complete = complete && head.size() <= searched;
    head = head.substr(0, searched);
    std::vector<Candidate> all;
    if (hasSeparatorLine(head))
        all.push_back({{.delimiter = head[4], .separatorLine = true}, 0, {}});
    else
        all = candidates(head);
    Candidate best;
    weigh(best, head, complete); // a comma, even if there is none: one column
    best.score = 0;
    for (Candidate& candidate : all) {
        weigh(candidate, head, complete);
        candidate.score *= doubtOf(candidate, head, complete);
        if (candidate.dialect.separatorLine || candidate.score > best.score + margin ||
            (candidate.score > 0 && candidate.score > best.score - margin && isLonger(candidate, best)))
            best = candidate;
    }
    best.found.dialect = best.dialect;
    best.found.width = best.dialect.width;
    best.found.lineEnds = ends;
    // Where records have no usual width, width tells nothing about a record.
    if (best.found.evenness < 0.5 || best.found.records < 2)
        best.found.dialect.width = 0;
    return best.found;
}

CsvDialect csvDialectOf(std::string_view head, bool complete)
{
    return searchDialect(head, complete).dialect;
}

QString delimiterText(const CsvDialect& dialect)
{
    return QString(QLatin1Char(dialect.delimiter)) + QString::fromStdString(dialect.more);
}

QString delimiterName(const CsvDialect& dialect)
{
    static const QHash<QString, const char*> names = {
        {",", QT_TRANSLATE_NOOP("Table", "comma")},          {";", QT_TRANSLATE_NOOP("Table", "semicolon")},
        {"\t", QT_TRANSLATE_NOOP("Table", "tab")},           {"|", QT_TRANSLATE_NOOP("Table", "bar")},
        {" ", QT_TRANSLATE_NOOP("Table", "space")},          {", ", QT_TRANSLATE_NOOP("Table", "comma and space")},
        {"; ", QT_TRANSLATE_NOOP("Table", "semicolon and space")}, {"||", QT_TRANSLATE_NOOP("Table", "two bars")},
        {" | ", QT_TRANSLATE_NOOP("Table", "bar between spaces")}};
    const QString text = delimiterText(dialect);
    const char* const name = names.value(text, nullptr);
    return name ? QCoreApplication::translate("Table", name) : text;
}

} // namespace lectern
