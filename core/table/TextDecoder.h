/// Bytes of a text in whatever encoding, as UTF-8. One bad byte never fails a file: it is repaired and counted.
/// Pool thread.
#pragma once

#include "core/table/Source.h"

#include <string>

namespace lectern {

enum class Encoding { Utf8, Utf16LittleEndian, Utf16BigEndian, Windows1252, MacRoman };
[[nodiscard]] QString encodingName(Encoding encoding); ///< "UTF-8", "Windows-1252", …

/// The encoding of a text by its first bytes: byte order mark, NULs at every other place, strict UTF-8, else
/// MacRoman where its letters make words and those of Windows-1252 do not, else Windows-1252. `complete`: `head` is the
/// whole text. `why` gets the reason in words.
[[nodiscard]] Encoding encodingOf(std::string_view head, bool complete, QString* why = nullptr);

/// True if these are the first bytes of something that is no text at all.
[[nodiscard]] bool looksBinary(std::string_view head);

/// Turns another reader's bytes into UTF-8 without byte order mark, NUL and Ctrl-Z.
class TextDecoder final : public ByteReader
{
public:
    TextDecoder(std::unique_ptr<ByteReader> bytes, Encoding encoding);

    [[nodiscard]] Result<qint64> read(char* bytes, qint64 size) override;

    [[nodiscard]] qint64 consumed() const { return m_consumed; } ///< bytes taken from the source
    [[nodiscard]] qint64 repaired() const { return m_repaired; } ///< bytes that meant nothing in the encoding
    [[nodiscard]] qint64 dropped() const { return m_dropped; }   ///< NULs and Ctrl-Zs left out

private:
    [[nodiscard]] Result<bool> decodeMore();
    void decodeUtf8(bool last);
    void repairUtf8(bool last);
    void decodeUtf16(bool last);
    void decodeSingleBytes(char32_t (*decoded)(unsigned char));
    void dropControls();

    std::unique_ptr<ByteReader> m_bytes;
    Encoding m_encoding;
    std::string m_raw;     // read, not yet decoded
    std::string m_text;    // decoded, not yet handed out
    std::size_t m_at = 0;  // of m_text
    qint64 m_consumed = 0;
    qint64 m_repaired = 0;
    qint64 m_dropped = 0;
    bool m_started = false;
    bool m_ended = false;
};

} // namespace lectern
