#pragma once

#include <portfit/analysis/assess.hpp>
#include <portfit/analysis/detail/lane_shapes.hpp>
#include <portfit/graph/detail/row_numbers.hpp>
#include <portfit/resolve/build_graph.hpp>
#include <portfit/resolve/detail/lane_reader.hpp>
#include <portfit/resolve/fact_columns.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace portfit {

/// How much work many pairings of one system and market took.
struct batch_counts {
  std::size_t lanes = 0;       ///< pairings
  std::size_t signatures = 0;  ///< different lanes, names left out
  std::size_t answers = 0;     ///< different formulas and chances: so many best plans were looked for
  std::size_t shapes = 0;      ///< different formulas as lanes were lowered
  std::size_t problems = 0;    ///< different formulas as they were compiled
};

/// One row of a batch: a device, by its place in the columns, and what it is told.
struct batch_row {
  std::uint32_t device = 0;
  std::uint32_t signature = 0;  ///< lanes with the same one differ in names alone
};

/// One system in one market over many devices: every row is what `assess` gives for the pairing, to the last bit.
///
/// Everything that enters a formula but names makes the signature of a lane. Each distinct signature is answered once, each
/// distinct formula is compiled and decided once, and plans are evaluated for many sets of chances at a time. Full assessments
/// are made from rows when they are asked for.
///
/// Not safe for use from several threads at once; several batches over one `fact_columns` are not, either.
class pairing_batch {
 public:
  /// @param counted  chances counted for other systems and markets, as for `build_graph`; may be null
  /// @pre `columns`, `os` and `where` outlive the batch; the columns were made with `options.asked`.
  pairing_batch(fact_columns& columns, const operating_system& os, const market& where,
                const assess_options& options = {}, counted_tables* counted = nullptr)
      : columns_(columns),
        os_(os),
        market_(where),
        options_(options),
        graph_(build_graph(columns.world(), os, where, options.asked, counted)),
        reader_(columns, graph_, os, where),
        shapes_(reader_, columns.world(), options_) {
    const constraint_tables& all = tables(graph_);
    for (const constraint_condition& each : all.conditions)
      if (each.is == constraint_condition::kind::fact_test && each.other_slot)
        for (const std::size_t slot : {each.slot, *each.other_slot})
          compares_sets_ = compares_sets_ || all.facts[slot].declared->type == fact_type::word_set;
  }
  pairing_batch(const pairing_batch&) = delete;
  pairing_batch& operator=(const pairing_batch&) = delete;

  [[nodiscard]] const constraint_graph& graph() const { return graph_; }

  /// Answers the devices from `first` up to, and without, `last`; their rows are added to `into`.
  /// Complexity: linear in devices x slots, plus one search for each distinct signature.
  void assess_all(std::uint32_t first, std::uint32_t last, std::vector<batch_row>& into) {
    for (std::uint32_t which = first; which < last; ++which) into.push_back(read(which));
    settle(last - first);
  }

  /// The same for these devices, by their places in the columns.
  void assess_all(std::span<const std::uint32_t> which, std::vector<batch_row>& into) {
    for (const std::uint32_t each : which) into.push_back(read(each));
    settle(which.size());
  }

  /// What the lanes of a signature have in common.
  [[nodiscard]] const detail::lane_answer& told(std::uint32_t signature) const {
    return shapes_[told_[signature].reply.answer];
  }
  [[nodiscard]] const device& device_of(const batch_row& row) const { return *columns_.devices()[row.device]; }

  /// The whole assessment of a row.
  [[nodiscard]] assessment assessed(const batch_row& row) {
    assessment result;
    assess_into(row, result);
    return result;
  }

  /// The same, in the place of another one, whose memory is used again.
  void assess_into(const batch_row& row, assessment& into) {
    const detail::lane_answer& answer = told(row.signature);
    if (answer.is_alone) {
      into = assess(columns_.world(), graph_, reader_.pairing(row.device), options_);
      return;
    }
    const device& what = device_of(row);
    into.os = os_.id;
    into.device = what.id;
    into.market = market_.id;
    into.vendor = what.vendor;
    into.verdict = answer.verdict;
    into.answerable = answer.answerable;
    into.plan = answer.plan;
    into.remedies.resize(answer.remedies.size());
    for (std::size_t each = 0; each < answer.remedies.size(); ++each)
      into.remedies[each] = tables(graph_).remedies[answer.remedies[each]].what->id;
    write_counted(into, row.device);
    into.best_guaranteed = answer.best_guaranteed;
    into.optimal = answer.optimal;
    into.best_bound = answer.best_bound;
    into.cost_enters = columns_.world().scale.has_value();
    into.has_shoulds = has_shoulds();
    write_facts(into.facts, row);
  }

  /// Forgets signatures and answers, so that memory does not grow with the number of devices; rows given so far are void.
  void forget() {
    add_to_counts();
    signatures_.clear();
    told_.clear();
    shapes_.forget();
  }

  [[nodiscard]] std::size_t signature_count() const { return signatures_.size(); }

  [[nodiscard]] batch_counts counts() const {
    batch_counts result = counts_;
    result.signatures += signatures_.size();
    result.answers += shapes_.answer_count();
    result.shapes = shapes_.shape_count();
    result.problems = shapes_.problem_count();
    return result;
  }

 private:
  /// One fact of a report: a slot, or a word of the set that stands there.
  struct layout_item {
    std::size_t slot = 0;
    std::string name;         ///< with a colon before it, and the word after it
    std::uint32_t place = 0;  ///< among the names of the layout
  };
  /// Which facts a report lists.
  struct layout {
    std::vector<layout_item> items;
    std::vector<std::uint32_t> order;  ///< by key for the lane it was last used for: most often the next one's as well
  };
  struct told_lane {
    detail::lane_reply reply;
    std::uint32_t layout = 0;
  };

  /// The row of a device; what is told of its signature is there once it is settled.
  [[nodiscard]] batch_row read(std::uint32_t which) {
    const auto row = reader_.read(which);
    const auto [number, is_new] = signatures_.add(row);
    if (is_new) told_.push_back({shapes_.reply_to(row, which), layout_of(row, which)});
    return {which, number};
  }

  void settle(std::size_t lanes) {
    shapes_.settle();
    if (shapes_.is_full()) shapes_.forget_shapes();
    counts_.lanes += lanes;
  }

  void add_to_counts() {
    counts_.signatures += signatures_.size();
    counts_.answers += shapes_.answer_count();
  }

  [[nodiscard]] bool has_shoulds() const {
    const auto& clauses = tables(graph_).clauses;
    return std::any_of(clauses.begin(), clauses.end(), [](const clause& each) { return !each.must; });
  }

  void write_counted(assessment& into, std::uint32_t which) const {
    std::map<std::string, counted_chance> before;  // its memory is used again
    before.swap(into.counted);
    const constraint_tables& all = tables(graph_);
    if (all.counted.empty() || into.remedies.empty()) return;
    for (const remedy_entry& each : all.remedies) {
      const std::string& id = each.what->id;
      if (std::find(into.remedies.begin(), into.remedies.end(), id) == into.remedies.end()) continue;
      const auto line = std::find_if(each.what->works.begin(), each.what->works.end(),
                                     [](const figure_line& told) { return !told.counted.empty(); });
      if (line == each.what->works.end()) continue;
      const auto table = std::distance(all.counted.begin(), all.counted.find(line->counted));
      const counted_chance& chance = reader_.counted(static_cast<std::size_t>(table), which);
      if (auto node = before.extract(id)) {
        node.mapped() = chance;
        into.counted.insert(std::move(node));
      } else {
        into.counted.emplace(id, chance);
      }
    }
  }

  // --- which facts matter -------------------------------------------------------------------------------------------

  /// Lanes of one context ask about the same facts, but for requirements under a condition that is known not to hold, and for
  /// facts that are looked at as they are.
  std::uint32_t layout_of(std::span<const std::uint32_t> row, std::uint32_t which) {
    const constraint_tables& all = tables(graph_);
    const detail::lane_context& context = reader_.context(row[0]);
    layout_key_.assign(1, row[0]);
    for (std::size_t group = 0; group < context.groups.size(); ++group) {
      const detail::fact_group& each = context.groups[group];
      const detail::fact_code& code = each.code(row[detail::lane_reader::first_group() + group]);
      const bool is_set = all.facts[each.slot()].declared->type == fact_type::word_set;
      if (each.is_compared() && compares_sets_) layout_key_.push_back(code.structure);
      if (each.is_compared() || is_set) layout_key_.push_back(code.is_known ? 1 : 0);
    }
    for (const std::size_t vertex : all.clause_vertices)
      for (const std::size_t when : successors(graph_, vertex, edge_kind::when))
        layout_key_.push_back(fails(context, when, which) == answer::no ? 1 : 0);
    const auto [number, is_new] = layout_keys_.add(layout_key_);
    if (is_new) add_layout(row, which);
    return number;
  }

  /// What surely known facts and entities say of a condition under which something is asked, see `asked_here`.
  [[nodiscard]] answer fails(const detail::lane_context& context, std::size_t vertex, std::uint32_t which) const {
    const constraint_tables& all = tables(graph_);
    const constraint_vertex& what = graph_[vertex];
    if (what.kind == vertex_kind::condition) return fails_condition(context, what.index, which);
    if (what.kind != vertex_kind::gate) return answer::unknown;
    std::size_t yes = 0;
    std::size_t no = 0;
    const std::vector<std::size_t> parts = successors(graph_, vertex, edge_kind::needs);
    for (const std::size_t part : parts) {
      const answer one = fails(context, part, which);
      yes += one == answer::yes ? 1 : 0;
      no += one == answer::no ? 1 : 0;
    }
    return detail::settled_gate(all.gates[what.index], parts.size(), yes, no);
  }

  [[nodiscard]] answer fails_condition(const detail::lane_context& context, std::size_t index,
                                       std::uint32_t which) const {
    const constraint_condition& asked = tables(graph_).conditions[index];
    using kind = constraint_condition::kind;
    if (asked.is == kind::entity_test || asked.is == kind::exposure_zero) return context.entity_tests[index];
    if (asked.is != kind::fact_test || asked.other_slot) return answer::unknown;
    const fact_content& content = reader_.content(asked.slot, which);
    if (!content.is_known() || context.groups[context.group_of_slot[asked.slot]].is_touched()) return answer::unknown;
    const bool holds = std::any_of(content.values.begin(), content.values.end(), [&](const fact_value& each) {
      return holds_after({asked.compares, asked.bound}, each, {});
    });
    return holds ? answer::yes : answer::no;
  }

  void add_layout(std::span<const std::uint32_t> row, std::uint32_t which) {
    const pairing_model model = model_of(columns_.world(), graph_, reader_.pairing(which), reader_.lane_of(row, which),
                                         lowering_options(columns_.world(), options_));
    layout& made = layouts_.emplace_back();
    for (const encoded_fact* const fact : detail::facts_asked_here(model)) {
      const std::string& name = tables(graph_).facts[fact->slot].reference.name;
      made.items.push_back({fact->slot, ": " + name + fact->key.substr(fact->state->key.size()), 0});
      made.order.push_back(static_cast<std::uint32_t>(made.order.size()));
    }
    std::sort(made.order.begin(), made.order.end(),
              [&](std::uint32_t a, std::uint32_t b) { return made.items[a].name < made.items[b].name; });
    for (std::uint32_t place = 0; place < made.order.size(); ++place) made.items[made.order[place]].place = place;
  }

  void write_facts(std::vector<fact_report>& into, const batch_row& row) {
    layout& how = layouts_[told_[row.signature].layout];
    order_by_key(how, row.device);
    into.resize(how.order.size());
    for (std::size_t place = 0; place < how.order.size(); ++place) {
      const layout_item& item = how.items[how.order[place]];
      const fact_cell cell = reader_.cell_at(item.slot, row.device);
      const fact_content& content = reader_.content(item.slot, row.device);
      const std::string& home = reader_.home(cell.home);
      fact_report& made = into[place];
      made.key.reserve(home.size() + item.name.size());
      made.key.assign(home).append(item.name);
      made.known = content.is_known();
      made.has_prior = content.has_prior();
      made.assumed = cell.is_assumed != 0;
    }
    const detail::shape_questions& questions = shapes_.questions(told_[row.signature].reply.questions);
    if (questions.asked.empty() && !questions.stakes_matter) return;
    add_questions(into, row.device, questions);
    std::sort(into.begin(), into.end(), [](const fact_report& a, const fact_report& b) { return a.key < b.key; });
  }

  /// Orders the facts of a report by their keys, which begin with who states each.
  void order_by_key(layout& how, std::uint32_t which) {
    homes_.clear();
    for (const layout_item& each : how.items) homes_.push_back(reader_.cell_at(each.slot, which).home);
    const auto by_key = [&](std::uint32_t a, std::uint32_t b) {
      if (homes_[a] != homes_[b]) {
        const std::string& home = reader_.home(homes_[a]);
        const std::string& other = reader_.home(homes_[b]);
        if (home != other) return stands_before(home, other);
      }
      return how.items[a].place < how.items[b].place;
    };
    if (!std::is_sorted(how.order.begin(), how.order.end(), by_key))
      std::sort(how.order.begin(), how.order.end(), by_key);
  }

  /// Whether `a:` stands before `b:`. @pre They differ, and there is no colon in them.
  [[nodiscard]] static bool stands_before(const std::string& a, const std::string& b) {
    const auto [one, other] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
    return std::char_traits<char>::lt(one == a.end() ? ':' : *one, other == b.end() ? ':' : *other);
  }

  void add_questions(std::vector<fact_report>& into, std::uint32_t which,
                     const detail::shape_questions& questions) const {
    const constraint_tables& all = tables(graph_);
    const pairing_entities who = reader_.pairing(which);
    const detail::entity_tester ask(columns_.world(), all.as_of, who);
    for (const detail::shape_question& each : questions.asked) {
      entity_question question;
      (void)ask.test(all.conditions[each.condition], question);
      into.push_back({question.key, false, each.has_prior, false});
    }
    if (questions.stakes_matter) into.push_back({who.device->vendor + " is willing", false, false, false});
  }

  fact_columns& columns_;
  const operating_system& os_;
  const market& market_;
  assess_options options_;
  constraint_graph graph_;
  detail::lane_reader reader_;
  detail::lane_shapes shapes_;
  bool compares_sets_ = false;
  detail::row_numbers signatures_;
  std::vector<told_lane> told_;  // by signature
  detail::row_numbers layout_keys_;
  std::vector<layout> layouts_;
  std::vector<std::uint32_t> layout_key_;
  std::vector<std::uint32_t> homes_;  // of the facts of a report
  batch_counts counts_;
};

}  // namespace portfit
