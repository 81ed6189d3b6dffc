/// ="00123" is how spreadsheets are told that a cell is a text and to be left alone. Reading takes the form away,
/// writing puts it on where a spreadsheet would otherwise run the cell as a formula or change it when it saves.
#pragma once

#include <QString>
#include <string>
#include <string_view>

namespace lectern {

/// True for cells in the form ="…".
[[nodiscard]] inline bool isForcedText(std::string_view cell)
{
    return cell.size() >= 3 && cell.starts_with("=\"") && cell.back() == '"';
}

/// The text that is meant by ="…"; other cells as they are. `scratch` holds the result where quotation marks were doubled.
[[nodiscard]] inline std::string_view withoutTextForcing(std::string_view cell, std::string& scratch)
{
    if (!isForcedText(cell))
        return cell;
    const std::string_view inner = cell.substr(2, cell.size() - 3);
    if (inner.find("\"\"") == std::string_view::npos)
        return inner;
    scratch.clear();
    for (std::size_t i = 0; i < inner.size(); ++i) {
        scratch += inner[i];
        if (inner[i] == '"' && i + 1 < inner.size() && inner[i + 1] == '"')
            ++i;
    }
    return scratch;
}

/// The cell in a form no spreadsheet runs or rewrites: words and plain whole numbers as they are, all else as ="…".
[[nodiscard]] QString withTextForcing(const QString& cell);

} // namespace lectern
