/// A zip in memory whose members are stored as they are, built for each input of a fuzzer: quick and always whole.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lectern::fuzz {

/// Name and bytes of a member.
using StoredMember = std::pair<std::string_view, std::string_view>;

[[nodiscard]] std::string storedZip(const std::vector<StoredMember>& members);

} // namespace lectern::fuzz
