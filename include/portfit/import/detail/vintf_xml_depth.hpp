#pragma once

#include <cstddef>

#include <pugixml.hpp>

namespace portfit::detail {

/// Whether elements below `root` are nested in `most` levels or more. Without recursion, which a stranger's file could make too
/// deep itself. Complexity: linear in the nodes.
[[nodiscard]] inline bool is_nested_too_deep(const pugi::xml_node& root, std::size_t most) {
  std::size_t depth = 0;
  for (pugi::xml_node each = root; each;) {
    if (each.first_child()) {
      each = each.first_child();
      if (++depth >= most) return true;
      continue;
    }
    while (each && !each.next_sibling() && depth > 0) {
      each = each.parent();
      --depth;
    }
    if (depth == 0) return false;
    each = each.next_sibling();
  }
  return false;
}

}  // namespace portfit::detail
