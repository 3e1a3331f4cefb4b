#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>

namespace portfit {

/// A reference to a node of a decision diagram: its number within one manager. Children have smaller numbers than their
/// parents; 0 and 1 are the terminals.
using edge = std::uint32_t;

/// What a manager may spend. Counted, never in seconds, so that results do not depend on the machine.
struct diagram_limits {
  /// The most nodes a manager holds, terminals included.
  std::size_t nodes = 4'000'000;
  /// The most results its operations work out and remember: a measure of time.
  std::size_t steps = (std::numeric_limits<std::size_t>::max)();
  /// The most bytes its tables take, beyond the few thousand they begin with.
  std::size_t bytes = (std::numeric_limits<std::size_t>::max)();
};

namespace detail {

/// No node at all: what an operation gives once the node budget has ended.
inline constexpr edge missing_edge = (std::numeric_limits<edge>::max)();

/// Numbers from here on are never nodes; the computed tables use them to tell operations apart.
inline constexpr edge first_reserved_edge = 0xFFFF'FF00U;

}  // namespace detail
}  // namespace portfit
