#include "core/store/RawRecord.h"

#include <cstring>

namespace lectern {

namespace {

constexpr std::size_t integerBytes[] = {0, 1, 2, 3, 4, 6, 8}; ///< by type
constexpr quint64 longestType = 6, typeOfZero = 8, typeOfOne = 9, typeOfNoText = 13;

quint64 typeOf(qint64 value)
{
    if (value == 0 || value == 1)
        return value == 0 ? typeOfZero : typeOfOne;
    const quint64 magnitude = quint64(value < 0 ? ~value : value);
    quint64 type = 1;
    while (type < longestType && magnitude >> (8 * integerBytes[type] - 1) != 0)
        ++type;
    return type;
}

quint64 takeVarint(std::string_view& bytes)
{
    quint64 value = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const auto byte = static_cast<unsigned char>(bytes[i]);
        const bool last = i == 8; // the ninth holds eight bits
        value = last ? value << 8 | byte : value << 7 | (byte & 0x7f);
        if (last || byte < 0x80) {
            bytes.remove_prefix(i + 1);
            break;
        }
    }
    return value;
}

} // namespace

std::size_t varintSize(quint64 value)
{
    std::size_t bytes = 1;
    while (bytes < 9 && (value >>= 7) != 0)
        ++bytes;
    return bytes;
}

char* putLongVarint(char* at, quint64 value)
{
    const std::size_t bytes = varintSize(value);
    std::size_t i = bytes;
    if (bytes == 9) {
        at[--i] = char(value);
        value >>= 8;
    }
    for (; i-- > 0; value >>= 7)
        at[i] = char((value & 0x7f) | (i + 1 < bytes ? 0x80 : 0));
    return at + bytes;
}

RecordSpan appendRecord(std::string& buffer, std::span<const StoredCell> values)
{
    std::size_t most = 0; // bytes the values can take
    for (const StoredCell& value : values)
        most += value.text.size() + sizeof value.integer;
    RecordSpan span{.at = buffer.size()};
    buffer.resize_and_overwrite(span.at + most + 9 * values.size(), [&](char* bytes, std::size_t) {
        char* const begin = bytes + span.at;
        char* const types = begin + most; // moved up when it is clear where the values end
        char *at = begin, *type = types;
        for (const StoredCell& value : values) {
            if (value.kind == StoredCell::Kind::Text) {
                type = putVarint(type, typeOfNoText + 2 * value.text.size());
                at += value.text.copy(at, value.text.size());
            } else if (value.kind == StoredCell::Kind::Integer) {
                const quint64 kind = typeOf(value.integer);
                *type++ = char(kind);
                if (kind <= longestType)
                    at = putBigEndian(at, quint64(value.integer), integerBytes[kind]);
            } else {
                *type++ = 0;
            }
        }
        span.values = std::size_t(at - begin);
        span.types = std::size_t(type - types);
        std::memmove(at, types, span.types);
        return span.at + span.values + span.types;
    });
    return span;
}

StoredCell takeValue(RecordPart& part)
{
    if (part.types.empty())
        return {};
    const quint64 type = takeVarint(part.types);
    if (type >= typeOfNoText) {
        const std::size_t bytes = (type - typeOfNoText) / 2;
        const StoredCell value{StoredCell::Kind::Text, part.values.substr(0, bytes), 0};
        part.values.remove_prefix(bytes);
        return value;
    }
    if (type == 0)
        return {};
    StoredCell value{StoredCell::Kind::Integer, {}, type == typeOfOne ? 1 : 0};
    if (type <= longestType) {
        const std::size_t bytes = integerBytes[type];
        quint64 number = (part.values.front() & 0x80) != 0 ? ~quint64(0) : 0;
        for (const char byte : part.values.substr(0, bytes))
            number = number << 8 | static_cast<unsigned char>(byte);
        value.integer = qint64(number);
        part.values.remove_prefix(bytes);
    }
    return value;
}

} // namespace lectern
