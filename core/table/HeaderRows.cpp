/// See HeaderRows.h.
#include "core/table/HeaderRows.h"

#include "core/table/CellShape.h"
#include "core/table/TableSections.h"

#include <QCoreApplication>
#include <QSet>
#include <algorithm>

namespace lectern {

namespace {

constexpr int profiled = 400;     // rows
constexpr int mostHeaderRows = 4;
constexpr std::size_t kept = 60;  // values of a column that a name must not be among

QString tr(const char* text)
{
    return QCoreApplication::translate("Table", text);
}

/// Shapes that mean the same for a header: 1 numbers, 2 days and times, 3 addresses, 4 yes or no; 0 words.
int groupOf(CellShape shape)
{
    switch (shape) {
    case CellShape::Integer:
    case CellShape::Decimal:
        return 1;
    case CellShape::Date:
    case CellShape::Time:
    case CellShape::DateTime:
        return 2;
    case CellShape::Link:
        return 3;
    case CellShape::Boolean:
        return 4;
    default:
        return 0;
    }
}

bool hasDigit(std::string_view text)
{
    return std::ranges::any_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool isYear(std::string_view text)
{
    return text.size() == 4 && (text.starts_with("19") || text.starts_with("20")) && shapeOf(text) == CellShape::Integer;
}

bool isJson(std::string_view text)
{
    return text.starts_with('{') && text.ends_with('}');
}

/// Rows up to and with one that gives each column a JSON object: no data are written so. 0 if there is none.
int rowsToJson(const std::vector<SampleRow>& sample, int begin, int end)
{
    for (int row = begin; row < std::min(begin + mostHeaderRows, end); ++row) {
        const auto& cells = sample[std::size_t(row)].cells;
        const auto objects = std::ranges::count_if(cells, [](const std::string& cell) { return isJson(outerTrimmed(cell)); });
        const auto empty = std::ranges::count_if(cells, [](const std::string& cell) { return outerTrimmed(cell).empty(); });
        if (row > begin && objects > 1 && objects + empty == std::ssize(cells))
            return row - begin + 1;
    }
    return 0;
}

bool isFilled(const std::vector<std::string>& cells, std::size_t column)
{
    return column < cells.size() && !outerTrimmed(cells[column]).empty();
}

/// Below questions with a column per answer, the row of the answers: it names every column that has none yet and is empty
/// above ids, times and the like. Survey programs write it with "Response" where a question has one column alone.
bool isAnswerLabels(const std::vector<SampleRow>& sample, int row, int end)
{
    if (row + 1 >= end)
        return false;
    const auto& header = sample[std::size_t(row - 1)].cells;
    const auto& labels = sample[std::size_t(row)].cells;
    if (!isFilled(header, 0) || isFilled(labels, 0))
        return false;
    int named = 0, said = 0;
    for (std::size_t c = 0; c < std::max(header.size(), labels.size()); ++c) {
        const std::string_view label = isFilled(labels, c) ? outerTrimmed(labels[c]) : std::string_view();
        if (groupOf(shapeOf(label)) > 0)
            return false;
        if (!isFilled(header, c) && label.empty())
            return false;
        const bool response = label == "Response" || label == "Open-Ended Response";
        const bool alone = isFilled(header, c) && (isFilled(header, c + 1) || c + 1 >= std::max(header.size(), labels.size()));
        if (alone && !label.empty() && !response)
            return false; // a question of one column has no further names
        named += !isFilled(header, c);
        said += response;
    }
    if (named == 0 && said == 0)
        return false;
    int ids = 0;
    for (int i = row + 1; i < std::min(row + 1 + profiled, end); ++i) {
        const auto& cells = sample[std::size_t(i)].cells;
        if (fillOf(cells) == 0)
            continue;
        if (!isFilled(cells, 0) || groupOf(shapeOf(outerTrimmed(cells.front()))) == 0)
            return false;
        ++ids;
    }
    return ids > 0;
}

} // namespace

ColumnProfile::ColumnProfile(const std::vector<SampleRow>& sample, int begin, int end, int width,
                             const std::vector<std::string>& header)
{
    struct Count
    {
        int filled = 0;
        int groups[5] = {};
        int digits = 0;
        int years = 0;
    };
    std::vector<Count> counts(static_cast<std::size_t>(width));
    m_columns.resize(std::size_t(width));
    std::vector<int> fills;
    for (int i = begin; i < end && m_rows < profiled; ++i) {
        int fill = 0;
        const auto& cells = sample[std::size_t(i)].cells;
        if (cells == header)
            continue;
        for (std::size_t c = 0; c < std::min(cells.size(), std::size_t(width)); ++c) {
            const std::string_view text = outerTrimmed(cells[c]);
            const CellShape shape = shapeOf(text);
            if (shape == CellShape::Empty)
                continue;
            ++fill;
            if (shape == CellShape::Missing)
                continue;
            ++counts[c].filled;
            ++counts[c].groups[groupOf(shape)];
            counts[c].digits += hasDigit(text);
            counts[c].years += isYear(text);
            if (m_columns[c].values.size() < kept)
                m_columns[c].values.emplace_back(text);
        }
        if (fill == 0)
            continue;
        fills.push_back(fill);
        ++m_rows;
    }
    for (std::size_t c = 0; c < counts.size(); ++c) {
        const Count& count = counts[c];
        for (int group = 1; group < 5; ++group)
            if (count.filled > 0 && count.groups[group] * 10 >= count.filled * 8)
                m_columns[c].group = group;
        m_columns[c].digits = count.filled > 0 && count.digits * 10 >= count.filled * 9;
        m_columns[c].years = count.filled > 0 && count.years * 2 >= count.filled;
    }
    if (!fills.empty()) {
        std::ranges::nth_element(fills, fills.begin() + std::ptrdiff_t(fills.size() / 2));
        m_usualFill = fills[fills.size() / 2];
    }
}

ColumnProfile::Contrast ColumnProfile::contrast(const std::vector<std::string>& row) const
{
    Contrast contrast;
    std::size_t filled = 0;
    std::size_t length = 0;
    bool comesAgain = false;
    QSet<QString> names;
    for (std::size_t c = 0; c < m_columns.size(); ++c) {
        const Column& column = m_columns[c];
        const bool typed = column.group > 0 || column.digits;
        contrast.typed += typed;
        const std::string_view text = c < row.size() ? outerTrimmed(row[c]) : std::string_view();
        const CellShape shape = shapeOf(text);
        if (shape == CellShape::Empty)
            continue;
        ++filled;
        length += text.size();
        names << QString::fromUtf8(text.data(), qsizetype(text.size())).toCaseFolded();
        comesAgain |= std::ranges::find(column.values, text) != column.values.end();
        if (shape == CellShape::Missing || !typed)
            continue;
        const int group = groupOf(shape);
        if (column.group > 0 && group == column.group) {
            if (column.group == 1 && isYear(text) && !column.years)
                continue; // a year as the name of a column of numbers
            ++contrast.like;
        } else if (group == 0 && (column.group > 0 || !hasDigit(text))) {
            ++contrast.against;
        } else if (group == 0 && column.digits) {
            ++contrast.like; // a code among codes
            ++contrast.codes;
        }
    }
    contrast.names = filled > 0 && filled * 5 >= m_columns.size() * 3 && std::size_t(names.size()) == filled && !comesAgain &&
        length <= filled * 60;
    return contrast;
}

int headerRowsAt(const std::vector<SampleRow>& sample, int begin, int end, int width, QString& why)
{
    if (const int rows = rowsToJson(sample, begin, end)) {
        why = tr("row %1 of it gives each column an object of ids").arg(rows);
        return rows;
    }
    if (isAnswerLabels(sample, begin + 1, end)) {
        why = tr("below the questions stand the answers that have columns of their own");
        return 2;
    }
    // Rows further down tell what columns hold: header rows themselves are not to be among them.
    const int below = begin + std::clamp((end - begin) / 2, 1, mostHeaderRows);
    const auto& first = sample[std::size_t(begin)].cells;
    const ColumnProfile profile(sample, below, end, width, first);
    const ColumnProfile::Contrast top = profile.contrast(first);
    if (profile.rows() == 0) {
        const ColumnProfile itself(sample, begin, end, width);
        const bool words = std::ranges::none_of(first, [](const std::string& cell) { return groupOf(shapeOf(cell)) > 0; });
        why = words ? tr("the only row holds words alone") : tr("the only row holds values");
        return words && itself.usualFill() > 0 ? 1 : 0;
    }
    // Names like c1 and Q1 are as good codes as those below them: words over numbers say more.
    const bool codesAlone = top.like == top.codes && top.names && top.against >= 2 && top.against >= top.codes;
    if ((top.against > 2 * top.like && top.against > 0) || codesAlone) {
        why = tr("it holds words where %1 of %2 columns below hold numbers, dates or codes").arg(top.against).arg(width);
    } else if (top.like == 0 && top.names) {
        why = tr("its cells are all different and none comes again below");
        return 1;
    } else {
        why = top.like > 0 ? tr("the first row holds the same kinds of values as the rows below")
                           : tr("nothing sets the first row apart from the rows below");
        return 0;
    }
    int rows = 1;
    while (rows < mostHeaderRows && begin + rows < end - 1) {
        const auto& next = sample[std::size_t(begin + rows)].cells;
        const ColumnProfile rest(sample, std::max(below, begin + rows + 1), end, width, next);
        const ColumnProfile::Contrast contrast = rest.contrast(next);
        const bool again = next == sample[std::size_t(begin + rows - 1)].cells;
        const int needed = std::max(2, (rest.contrast(first).against + 1) / 2);
        if (contrast.like > 0 || (contrast.against < needed && !again))
            break;
        ++rows;
    }
    if (rows > 1)
        why = tr("%1 rows hold words where the columns below hold numbers, dates or codes").arg(rows);
    return rows;
}

QStringList joinedHeader(const std::vector<std::vector<std::string>>& rows, int width)
{
    QStringList names;
    std::vector<QString> carried(rows.size());
    for (int c = 0; c < width; ++c) {
        QString name;
        for (std::size_t r = 0; r < rows.size(); ++r) {
            const std::string_view cell = std::size_t(c) < rows[r].size() ? outerTrimmed(rows[r][std::size_t(c)]) : std::string_view();
            if (rows.size() > 1 && isJson(cell))
                continue;
            QString text = QString::fromUtf8(cell.data(), qsizetype(cell.size()));
            const bool below = r + 1 < rows.size() && std::size_t(c) < rows[r + 1].size() && !rows[r + 1][std::size_t(c)].empty();
            if (!text.isEmpty())
                carried[r] = text;
            else if (r + 1 < rows.size() && below)
                text = carried[r];
            if (!text.isEmpty() && !(r > 0 && text == name && rows[r] != rows[r - 1])) // a cell merged over both rows
                name += (name.isEmpty() ? QString() : QString(' ')) + text;
        }
        names << name;
    }
    return names;
}

} // namespace lectern
