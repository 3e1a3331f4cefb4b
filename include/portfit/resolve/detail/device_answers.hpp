#pragma once

#include <portfit/catalog/catalog.hpp>
#include <portfit/graph/constraint_graph.hpp>
#include <portfit/graph/lower.hpp>
#include <portfit/resolve/detail/build_expression.hpp>
#include <portfit/resolve/lookup.hpp>
#include <portfit/resolve/make_lane.hpp>
#include <portfit/resolve/query.hpp>

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

namespace portfit::detail {

/// What is known of one device, as far as a count table asks.
struct device_reply {
  bool among = true;                ///< of the population; false where that is not known
  std::map<std::string, bool> in;   ///< by group; not known: left out
  std::optional<std::string> word;  ///< of the counted fact, where it is stated
  std::string source;               ///< that says the word
};

/// Asks the devices of a catalog what a count table groups them by, and what is counted.
///
/// The conditions are wishes of a system that asks nothing else, lowered as every requirement is: what holds whatever is
/// unknown holds, what fails whatever is unknown fails.
class device_answers {
 public:
  device_answers(const catalog& world, const count_table& table, const query& asked)
      : world_(world), table_(table), asked_(asked) {
    asked_.horizon.reset();
    constraint_tables& all = tables(graph_);
    expression_builder make(world, graph_);
    all.as_of = asked.as_of ? *asked.as_of : world.as_of.value_or(date{});
    all.goal = make.add_vertex(vertex_kind::goal, table.id, 0);
    if (table.among) add_wish(make, *table.among);
    for (const auto& [name, holds] : table.groups) add_wish(make, holds);
  }
  device_answers(const device_answers&) = delete;
  device_answers& operator=(const device_answers&) = delete;

  [[nodiscard]] device_reply of(const device& what) const {
    device_reply result;
    const pairing_entities who{&nobody(), &nowhere(), &what};
    const lane seen = make_lane(world_, graph_, who, asked_);
    const lowered_problem lowered = lower(graph_, seen);
    std::vector<term> holds;
    for (const lowered_clause& each : lowered.shoulds) holds.push_back(each.levels.back().second);
    std::size_t next = 0;
    if (table_.among) result.among = holds[next++] == true_term;
    for (const auto& [name, is] : table_.groups) {
      const term found = holds[next++];
      if (found == true_term || found == false_term) result.in[name] = found == true_term;
    }
    find_word(who, result);
    return result;
  }

 private:
  static const operating_system& nobody() {
    static const operating_system made;
    return made;
  }
  static const market& nowhere() {
    static const market made;
    return made;
  }

  void add_wish(expression_builder& make, const expression& holds) {
    clause wish;
    wish.must = false;
    const std::size_t vertex =
        make.add_vertex(vertex_kind::requirement, describe(holds), tables(graph_).clauses.size());
    tables(graph_).clauses.push_back(std::move(wish));
    tables(graph_).clause_vertices.push_back(vertex);
    make.connect(tables(graph_).goal, vertex, edge_kind::wants);
    make.connect(vertex, make.add(holds), edge_kind::needs);
  }

  void find_word(const pairing_entities& who, device_reply& into) const {
    const fact_declaration& declared = world_.facts.at(table_.of);
    const fact_state state = find_fact(world_, who, asked_, {fact_owner::device, table_.of}, declared);
    if (!state.is_known() || state.from == fact_state::origin::defaulted) return;  // counted is what somebody says
    const fact_value& value = state.values.front();
    if (const auto* const word = std::get_if<std::string>(&value))
      into.word = *word;
    else if (declared.type == fact_type::yes_no)
      into.word = std::get<double>(value) > 0 ? "yes" : "no";
    else
      into.word = declared.words.at(static_cast<std::size_t>(std::get<double>(value)));
    if (state.statement != nullptr) into.source = state.statement->source;
  }

  const catalog& world_;
  const count_table& table_;
  query asked_;
  constraint_graph graph_;
};

}  // namespace portfit::detail
