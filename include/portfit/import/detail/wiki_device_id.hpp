#pragma once

#include <portfit/import/detail/text.hpp>

#include <algorithm>
#include <string>
#include <string_view>

namespace portfit::detail {

/// The id `read_lineage_wiki` gives a device: `oneplus-enchilada`; whatever an id cannot hold is `_`.
[[nodiscard]] inline std::string wiki_device_id(std::string_view vendor_short, std::string_view codename) {
  std::string id = std::string(vendor_short) + '-' + std::string(codename);
  std::replace_if(
      id.begin(), id.end(),
      [](char letter) { return !is_letter(letter) && !is_digit(letter) && letter != '_' && letter != '-'; }, '_');
  return id;
}

}  // namespace portfit::detail
