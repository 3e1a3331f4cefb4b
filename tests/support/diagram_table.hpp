#pragma once

#include <portfit/diagram/bdd.hpp>

#include "truth_table.hpp"

#include <cstddef>

namespace portfit_test {

/// The truth table of a diagram, by walking down from the root once per assignment.
inline truth_table table_of(const portfit::bdd_manager& manager, portfit::edge root, std::size_t variables) {
  return truth_table::from(variables, [&](std::size_t assignment) {
    portfit::edge current = root;
    while (!portfit::bdd_manager::is_constant(current)) {
      const bool holds = (assignment >> manager.top(current) & 1U) != 0;
      current = holds ? manager.high(current) : manager.low(current);
    }
    return current == portfit::bdd_manager::true_edge;
  });
}

}  // namespace portfit_test
