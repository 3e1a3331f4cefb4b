#pragma once

#include <portfit/import/detail/text.hpp>

#include <string>
#include <string_view>
#include <utility>

namespace portfit::detail {

/// The two letters (ISO 3166) of a country given by them or by its English or Russian name; empty: none that we know.
inline std::string country_code(std::string_view text) {
  static constexpr std::pair<std::string_view, std::string_view> names[] = {{"china", "CN"},
                                                                            {"китай", "CN"},
                                                                            {"кнр", "CN"},
                                                                            {"prc", "CN"},
                                                                            {"hong kong", "HK"},
                                                                            {"гонконг", "HK"},
                                                                            {"taiwan", "TW"},
                                                                            {"тайвань", "TW"},
                                                                            {"russia", "RU"},
                                                                            {"россия", "RU"},
                                                                            {"рф", "RU"},
                                                                            {"india", "IN"},
                                                                            {"индия", "IN"},
                                                                            {"vietnam", "VN"},
                                                                            {"viet nam", "VN"},
                                                                            {"вьетнам", "VN"},
                                                                            {"usa", "US"},
                                                                            {"сша", "US"},
                                                                            {"united states", "US"},
                                                                            {"uk", "GB"},
                                                                            {"united kingdom", "GB"},
                                                                            {"великобритания", "GB"},
                                                                            {"germany", "DE"},
                                                                            {"германия", "DE"},
                                                                            {"france", "FR"},
                                                                            {"франция", "FR"},
                                                                            {"finland", "FI"},
                                                                            {"финляндия", "FI"},
                                                                            {"netherlands", "NL"},
                                                                            {"нидерланды", "NL"},
                                                                            {"spain", "ES"},
                                                                            {"испания", "ES"},
                                                                            {"italy", "IT"},
                                                                            {"италия", "IT"},
                                                                            {"poland", "PL"},
                                                                            {"польша", "PL"},
                                                                            {"turkey", "TR"},
                                                                            {"турция", "TR"},
                                                                            {"korea", "KR"},
                                                                            {"south korea", "KR"},
                                                                            {"корея", "KR"},
                                                                            {"южная корея", "KR"},
                                                                            {"japan", "JP"},
                                                                            {"япония", "JP"},
                                                                            {"singapore", "SG"},
                                                                            {"сингапур", "SG"},
                                                                            {"malaysia", "MY"},
                                                                            {"малайзия", "MY"},
                                                                            {"indonesia", "ID"},
                                                                            {"индонезия", "ID"},
                                                                            {"thailand", "TH"},
                                                                            {"таиланд", "TH"},
                                                                            {"bangladesh", "BD"},
                                                                            {"бангладеш", "BD"},
                                                                            {"brazil", "BR"},
                                                                            {"бразилия", "BR"},
                                                                            {"belarus", "BY"},
                                                                            {"беларусь", "BY"},
                                                                            {"kazakhstan", "KZ"},
                                                                            {"казахстан", "KZ"},
                                                                            {"uzbekistan", "UZ"},
                                                                            {"узбекистан", "UZ"},
                                                                            {"armenia", "AM"},
                                                                            {"армения", "AM"}};
  const std::string form = folded(text);
  for (const auto& [name, code] : names)
    if (form == name) return std::string(code);
  if (form.size() != 2 || !is_letter(form[0]) || !is_letter(form[1])) return {};
  return {static_cast<char>(form[0] - 32), static_cast<char>(form[1] - 32)};
}

}  // namespace portfit::detail
