#pragma once

#include <portfit/import/detail/text.hpp>

#include <array>
#include <string>
#include <string_view>
#include <utility>

namespace portfit::detail {

/// One id for a brand that sources write differently: the one of the LineageOS wiki, the largest list. A matter of naming alone:
/// brands that were bought or that sell each other's devices stay apart.
inline std::string common_vendor_id(std::string_view name) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 7> doubles{{{"banana_pi", "bananapi"},
                                                                                         {"f_x_tec", "fxtec"},
                                                                                         {"lg", "lge"},
                                                                                         {"lg_electronics", "lge"},
                                                                                         {"moto", "motorola"},
                                                                                         {"odroid", "hardkernel"},
                                                                                         {"qcom", "qualcomm"}}};
  const std::string id = identifier(name);
  for (const auto& [other, ours] : doubles)
    if (id == other) return std::string(ours);
  return id;
}

}  // namespace portfit::detail
