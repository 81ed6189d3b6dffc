/// See XmlText.h.
#include "core/table/XmlText.h"

#include "core/table/TextDecoder.h"

#include <algorithm>
#include <charconv>

namespace lectern {

namespace {

/// True if the declaration names one of the western 8-bit encodings.
bool saysLatin(std::string_view head)
{
    const std::string_view declaration = head.substr(0, std::min(head.find("?>"), std::size_t(256)));
    return declaration.starts_with("<?xml")
        && (declaration.find("8859-1") != std::string_view::npos || declaration.find("1252") != std::string_view::npos);
}

/// The head of a stream, then the rest of it.
class PrefixedReader final : public ByteReader
{
public:
    PrefixedReader(std::string head, std::unique_ptr<ByteReader> rest) : m_head(std::move(head)), m_rest(std::move(rest)) {}
    Result<qint64> read(char* bytes, qint64 size) override
    {
        if (m_at == m_head.size())
            return m_rest->read(bytes, size);
        const std::size_t count = m_head.copy(bytes, std::size_t(size), m_at);
        m_at += count;
        return qint64(count);
    }

private:
    std::string m_head;
    std::size_t m_at = 0;
    std::unique_ptr<ByteReader> m_rest;
};

} // namespace

Result<std::unique_ptr<ByteReader>> decodedText(std::unique_ptr<ByteReader> bytes)
{
    std::string head(4096, '\0');
    std::size_t filled = 0;
    while (filled < head.size()) {
        LECTERN_ASSIGN(const qint64 got, bytes->read(head.data() + filled, qint64(head.size() - filled)));
        if (got == 0)
            break;
        filled += std::size_t(got);
    }
    const bool complete = filled < head.size();
    head.resize(filled);
    const Encoding encoding = saysLatin(head) ? Encoding::Windows1252 : encodingOf(head, complete);
    return std::make_unique<TextDecoder>(std::make_unique<PrefixedReader>(std::move(head), std::move(bytes)), encoding);
}

bool appendUtf8(std::string& text, std::uint32_t code)
{
    if (code == 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff))
        return false;
    if (code < 0x80) {
        text += char(code);
    } else if (code < 0x800) {
        text += char(0xc0 | (code >> 6));
        text += char(0x80 | (code & 0x3f));
    } else if (code < 0x10000) {
        text += char(0xe0 | (code >> 12));
        text += char(0x80 | ((code >> 6) & 0x3f));
        text += char(0x80 | (code & 0x3f));
    } else {
        text += char(0xf0 | (code >> 18));
        text += char(0x80 | ((code >> 12) & 0x3f));
        text += char(0x80 | ((code >> 6) & 0x3f));
        text += char(0x80 | (code & 0x3f));
    }
    return true;
}

void appendLines(std::string& out, std::string_view text)
{
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\r', at), text.size());
        out.append(text.substr(at, end - at));
        at = end + 1;
        if (end < text.size() && (at == text.size() || text[at] != '\n'))
            out += '\n';
    }
}

bool appendResolved(std::string& out, std::string_view text)
{
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t amp = text.find('&', at);
        appendLines(out, text.substr(at, amp - at));
        if (amp == std::string_view::npos)
            break;
        const std::size_t end = text.find(';', amp);
        if (end == std::string_view::npos || end - amp > 12)
            return false;
        std::string_view name = text.substr(amp + 1, end - amp - 1);
        at = end + 1;
        if (name.starts_with('#')) {
            name.remove_prefix(1);
            const int base = name.starts_with('x') ? 16 : 10;
            if (base == 16)
                name.remove_prefix(1);
            std::uint32_t code = 0;
            const auto [stop, error] = std::from_chars(name.data(), name.data() + name.size(), code, base);
            if (error != std::errc() || stop != name.data() + name.size())
                return false;
            if (!appendUtf8(out, code))
                appendUtf8(out, 0xfffd);
        } else if (name == "amp") {
            out += '&';
        } else if (name == "lt") {
            out += '<';
        } else if (name == "gt") {
            out += '>';
        } else if (name == "quot") {
            out += '"';
        } else if (name == "apos") {
            out += '\'';
        } else {
            return false;
        }
    }
    return true;
}

} // namespace lectern
