/// How a spreadsheet shows a number: a format code such as `#,##0.00`, `0%`, `yyyy-mm-dd`, `[h]:mm`, understood once and
/// applied to many cells. Rules: ECMA-376 part 1, 18.8.31, and what Excel does where that is silent. Any thread.
#pragma once

#include <QString>
#include <string>
#include <string_view>
#include <vector>

namespace lectern {

/// A serial number of days as a moment. `date1904`: the workbook counts from 1904.
struct SerialMoment
{
    int year = 0, month = 0, day = 0, weekday = 0; ///< weekday: 0 = Sunday; year 0 = no day, a time alone
    int hour = 0, minute = 0, second = 0, millisecond = 0;
};
/// Serial 0 to below 2958466 (the year 9999); the day 60 of the 1900 system is the 29th of February that never was and
/// comes back as it stands. Rounded to the millisecond. False outside that range.
[[nodiscard]] bool momentOf(double serial, bool date1904, SerialMoment& moment);

/// A number as a person would type it: 15 significant digits, no exponent from 1e-9 to below 1e15.
void appendNumber(std::string& out, double value);

class NumberFormat
{
public:
    /// What kind of value the format makes of a number.
    enum class Kind { General, Plain, Decorated, Day, DayTime, Clock, Other, Text };

    explicit NumberFormat(std::string_view code = "General");

    /// General; Plain: digits alone; Decorated: with percent, currency, words, fractions, exponents, leading zeros; Day: a
    /// whole date or a part of it that names one; DayTime; Clock: a time of day; Other: durations and single parts of a date.
    [[nodiscard]] Kind kind() const { return m_kind; }

    /// Appends `value` as data: days as YYYY-MM-DD, with " HH:MM:SS" if there is a time; times of day as HH:MM:SS;
    /// General with all digits the cell holds; Plain rounded as shown, without thousands marks; everything else as the
    /// spreadsheet shows it. So a workbook reads like the CSV the spreadsheet program saves of it.
    void append(std::string& out, double value, bool date1904) const;

private:
    struct Token
    {
        enum class Type { Literal, Digit, Point, Exponent, Percent, Slash, General, Text, Date, Elapsed, AmPm } type;
        std::string text; ///< the literal; the run of one letter ("yyyy"); the placeholder ("0", "#", "?")
    };
    struct Section
    {
        std::vector<Token> tokens;
        char comparison = 0; ///< '<', '>', '=', 'l' (<=), 'g' (>=), 'n' (<>), 0 = none
        double operand = 0;
        int scale = 0;        ///< thousands commas behind the last digit
        int percents = 0;
        bool grouping = false;
        bool dates = false;
    };

    void parse(std::string_view code);
    static void finish(Section& section);
    void classify();
    [[nodiscard]] const Section* sectionFor(double value, bool& negate) const;
    void appendShown(std::string& out, double value, bool date1904) const;
    static void appendDigits(std::string& out, const Section& section, double value);
    static void appendFraction(std::string& out, const Section& section, double value);
    static void appendExponent(std::string& out, const Section& section, double value);
    static bool appendMoment(std::string& out, const Section& section, double value, bool date1904);

    void appendPlain(std::string& out, double value) const;

    std::vector<Section> m_sections;
    Kind m_kind = Kind::General;
    int m_decimals = 0;      // of a Plain format
    int m_leastDecimals = 0; // of them, those shown though they are zero
};

/// The code of a built-in format id (ECMA-376 part 1, 18.8.30); "" if the id is none. Ids that depend on the country of
/// the program are given in their English form.
[[nodiscard]] std::string_view builtInFormat(int id);

} // namespace lectern
