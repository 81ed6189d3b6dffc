/// What the cells of a column are, decided from a sample by evidence: whole numbers, decimals of one locale, dates of
/// one order, identifiers that must stay text. And damage spreadsheets do, recognised and said. Any thread.
#pragma once

#include <QString>
#include <QStringList>
#include <string>
#include <string_view>
#include <vector>

namespace lectern {

/// What a column holds.
enum class ColumnKind { Empty, Text, Identifier, Integer, Decimal, Date, DateTime, Time, Boolean };
[[nodiscard]] QString columnKindName(ColumnKind kind); ///< "integer", "date-time", …: stable, not translated

/// What a column was taken for, and why.
struct ColumnGuess
{
    ColumnKind kind = ColumnKind::Empty;
    QString format;     ///< dates: "dmy", "mdy", "iso", "named" (a month's name), "yyyymmdd", "" = order not to be told;
                        ///< numbers: "," = decimal comma, "." = decimal point; else empty
    QString why;        ///< one clause: "84 of 84 cells are dates; 25 have a day above 12 in front"
    QStringList damage; ///< what a spreadsheet did to it: "2 cells like 1.23E+11: digits are lost"
    qint64 filled = 0;  ///< cells of the sample that hold something
    qint64 missing = 0; ///< cells that are empty or a token for "nothing"
};

/// Guesses every column of a sample. Columns whose own cells leave decimal mark or date order open take what the other
/// columns say. `names` may have empty entries; rows may be ragged.
[[nodiscard]] std::vector<ColumnGuess> guessColumns(const QStringList& names,
                                                    const std::vector<std::vector<std::string>>& rows);

} // namespace lectern
