/// UTF-8, UTF-16 and Windows-1252 in blocks. The usual case, valid UTF-8, is checked and handed on as it is.
#include "core/table/TextDecoder.h"

#include "core/base/Blocks.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>
#include <cstring>
#include <simdjson.h>

namespace lectern {

namespace {

constexpr std::size_t blockSize = blockOf(256 * 1024);

// Windows-1252 from 0x80 to 0x9f; 0 = no character there.
constexpr std::array<char16_t, 32> windows1252 = {
    0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017d, 0,
    0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0, 0x017e, 0x0178};

// MacRoman from 0x80 to 0xff.
constexpr std::array<char16_t, 128> macRoman = {
    0xc4,   0xc5,   0xc7,   0xc9,   0xd1,   0xd6,   0xdc,   0xe1,   0xe0,   0xe2,   0xe4,   0xe3,   0xe5,   0xe7,   0xe9,   0xe8,
    0xea,   0xeb,   0xed,   0xec,   0xee,   0xef,   0xf1,   0xf3,   0xf2,   0xf4,   0xf6,   0xf5,   0xfa,   0xf9,   0xfb,   0xfc,
    0x2020, 0xb0,   0xa2,   0xa3,   0xa7,   0x2022, 0xb6,   0xdf,   0xae,   0xa9,   0x2122, 0xb4,   0xa8,   0x2260, 0xc6,   0xd8,
    0x221e, 0xb1,   0x2264, 0x2265, 0xa5,   0xb5,   0x2202, 0x2211, 0x220f, 0x3c0,  0x222b, 0xaa,   0xba,   0x3a9,  0xe6,   0xf8,
    0xbf,   0xa1,   0xac,   0x221a, 0x192,  0x2248, 0x2206, 0xab,   0xbb,   0x2026, 0xa0,   0xc0,   0xc3,   0xd5,   0x152,  0x153,
    0x2013, 0x2014, 0x201c, 0x201d, 0x2018, 0x2019, 0xf7,   0x25ca, 0xff,   0x178,  0x2044, 0x20ac, 0x2039, 0x203a, 0xfb01, 0xfb02,
    0x2021, 0xb7,   0x201a, 0x201e, 0x2030, 0xc2,   0xca,   0xc1,   0xcb,   0xc8,   0xcd,   0xce,   0xcf,   0xcc,   0xd3,   0xd4,
    0xf8ff, 0xd2,   0xda,   0xdb,   0xd9,   0x131,  0x2c6,  0x2dc,  0xaf,   0x2d8,  0x2d9,  0x2da,  0xb8,   0x2dd,  0x2db,  0x2c7};

constexpr char32_t replacement = 0xfffd;

void appendUtf8(std::string& text, char32_t c)
{
    if (c < 0x80) {
        text += char(c);
    } else if (c < 0x800) {
        text += char(0xc0 | (c >> 6));
        text += char(0x80 | (c & 0x3f));
    } else if (c < 0x10000) {
        text += char(0xe0 | (c >> 12));
        text += char(0x80 | ((c >> 6) & 0x3f));
        text += char(0x80 | (c & 0x3f));
    } else {
        text += char(0xf0 | (c >> 18));
        text += char(0x80 | ((c >> 12) & 0x3f));
        text += char(0x80 | ((c >> 6) & 0x3f));
        text += char(0x80 | (c & 0x3f));
    }
}

/// Bytes a sequence that begins with `lead` has; 1 for what cannot begin one.
std::size_t sequenceLength(unsigned char lead)
{
    return lead >= 0xf0 && lead < 0xf5 ? 4 : lead >= 0xe0 ? (lead < 0xf0 ? 3 : 1) : lead >= 0xc2 ? 2 : 1;
}

/// How many bytes at the end of `text` are the beginning of a sequence that goes on behind it.
std::size_t unfinished(std::string_view text)
{
    for (std::size_t back = 1; back <= 3 && back <= text.size(); ++back) {
        const auto c = static_cast<unsigned char>(text[text.size() - back]);
        if (c < 0x80)
            return 0;
        if (c >= 0xc0)
            return sequenceLength(c) > back ? back : 0;
    }
    return 0;
}

bool isUtf8(std::string_view text)
{
    return simdjson::validate_utf8(text.data(), text.size());
}

char32_t fromWindows1252(unsigned char c)
{
    if (c < 0x80 || c >= 0xa0)
        return c;
    const char16_t mapped = windows1252[c - 0x80u];
    return mapped ? mapped : replacement;
}

char32_t fromMacRoman(unsigned char c)
{
    return c < 0x80 ? c : macRoman[c - 0x80u];
}

bool isAsciiLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Which of the two old encodings makes words: bytes beside ASCII letters that are letters in the one and a sign in the
/// other. 0x91-0x97 are curly quotes and dashes in Windows-1252, which stand beside letters, too: they say nothing
/// unless letters stand on both sides and it is no apostrophe.
bool readsAsMacRoman(std::string_view head)
{
    qint64 mac = 0;
    qint64 windows = 0;
    for (std::size_t i = 0; i < head.size(); ++i) {
        const auto c = static_cast<unsigned char>(head[i]);
        if (c < 0x80)
            continue;
        const bool before = i > 0 && isAsciiLetter(head[i - 1]);
        const bool behind = i + 1 < head.size() && isAsciiLetter(head[i + 1]);
        if (c >= 0xc0 && c != 0xd7 && c != 0xf7) {
            const bool quoteOnMac = c >= 0xd0 && c <= 0xd5; // dashes and curly quotes there
            windows += before && (behind || !quoteOnMac);
            mac += quoteOnMac && c == 0xd5 && before && i + 2 < head.size() && head[i + 1] == 's' && !isAsciiLetter(head[i + 2]);
        } else if (c <= 0x9f) {
            const bool signOnWindows = (c >= 0x91 && c <= 0x97) || c == 0x85;
            const bool letterOnWindows = c == 0x8a || c == 0x8c || c == 0x8e || c == 0x9a || c == 0x9c || c == 0x9e || c == 0x9f;
            mac += signOnWindows ? c != 0x92 && c != 0x91 && before && behind : (before || behind) && (!letterOnWindows || (before && behind));
        }
    }
    return mac > 2 * windows;
}

Encoding encodingWithReason(std::string_view head, bool complete, const char*& why)
{
    why = QT_TRANSLATE_NOOP("Table", "it begins with a byte order mark");
    if (head.starts_with("\xef\xbb\xbf"))
        return Encoding::Utf8;
    if (head.starts_with("\xff\xfe"))
        return Encoding::Utf16LittleEndian;
    if (head.starts_with("\xfe\xff"))
        return Encoding::Utf16BigEndian;
    why = QT_TRANSLATE_NOOP("Table", "every other byte at the beginning is zero");
    std::size_t nulls[2] = {0, 0};
    for (std::size_t i = 0; i < head.size(); ++i)
        nulls[i % 2] += head[i] == '\0';
    const std::size_t half = head.size() / 2;
    if (half > 2 && std::max(nulls[0], nulls[1]) * 5 > half * 2 && std::min(nulls[0], nulls[1]) * 4 < std::max(nulls[0], nulls[1]))
        return nulls[1] > nulls[0] ? Encoding::Utf16LittleEndian : Encoding::Utf16BigEndian;
    const std::string_view checked = complete ? head : head.substr(0, head.size() - unfinished(head));
    const bool ascii7 = std::ranges::none_of(head, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
    why = ascii7 ? QT_TRANSLATE_NOOP("Table", "only plain ASCII at the beginning")
                 : QT_TRANSLATE_NOOP("Table", "every byte at the beginning is valid UTF-8");
    if (isUtf8(checked))
        return Encoding::Utf8;
    std::size_t good = 0;
    std::size_t bad = 0;
    for (std::size_t i = 0; i < checked.size();) {
        const std::size_t length = std::min(sequenceLength(static_cast<unsigned char>(checked[i])), checked.size() - i);
        const bool ascii = static_cast<unsigned char>(checked[i]) < 0x80;
        const bool valid = ascii || (length > 1 && isUtf8(checked.substr(i, length)));
        good += valid && !ascii;
        bad += !valid;
        i += valid ? length : 1;
    }
    why = QT_TRANSLATE_NOOP("Table", "most bytes beyond ASCII are valid UTF-8, the others are repaired");
    if (good > bad)
        return Encoding::Utf8;
    why = QT_TRANSLATE_NOOP("Table", "it is not UTF-8, and so its letters make words");
    return readsAsMacRoman(checked) ? Encoding::MacRoman : Encoding::Windows1252;
}

} // namespace

Encoding encodingOf(std::string_view head, bool complete, QString* why)
{
    const char* reason = "";
    const Encoding encoding = encodingWithReason(head, complete, reason);
    if (why)
        *why = QCoreApplication::translate("Table", reason);
    return encoding;
}

QString encodingName(Encoding encoding)
{
    switch (encoding) {
    case Encoding::Utf8:
        return "UTF-8";
    case Encoding::Utf16LittleEndian:
        return "UTF-16LE";
    case Encoding::Utf16BigEndian:
        return "UTF-16BE";
    case Encoding::Windows1252:
        return "Windows-1252";
    case Encoding::MacRoman:
        return "MacRoman";
    }
    Q_UNREACHABLE();
}

bool looksBinary(std::string_view head)
{
    static constexpr std::string_view magics[] = {"PK\x03\x04", "PK\x05\x06", "\xd0\xcf\x11\xe0", "%PDF-", "\x89PNG",
                                                  "\x1f\x8b",   "SQLite format 3", "\xff\xd8\xff", "GIF8", "\x7f" "ELF"};
    for (const std::string_view magic : magics)
        if (head.starts_with(magic))
            return true;
    const Encoding encoding = encodingOf(head, false);
    if (encoding == Encoding::Utf16LittleEndian || encoding == Encoding::Utf16BigEndian)
        return false;
    const auto controls = std::ranges::count_if(head, [](char c) {
        const auto u = static_cast<unsigned char>(c);
        return u < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\v';
    });
    return controls > 4 && std::size_t(controls) * 50 > head.size();
}

TextDecoder::TextDecoder(std::unique_ptr<ByteReader> bytes, Encoding encoding)
    : m_bytes(std::move(bytes)), m_encoding(encoding)
{
}

Result<qint64> TextDecoder::read(char* bytes, qint64 size)
{
    while (m_at == m_text.size()) {
        LECTERN_ASSIGN(const bool more, decodeMore());
        if (!more)
            return 0;
    }
    const std::size_t count = std::min(std::size_t(size), m_text.size() - m_at);
    std::memcpy(bytes, m_text.data() + m_at, count);
    m_at += count;
    return qint64(count);
}

Result<bool> TextDecoder::decodeMore()
{
    if (m_ended)
        return false;
    m_text.clear();
    m_at = 0;
    const std::size_t carried = m_raw.size();
    m_raw.resize(carried + blockSize);
    auto got = m_bytes->read(m_raw.data() + carried, qint64(blockSize));
    if (!got)
        return failure(std::move(got).error());
    m_raw.resize(carried + std::size_t(*got));
    m_consumed += *got;
    m_ended = *got == 0;
    switch (m_encoding) {
    case Encoding::Utf8:
        decodeUtf8(m_ended);
        break;
    case Encoding::Windows1252:
        decodeSingleBytes(fromWindows1252);
        break;
    case Encoding::MacRoman:
        decodeSingleBytes(fromMacRoman);
        break;
    case Encoding::Utf16LittleEndian:
    case Encoding::Utf16BigEndian:
        decodeUtf16(m_ended);
        break;
    }
    if (!m_started && !m_text.empty()) {
        m_started = true;
        if (m_text.starts_with("\xef\xbb\xbf"))
            m_text.erase(0, 3);
    }
    dropControls();
    return true;
}

void TextDecoder::decodeUtf8(bool last)
{
    // The byte order mark may come in pieces: wait for its three bytes.
    if (!m_started && !last && m_raw.size() < 3)
        return;
    const std::size_t rest = last ? 0 : unfinished(m_raw);
    const std::string_view whole = std::string_view(m_raw).substr(0, m_raw.size() - rest);
    if (!isUtf8(whole)) {
        repairUtf8(last);
        return;
    }
    if (rest == 0) {
        m_text.swap(m_raw);
        m_raw.clear();
        return;
    }
    m_text.assign(whole);
    m_raw.erase(0, whole.size());
}

void TextDecoder::repairUtf8(bool last)
{
    const std::size_t end = m_raw.size() - (last ? 0 : unfinished(m_raw));
    const std::string_view raw = std::string_view(m_raw).substr(0, end);
    for (std::size_t i = 0; i < raw.size();) {
        const std::size_t length = std::min(sequenceLength(static_cast<unsigned char>(raw[i])), raw.size() - i);
        if (isUtf8(raw.substr(i, length))) {
            m_text.append(raw.substr(i, length));
            i += length;
            continue;
        }
        appendUtf8(m_text, fromWindows1252(static_cast<unsigned char>(raw[i])));
        ++m_repaired;
        ++i;
    }
    m_raw.erase(0, end);
}

void TextDecoder::decodeUtf16(bool last)
{
    const bool little = m_encoding == Encoding::Utf16LittleEndian;
    const auto unit = [&](std::size_t i) {
        const auto first = static_cast<unsigned char>(m_raw[i]);
        const auto second = static_cast<unsigned char>(m_raw[i + 1]);
        return char32_t(little ? first | (second << 8) : second | (first << 8));
    };
    std::size_t i = 0;
    for (; i + 2 <= m_raw.size(); i += 2) {
        const char32_t c = unit(i);
        if (c < 0xd800 || c > 0xdfff) {
            appendUtf8(m_text, c);
            continue;
        }
        if (c < 0xdc00 && i + 4 > m_raw.size() && !last)
            break;
        const char32_t low = c < 0xdc00 && i + 4 <= m_raw.size() ? unit(i + 2) : 0;
        if (low < 0xdc00 || low > 0xdfff) {
            appendUtf8(m_text, replacement);
            ++m_repaired;
            continue;
        }
        appendUtf8(m_text, 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00));
        i += 2;
    }
    m_raw.erase(0, i);
    if (last && !m_raw.empty()) {
        ++m_repaired;
        m_raw.clear();
    }
}

void TextDecoder::decodeSingleBytes(char32_t (*decoded)(unsigned char))
{
    for (const char c : m_raw) {
        const char32_t letter = decoded(static_cast<unsigned char>(c));
        m_repaired += letter == replacement;
        appendUtf8(m_text, letter);
    }
    m_raw.clear();
}

void TextDecoder::dropControls()
{
    if (!std::memchr(m_text.data(), '\0', m_text.size()) && !std::memchr(m_text.data(), 0x1a, m_text.size()))
        return;
    m_dropped += qint64(std::erase_if(m_text, [](char c) { return c == '\0' || c == 0x1a; }));
}

} // namespace lectern
