/// See StoredZip.h. The layout is that of PKWARE's APPNOTE 6.3, version 1.0 records.
#include "tests/fuzz/StoredZip.h"

#include <array>
#include <cstdint>

namespace lectern::fuzz {

namespace {

std::uint32_t checksum(std::string_view bytes)
{
    static const std::array<std::uint32_t, 256> table = [] {
        std::array<std::uint32_t, 256> entries{};
        for (std::uint32_t i = 0; i < entries.size(); ++i) {
            std::uint32_t value = i;
            for (int bit = 0; bit < 8; ++bit)
                value = (value >> 1) ^ ((value & 1) ? 0xedb88320u : 0u);
            entries[i] = value;
        }
        return entries;
    }();
    std::uint32_t sum = 0xffffffffu;
    for (const char c : bytes)
        sum = (sum >> 8) ^ table[(sum ^ std::uint8_t(c)) & 0xff];
    return ~sum;
}

void put(std::string& out, std::uint32_t number, int bytes)
{
    for (int i = 0; i < bytes; ++i)
        out += char((number >> (8 * i)) & 0xff);
}

/// What local and central header share: version needed to name length.
void putShared(std::string& out, const StoredMember& member)
{
    put(out, 10, 2);
    put(out, 0, 2);     // flags
    put(out, 0, 2);     // stored
    put(out, 0, 2);     // time
    put(out, 0x21, 2);  // 1980-01-01
    put(out, checksum(member.second), 4);
    put(out, std::uint32_t(member.second.size()), 4);
    put(out, std::uint32_t(member.second.size()), 4);
    put(out, std::uint32_t(member.first.size()), 2);
    put(out, 0, 2); // extra
}

} // namespace

std::string storedZip(const std::vector<StoredMember>& members)
{
    std::string out, directory;
    for (const StoredMember& member : members) {
        const auto at = std::uint32_t(out.size());
        out += "PK\x03\x04";
        putShared(out, member);
        out += member.first;
        out += member.second;
        directory += "PK\x01\x02";
        put(directory, 10, 2);
        putShared(directory, member);
        put(directory, 0, 2); // comment
        put(directory, 0, 2); // disk
        put(directory, 0, 2); // internal attributes
        put(directory, 0, 4); // external attributes
        put(directory, at, 4);
        directory += member.first;
    }
    const auto start = std::uint32_t(out.size());
    out += directory;
    out += "PK\x05\x06";
    put(out, 0, 4); // disks
    put(out, std::uint32_t(members.size()), 2);
    put(out, std::uint32_t(members.size()), 2);
    put(out, std::uint32_t(directory.size()), 4);
    put(out, start, 4);
    put(out, 0, 2);
    return out;
}

} // namespace lectern::fuzz
