/// Reading format codes and choosing what a cell shows. The digits are made in NumberFormatShown.cpp.
#include "core/table/NumberFormat.h"

#include <algorithm>
#include <charconv>

namespace lectern {

namespace {

bool equalsFolded(std::string_view text, std::string_view lower)
{
    return std::ranges::equal(text, lower, {}, [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
}

bool isDateLetter(char c)
{
    return std::string_view("yYmMdDhHsSeEgGbB").find(c) != std::string_view::npos;
}

std::size_t utf8Length(char lead)
{
    const auto byte = static_cast<unsigned char>(lead);
    return byte < 0xc0 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
}

void appendTwo(std::string& out, int number)
{
    out += char('0' + number / 10 % 10);
    out += char('0' + number % 10);
}

} // namespace

NumberFormat::NumberFormat(std::string_view code)
{
    parse(code);
    for (Section& section : m_sections)
        finish(section);
    classify();
}

void NumberFormat::parse(std::string_view code)
{
    using enum Token::Type;
    m_sections.emplace_back();
    for (std::size_t i = 0; i < code.size();) {
        Section& section = m_sections.back();
        std::vector<Token>& tokens = section.tokens;
        const char c = code[i];
        const std::string_view rest = code.substr(i);
        const auto literal = [&](std::string_view text) { tokens.push_back({Literal, std::string(text)}); };
        if (c == ';') {
            if (m_sections.size() == 4)
                return;
            m_sections.emplace_back();
            ++i;
        } else if (c == '"') {
            const std::size_t end = std::min(code.find('"', i + 1), code.size());
            literal(code.substr(i + 1, end - i - 1));
            i = end + 1;
        } else if (c == '\\' || c == '_' || c == '*') {
            const std::size_t length = i + 1 < code.size() ? utf8Length(code[i + 1]) : 0;
            if (c == '\\')
                literal(code.substr(i + 1, length));
            else if (c == '_')
                literal(" ");
            i += 1 + length;
        } else if (c == '[') {
            const std::size_t end = code.find(']', i);
            if (end == std::string_view::npos)
                return;
            std::string_view inner = code.substr(i + 1, end - i - 1);
            if (inner.starts_with('$')) {
                literal(inner.substr(1, inner.find('-') == std::string_view::npos ? inner.size() : inner.find('-') - 1));
            } else if (!inner.empty() && std::string_view("<>=").find(inner[0]) != std::string_view::npos) {
                const bool two = inner.size() > 1 && (inner[1] == '=' || inner[1] == '>');
                section.comparison = !two ? inner[0] : inner[1] == '>' ? 'n' : inner[0] == '<' ? 'l' : 'g';
                inner.remove_prefix(two ? 2 : 1);
                inner.remove_prefix(std::min(inner.find_first_not_of(' '), inner.size()));
                std::from_chars(inner.data(), inner.data() + inner.size(), section.operand);
            } else if (!inner.empty() && std::string_view("hHmMsS").find(inner[0]) != std::string_view::npos
                       && inner.find_first_not_of(inner[0]) == std::string_view::npos) {
                tokens.push_back({Elapsed, std::string(inner)});
            }
            i = end + 1;
        } else if (equalsFolded(rest.substr(0, 7), "general")) {
            tokens.push_back({General, {}});
            i += 7;
        } else if (equalsFolded(rest.substr(0, 5), "am/pm") || equalsFolded(rest.substr(0, 3), "a/p")) {
            const std::size_t length = equalsFolded(rest.substr(0, 3), "a/p") ? 3 : 5;
            tokens.push_back({AmPm, std::string(rest.substr(0, length))});
            i += length;
        } else if ((c == 'E' || c == 'e') && rest.size() > 1 && (rest[1] == '+' || rest[1] == '-')) {
            tokens.push_back({Exponent, std::string(rest.substr(0, 2))});
            i += 2;
        } else if (isDateLetter(c)) {
            std::size_t end = i;
            while (end < code.size() && (code[end] | 32) == (c | 32))
                ++end;
            tokens.push_back({Date, std::string(end - i, char(c | 32))});
            i = end;
        } else {
            const std::size_t length = utf8Length(c);
            const Token::Type type = c == '0' || c == '#' || c == '?' ? Digit : c == '.' ? Point : c == '%' ? Percent : c == '/' ? Slash : c == '@' ? Text : Literal;
            tokens.push_back({type, std::string(code.substr(i, length))});
            i += length;
        }
    }
}

/// Tells grouping and scaling commas from literal ones, minutes from months, slashes of dates from fractions.
void NumberFormat::finish(Section& section)
{
    using enum Token::Type;
    std::vector<Token>& tokens = section.tokens;
    section.dates = std::ranges::any_of(tokens, [](const Token& t) { return t.type == Date || t.type == Elapsed || t.type == AmPm; });
    if (section.dates) {
        char before = 0;
        for (std::size_t i = 0; i < tokens.size(); ++i) {
            Token& token = tokens[i];
            if (token.type == Slash)
                token.type = Literal;
            if (token.type != Date && token.type != Elapsed)
                continue;
            const auto seconds = std::find_if(tokens.begin() + std::ptrdiff_t(i) + 1, tokens.end(), [](const Token& t) { return t.type == Date || t.type == Elapsed; });
            const bool beforeSeconds = seconds != tokens.end() && (seconds->text[0] | 32) == 's';
            if (token.type == Date && token.text[0] == 'm' && token.text.size() <= 2 && (before == 'h' || beforeSeconds))
                token.text.assign(token.text.size(), 'i'); // minutes
            before = char(token.text[0] | 32);
        }
        return;
    }
    std::vector<Token> kept;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        section.percents += tokens[i].type == Percent;
        if (tokens[i].type != Literal || tokens[i].text != "," || kept.empty() || kept.back().type != Digit) {
            kept.push_back(tokens[i]);
            continue;
        }
        std::size_t next = i;
        while (next < tokens.size() && tokens[next].type == Literal && tokens[next].text == ",")
            ++next;
        if (next < tokens.size() && tokens[next].type == Digit)
            section.grouping = true;
        else
            section.scale += int(next - i);
        i = next - 1;
    }
    tokens = std::move(kept);
}

void NumberFormat::classify()
{
    using enum Token::Type;
    const Section& first = m_sections.front();
    std::string parts; // letters of the date in their order, '-' between those that something separates
    int zeros = 0;
    bool point = false, words = false, digits = false;
    for (const Token& token : first.tokens) {
        if (token.type == Date || token.type == Elapsed)
            parts += token.type == Elapsed ? 'E' : token.text[0];
        else if (!parts.empty())
            parts += '-';
        point |= token.type == Point;
        digits |= token.type == Digit;
        zeros += token.type == Digit && !point && token.text == "0";
        m_decimals += token.type == Digit && point;
        m_leastDecimals = token.type == Digit && point && token.text == "0" ? m_decimals : m_leastDecimals;
        words |= token.type == Percent || token.type == Slash || token.type == Exponent
            || (token.type == Literal && token.text.find_first_not_of(" ()+-") != std::string::npos);
        if (token.type == Text) {
            m_kind = Kind::Text;
            return;
        }
    }
    const auto has = [&](char c) { return parts.find(c) != std::string::npos; };
    if (first.dates) {
        const bool separated = has('-');
        const bool day = has('m') && (has('d') || (has('y') && separated));
        if (has('E'))
            m_kind = Kind::Other;
        else if (day)
            m_kind = has('h') ? Kind::DayTime : Kind::Day;
        else
            m_kind = has('h') && has('i') && separated && !has('y') && !has('d') && !has('m') ? Kind::Clock : Kind::Other;
    } else if (std::ranges::any_of(first.tokens, [](const Token& t) { return t.type == General; })) {
        m_kind = words || m_sections.size() > 1 ? Kind::Decorated : Kind::General;
    } else if (first.tokens.empty() && m_sections.size() == 1) {
        m_kind = Kind::General;
    } else {
        m_kind = words || !digits || zeros > 1 || first.scale > 0 || first.comparison ? Kind::Decorated : Kind::Plain;
    }
}

const NumberFormat::Section* NumberFormat::sectionFor(double value, bool& negate) const
{
    const auto holds = [&](const Section& s) {
        switch (s.comparison) {
        case '<': return value < s.operand;
        case '>': return value > s.operand;
        case '=': return value == s.operand;
        case 'l': return value <= s.operand;
        case 'g': return value >= s.operand;
        case 'n': return value != s.operand;
        default: return true;
        }
    };
    negate = value < 0;
    const std::size_t count = std::min<std::size_t>(m_sections.size(), 3);
    if (std::any_of(m_sections.begin(), m_sections.begin() + std::ptrdiff_t(count), [](const Section& s) { return s.comparison != 0; })) {
        for (std::size_t i = 0; i < count; ++i) {
            const bool implied = i == 1 && !m_sections[1].comparison && count > 2;
            if (implied ? value < 0 : holds(m_sections[i]))
                return &m_sections[i];
        }
        return nullptr;
    }
    if (count == 1 || value > 0 || (value == 0 && count == 2))
        return &m_sections[0];
    if (value < 0) {
        negate = false;
        return &m_sections[1];
    }
    return &m_sections[2];
}

void NumberFormat::append(std::string& out, double value, bool date1904) const
{
    SerialMoment moment;
    const bool dated = m_kind == Kind::Day || m_kind == Kind::DayTime || m_kind == Kind::Clock;
    if (m_kind == Kind::General || m_kind == Kind::Text || (dated && !momentOf(value, date1904, moment)))
        return appendNumber(out, value);
    if (m_kind == Kind::Plain)
        return appendPlain(out, value);
    if (!dated)
        return appendShown(out, value, date1904);
    constexpr double firstLikelyDay = 366;
    const bool clock = moment.year == 0 || (m_kind == Kind::Clock && value < firstLikelyDay);
    const bool time = moment.hour || moment.minute || moment.second || moment.millisecond;
    if (!clock) {
        appendTwo(out, moment.year / 100);
        appendTwo(out, moment.year);
        out += '-';
        appendTwo(out, moment.month);
        out += '-';
        appendTwo(out, moment.day);
        if (!time && m_kind == Kind::Day)
            return;
        out += ' ';
    }
    appendTwo(out, moment.hour);
    out += ':';
    appendTwo(out, moment.minute);
    out += ':';
    appendTwo(out, moment.second);
    if (moment.millisecond) {
        out += '.';
        out += char('0' + moment.millisecond / 100);
        appendTwo(out, moment.millisecond);
    }
}

} // namespace lectern
