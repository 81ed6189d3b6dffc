/// XML as a stream of start tags, end tags and texts: what a spreadsheet's parts need and nothing more. Much quicker than
/// a general reader on sheets of millions of cells, and its memory is bounded whatever the document says: one token at a
/// time, no document types, no entities beyond the five of XML itself. Pool thread.
#pragma once

#include "core/table/Source.h"

#include <string>
#include <string_view>
#include <vector>

namespace lectern {

struct XmlLimits
{
    qint64 token = qint64(8) << 20; ///< bytes of one tag or one run of text
    int depth = 256;                ///< elements within elements
};

class XmlScanner
{
public:
    enum class Event { Start, End, Text, Done };

    /// `bytes` in any encoding TextDecoder knows. `file` names it in errors.
    XmlScanner(std::unique_ptr<ByteReader> bytes, QString file, XmlLimits limits = {});

    /// The next event. An empty element is a Start and an End. White space is text like any other; comments and
    /// instructions are left out. Errors "xml.damaged", "xml.document_type", "xml.too_deep", "table.field_too_long"
    /// and those of the bytes.
    [[nodiscard]] Result<Event> next();
    /// After a Start: goes on behind the End of that element.
    [[nodiscard]] Result<void> skip();
    /// After a Start: all text within the element, up to its End.
    [[nodiscard]] Result<std::string> textOfElement();

    /// Of a Start or End: the name without its prefix; valid until the next call. "" of a Text.
    [[nodiscard]] std::string_view name() const { return m_name; }
    /// Of a Start: the value of an attribute by its name without prefix; valid until the next call. "" if there is none.
    [[nodiscard]] std::string_view attribute(std::string_view name) const;
    struct Attribute
    {
        std::string_view name; ///< without prefix
        std::string_view value;
    };
    [[nodiscard]] const std::vector<Attribute>& attributes() const { return m_attributes; }
    /// Of a Text: entities resolved; valid until the next call.
    [[nodiscard]] std::string_view text() const { return m_text; }
    /// Elements that are open: 1 within the root; after an End what is left.
    [[nodiscard]] int depth() const { return int(m_open.size()); }

private:
    [[nodiscard]] Result<bool> fill();
    [[nodiscard]] Result<std::size_t> find(char stop, std::size_t from);
    [[nodiscard]] Result<std::size_t> find(std::string_view stop, std::size_t from);
    [[nodiscard]] Result<std::size_t> tagEnd();
    [[nodiscard]] Result<bool> skipDeclaration();
    [[nodiscard]] Result<Event> startTag(std::size_t end);
    [[nodiscard]] Result<Event> endTag(std::size_t end);
    [[nodiscard]] bool parseAttributes(const char* at, const char* end);
    [[nodiscard]] bool resolve(std::string_view& text);
    [[nodiscard]] std::unexpected<Error> damaged(const char* what) const;

    std::unique_ptr<ByteReader> m_bytes;
    QString m_file;
    XmlLimits m_limits;
    std::string m_buffer;
    std::size_t m_at = 0;  // of the next token
    std::size_t m_end = 0; // of the bytes read
    bool m_ended = false;
    bool m_rootSeen = false;
    bool m_emptyElement = false; // its End is still owed
    std::string_view m_name;
    std::string_view m_text;
    std::vector<Attribute> m_attributes;
    std::string m_resolved;          // texts that held entities
    std::string m_names;             // qualified names of the open elements, one behind the other
    std::vector<std::size_t> m_open; // where each begins
};

} // namespace lectern
