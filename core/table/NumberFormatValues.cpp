/// What format codes are applied to and which ones are built in: moments, plain numbers, codes by their id.
#include "core/table/NumberFormat.h"

#include <array>
#include <charconv>
#include <chrono>
#include <cmath>

namespace lectern {

bool momentOf(double serial, bool date1904, SerialMoment& moment)
{
    if (!(serial >= 0) || serial >= 2958466)
        return false;
    double whole = std::floor(serial);
    qint64 ms = qint64(std::llround((serial - whole) * 86400000.0));
    if (ms == 86400000) {
        ms = 0;
        whole += 1;
    }
    const int days = int(whole);
    moment = {};
    moment.hour = int(ms / 3600000);
    moment.minute = int(ms / 60000 % 60);
    moment.second = int(ms / 1000 % 60);
    moment.millisecond = int(ms % 1000);
    moment.weekday = date1904 ? (days + 5) % 7 : (days + 6) % 7;
    if (!date1904 && days == 0)
        return true;
    if (!date1904 && days == 60) {
        moment.year = 1900;
        moment.month = 2;
        moment.day = 29;
        return true;
    }
    using namespace std::chrono;
    const sys_days first = date1904 ? sys_days(year(1904) / 1 / 1) : days > 60 ? sys_days(year(1899) / 12 / 30) : sys_days(year(1899) / 12 / 31);
    const year_month_day date(first + std::chrono::days(days));
    moment.year = int(date.year());
    moment.month = int(unsigned(date.month()));
    moment.day = int(unsigned(date.day()));
    return moment.year <= 9999;
}

void appendNumber(std::string& out, double value)
{
    if (!std::isfinite(value)) {
        out += "#NUM!";
        return;
    }
    if (value == 0)
        value = 0; // no "-0"
    std::array<char, 64> text;
    char* end = std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::general, 15).ptr;
    const double size = std::abs(value);
    if (size >= 1e-9 && size < 1e-4) {
        end = std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed, 14 - int(std::floor(std::log10(size)))).ptr;
        while (end[-1] == '0')
            --end;
    }
    out.append(text.data(), end);
}

std::string_view builtInFormat(int id)
{
    switch (id) {
    case 0: return "General";
    case 1: return "0";
    case 2: return "0.00";
    case 3: return "#,##0";
    case 4: return "#,##0.00";
    case 5: case 6: return "\"$\"#,##0_);\\(\"$\"#,##0\\)";
    case 7: case 8: return "\"$\"#,##0.00_);\\(\"$\"#,##0.00\\)";
    case 9: return "0%";
    case 10: return "0.00%";
    case 11: return "0.00E+00";
    case 12: return "# ?/?";
    case 13: return "# ?\?/?\?";
    case 14: case 27: case 28: case 29: case 30: case 31: case 36: return "m/d/yyyy";
    case 50: case 51: case 52: case 53: case 54: case 57: case 58: return "m/d/yyyy";
    case 15: return "d-mmm-yy";
    case 16: return "d-mmm";
    case 17: return "mmm-yy";
    case 18: case 34: case 55: return "h:mm AM/PM";
    case 19: case 35: case 56: return "h:mm:ss AM/PM";
    case 20: case 32: return "h:mm";
    case 21: case 33: return "h:mm:ss";
    case 22: return "m/d/yyyy h:mm";
    case 37: case 38: return "#,##0_);\\(#,##0\\)";
    case 39: case 40: return "#,##0.00_);\\(#,##0.00\\)";
    case 41: return "_(* #,##0_);_(* \\(#,##0\\);_(* \"-\"_);_(@_)";
    case 42: return "_(\"$\"* #,##0_);_(\"$\"* \\(#,##0\\);_(\"$\"* \"-\"_);_(@_)";
    case 43: return "_(* #,##0.00_);_(* \\(#,##0.00\\);_(* \"-\"?\?_);_(@_)";
    case 44: return "_(\"$\"* #,##0.00_);_(\"$\"* \\(#,##0.00\\);_(\"$\"* \"-\"?\?_);_(@_)";
    case 45: return "mm:ss";
    case 46: return "[h]:mm:ss";
    case 47: return "mm:ss.0";
    case 48: return "##0.0E+0";
    case 49: return "@";
    default: return {};
    }
}

} // namespace lectern
