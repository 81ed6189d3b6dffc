/// See ColumnEvidence.h.
#include "core/table/ColumnEvidence.h"

#include "core/table/NamedDate.h"

#include <algorithm>

namespace lectern {

namespace {

bool isDigits(std::string_view text)
{
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool isCompactDate(std::string_view text)
{
    if (text.size() != 8 || !isDigits(text))
        return false;
    const int year = std::stoi(std::string(text.substr(0, 4)));
    const int month = std::stoi(std::string(text.substr(4, 2)));
    const int day = std::stoi(std::string(text.substr(6, 2)));
    return year >= 1900 && year <= 2100 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

bool isHexadecimal(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// A UUID, in braces or not, or its digits alone.
bool isDigest(std::string_view text)
{
    if (text.size() == 38 && text.front() == '{' && text.back() == '}')
        text = text.substr(1, 36);
    if (text.size() != 32 && text.size() != 36)
        return false;
    const bool dashes = text.size() == 36;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool dash = dashes && (i == 8 || i == 13 || i == 18 || i == 23);
        if (dash ? text[i] != '-' : !isHexadecimal(text[i]))
            return false;
    }
    return true;
}

/// What offices of statistics write where a number would tell of single children.
bool isKeptBack(std::string_view text)
{
    static constexpr std::string_view marks[] = {"s", "S", "*", "**", "***", "\u2021", "suppressed", "Suppressed"};
    return std::ranges::find(marks, text) != std::end(marks);
}

/// 5-Oct, 30-May: what a spreadsheet makes of 5-10 and of a book's series.
bool isDayMonth(std::string_view text)
{
    const std::size_t dash = text.find('-');
    if (dash == std::string_view::npos || dash == 0 || dash > 2 || text.size() != dash + 4)
        return false;
    const auto date = isDigits(text.substr(0, dash)) ? namedDateAt(std::string(text) + "-2000") : std::nullopt;
    return date && date->english;
}

} // namespace

void ColumnEvidence::add(std::string_view cell)
{
    ++cells;
    std::string_view text = outerTrimmed(cell);
    if (text.size() >= 3 && text.starts_with("=\"") && text.back() == '"') {
        ++forced;
        text = text.substr(2, text.size() - 3);
    }
    if (isSpreadsheetError(text)) {
        ++errors;
        ++empty;
        return;
    }
    const CellShape shape = shapeOf(text);
    if (shape == CellShape::Empty) {
        ++empty;
        return;
    }
    ++shapes[shape];
    if (distinct.size() < 5000)
        distinct.emplace(text);
    digests += isDigest(text);
    if (isKeptBack(text))
        ++keptBack[std::string(text)];
    switch (shape) {
    case CellShape::Missing:
        if (tokens.size() < 20)
            ++tokens[std::string(text)];
        break;
    case CellShape::Date:
    case CellShape::DateTime: {
        const std::size_t mark = text.find_first_of("-/. ");
        const bool yearLeads = mark == 4 && isDigits(text.substr(0, 4)); // June 5 has a mark there, too
        isoDates += yearLeads && text[mark] == '-';
        yearFirst += yearLeads;
        namedDates += !yearLeads && std::ranges::any_of(text.substr(0, text.find(':')), [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z' && c != 'T' && c != 'Z'); });
        // The order is read from the date alone.
        order.add(text.substr(0, text.find_first_of(" ,T")));
        break;
    }
    case CellShape::Integer:
    case CellShape::Decimal: {
        const NumberShape number = numberShape(text);
        exponents += number.exponent;
        if (number.exponent && example.empty())
            example = text;
        if (number.open)
            ++(number.fractionMark == ',' ? openCommas : openPoints);
        else if (number.fractionMark == ',' || number.groupMark == '.')
            ++commas;
        else if (number.fractionMark == '.' || number.groupMark == ',')
            ++points;
        zeros += number.leadingZero && number.whole;
        longDigits += number.whole && number.digits > 15;
        longRounded += number.whole && number.digits > 15 && text.ends_with("000");
        pointZero += text.ends_with(".0");
        if (isDigits(text))
            ++lengths[text.size()];
        compactDates += isCompactDate(text);
        break;
    }
    case CellShape::Code:
        dayMonths += isDayMonth(text);
        break;
    default:
        break;
    }
}

} // namespace lectern
