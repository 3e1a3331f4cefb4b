#pragma once

#include "support/pairing_builder.hpp"

#include <portfit/graph/lower.hpp>
#include <portfit/resolve/lookup.hpp>
#include <portfit/search/plan_figures.hpp>

#include <string>
#include <vector>

namespace portfit_test {

/// `os` on `d` for `m`, taken step by step from a catalog to figures of plans, without the analyses. Compiled once, in
/// resolved.cpp.
class resolved {
 public:
  explicit resolved(portfit::catalog told, const portfit::query& asked = {}, bool relaxable = false);
  explicit resolved(const portfit::catalog_builder& told, const portfit::query& asked = {}, bool relaxable = false);
  resolved(const resolved&) = delete;
  resolved& operator=(const resolved&) = delete;
  ~resolved();

  /// The decisions of these remedies.
  [[nodiscard]] portfit::decision_set plan(const std::vector<std::string>& remedies) const;
  /// Figures of the plan with these remedies.
  portfit::plan_figures figures(const std::vector<std::string>& remedies = {});
  /// The chance that every must holds after the plan, at the ranking's odds.
  double likelihood(const std::vector<std::string>& remedies = {});
  /// `ready`, `feasible`, `answerable`, `undetermined` or `blocked`.
  std::string verdict();
  /// The vertex of a kind and name.
  [[nodiscard]] std::size_t vertex(portfit::vertex_kind kind, const std::string& name) const;
  [[nodiscard]] bool has_vertex(portfit::vertex_kind kind, const std::string& name) const;

  portfit::catalog world;
  portfit::constraint_graph graph;
  portfit::pairing_entities who;
  portfit::lane device;
  portfit::lowered_problem lowered;
  portfit::compiled_problem compiled;
};

}  // namespace portfit_test
