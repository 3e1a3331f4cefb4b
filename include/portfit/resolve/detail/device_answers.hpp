#pragma once

#include <portfit/catalog/catalog.hpp>
#include <portfit/graph/constraint_graph.hpp>
#include <portfit/graph/lower.hpp>
#include <portfit/resolve/detail/build_expression.hpp>
#include <portfit/resolve/detail/lane_reader.hpp>
#include <portfit/resolve/fact_columns.hpp>
#include <portfit/resolve/lookup.hpp>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace portfit::detail {

/// What is known of devices that are alike, as far as a count table groups them.
struct device_groups {
  bool among = true;               ///< of the population; false where that is not known
  std::map<std::string, bool> in;  ///< by group; not known: left out
};

/// What is stated of the counted fact of one device.
struct counted_word {
  std::string word;
  std::string source;  ///< that says it
};

/// Asks the devices of a catalog what a count table groups them by, and what is counted.
///
/// The conditions are wishes of a system that asks nothing else, lowered as every requirement is: what holds whatever is
/// unknown holds, what fails whatever is unknown fails. Devices alike in all that is asked are lowered once.
class device_answers {
 public:
  /// @pre The columns are of this catalog and query, and outlive the answers, as `table` does.
  device_answers(const count_table& table, fact_columns& columns)
      : world_(columns.world()),
        table_(table),
        columns_(columns),
        counted_(columns.column({fact_owner::device, table.of}, columns.world().facts.at(table.of))) {
    constraint_tables& all = tables(graph_);
    expression_builder make(world_, graph_);
    all.as_of = columns.asked().as_of ? *columns.asked().as_of : world_.as_of.value_or(date{});
    all.goal = make.add_vertex(vertex_kind::goal, table.id, 0);
    if (table.among) add_wish(make, *table.among);
    for (const auto& [name, holds] : table.groups) add_wish(make, holds);
    reader_ = std::make_unique<lane_reader>(columns, graph_, nobody(), nowhere());
  }
  device_answers(const device_answers&) = delete;
  device_answers& operator=(const device_answers&) = delete;

  /// The groups of a device, by its place in the columns; there as long as the answers.
  [[nodiscard]] const device_groups& groups_of(std::uint32_t which) {
    const auto row = reader_->read(which);
    const auto [number, is_new] = rows_.add(row);
    if (is_new) groups_.push_back(lowered_groups(row, which));
    return groups_[number];
  }

  /// What somebody says of the counted fact of a device, by its place in the columns.
  [[nodiscard]] std::optional<counted_word> word_of(std::uint32_t which) const {
    const fact_cell cell = counted_.cells[which];
    if (cell.is_stated == 0 || !counted_.content(cell.content).is_known()) return std::nullopt;
    const fact_declaration& declared = world_.facts.at(table_.of);
    const pairing_entities who{&nobody(), &nowhere(), columns_.devices()[which]};
    const fact_state state = find_fact(world_, who, columns_.asked(), {fact_owner::device, table_.of}, declared);
    const fact_value& value = state.values.front();
    counted_word result;
    if (const auto* const word = std::get_if<std::string>(&value))
      result.word = *word;
    else if (declared.type == fact_type::yes_no)
      result.word = std::get<double>(value) > 0 ? "yes" : "no";
    else
      result.word = declared.words.at(static_cast<std::size_t>(std::get<double>(value)));
    if (state.statement != nullptr) result.source = state.statement->source;
    return result;
  }

 private:
  [[nodiscard]] device_groups lowered_groups(std::span<const std::uint32_t> row, std::uint32_t which) const {
    device_groups result;
    const lane seen = reader_->lane_of(row, which);
    const lowered_problem lowered = lower(graph_, seen);
    std::vector<term> holds;
    for (const lowered_clause& each : lowered.shoulds) holds.push_back(each.levels.back().second);
    std::size_t next = 0;
    if (table_.among) result.among = holds[next++] == true_term;
    for (const auto& [name, is] : table_.groups) {
      const term found = holds[next++];
      if (found == true_term || found == false_term) result.in[name] = found == true_term;
    }
    return result;
  }

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

  const catalog& world_;
  const count_table& table_;
  fact_columns& columns_;
  const fact_column& counted_;
  constraint_graph graph_;
  std::unique_ptr<lane_reader> reader_;
  row_numbers rows_;
  std::deque<device_groups> groups_;  // by row; they stay where they are
};

}  // namespace portfit::detail
