#pragma once

#include <portfit/assert.hpp>
#include <portfit/catalog/catalog.hpp>
#include <portfit/graph/constraint_graph.hpp>
#include <portfit/graph/detail/row_numbers.hpp>
#include <portfit/graph/relevance.hpp>
#include <portfit/resolve/detail/entity_tester.hpp>
#include <portfit/resolve/detail/fact_groups.hpp>
#include <portfit/resolve/detail/slot_source.hpp>
#include <portfit/resolve/fact_columns.hpp>
#include <portfit/resolve/hazard_chances.hpp>
#include <portfit/resolve/make_lane.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace portfit::detail {

/// What lanes have in common whose entities give the same answers, and of which the same slots are one fact.
struct lane_context {
  lane first;                        ///< the first of them
  std::vector<answer> entity_tests;  ///< by condition
  std::vector<fact_group> groups;    ///< by first slot
  std::vector<std::size_t> group_of_slot;
};

/// Reads lanes of one constraint graph as rows of small integers, put together from columns by table lookup.
///
/// Lanes with equal rows (signatures) lower to the same problem but for labels, so have the same verdict, plan and figures to
/// the last bit. A row holds: the context; by group of slots the code of what is known; by forbidden act the code of the loss;
/// by hazard the code of its chance; by count table the chance.
class lane_reader {
 public:
  static constexpr std::uint32_t none = 0xffffffffU;

  /// @pre The graph was built from the columns' catalog with their query; all of them outlive the reader.
  lane_reader(fact_columns& columns, const constraint_graph& graph, const operating_system& os, const market& where)
      : columns_(columns), world_(columns.world()), graph_(graph), all_(tables(graph)), os_(os), market_(where) {
    for (const fact_slot& slot : all_.facts) slots_.push_back(source_of(slot.reference, *slot.declared));
    for (std::size_t one = 0; one < all_.facts.size(); ++one)
      for (std::size_t other = one + 1; other < all_.facts.size(); ++other)
        if (all_.facts[one].reference.name == all_.facts[other].reference.name) namesakes_.emplace_back(one, other);
    for (const constraint_condition& each : all_.conditions) note_what_is_read(each);
    for (const forbidden_clause& act : all_.acts) add_act(act);
    if (columns.asked().horizon)
      for (const hazard_entry& each : all_.hazards) add_hazard(each);
    for (const auto& [table, chances] : all_.counted) {
      std::vector<const counted_chance*>& found = counted_.emplace_back();
      auto next = chances->begin();  // both stand by id, most often
      for (const device* const each : columns.devices()) {
        if (next == chances->end() || next->first != each->id) next = chances->find(each->id);
        PORTFIT_ASSERT(next != chances->end());
        found.push_back(&(next++)->second);
      }
    }
    is_one_context_ =
        namesakes_.empty() && !reads_vendor_ && !reads_maker_ && !reads_platform_ && devices_read_.empty();
  }
  lane_reader(const lane_reader&) = delete;
  lane_reader& operator=(const lane_reader&) = delete;

  [[nodiscard]] const constraint_graph& graph() const { return graph_; }
  [[nodiscard]] pairing_entities pairing(std::uint32_t which) const {
    return {&os_, &market_, columns_.devices()[which]};
  }

  /// Reads the row of a device; valid until the next one is read. Complexity: linear in the slots.
  std::span<const std::uint32_t> read(std::uint32_t which) {
    const std::size_t acts = find_losses(which);
    const std::uint32_t number = context_of(which, acts);
    lane_context& context = contexts_[number];
    row_.resize(first_counted(context) + 2 * counted_.size());
    auto next = row_.begin();
    *next++ = number;
    for (fact_group& group : context.groups) {
      const slot_source& source = slots_[group.slot()];
      *next++ = group.code_of(*source.column, source.cell(which).content);
    }
    next = std::copy(losses_found_.begin(), losses_found_.end(), next);
    for (hazard_source& each : hazards_) *next++ = hazard_code(each, which);
    for (const auto& each : counted_) {
      const auto bits = std::bit_cast<std::uint64_t>(each[which]->mean());
      *next++ = static_cast<std::uint32_t>(bits >> 32U);
      *next++ = static_cast<std::uint32_t>(bits);
    }
    return row_;
  }

  [[nodiscard]] const lane_context& context(std::uint32_t number) const { return contexts_[number]; }

  /// A lane that lowers as the device's, from its row: its names are those of the first lane of the context.
  [[nodiscard]] lane lane_of(std::span<const std::uint32_t> row, std::uint32_t which) const {
    lane made = contexts_[row[0]].first;
    fill(made, row, which);
    return made;
  }

  /// Changes a lane of the row's context into one that lowers as the device's.
  void fill(lane& made, std::span<const std::uint32_t> row, std::uint32_t which) const {
    const lane_context& of = contexts_[row[0]];
    for (std::size_t slot = 0; slot < slots_.size(); ++slot) {
      const fact_content& known = content(slot, which);
      made.facts[slot].values = known.values;
      made.facts[slot].belief = known.belief;
    }
    for (std::size_t act = 0; act < acts_.size(); ++act)
      made.losses[act] = acts_[act].losses[row[first_loss(of) + act]];
    for (std::size_t each = 0; each < hazards_.size(); ++each)
      made.survives[each] = hazard(each, row[first_hazard(of) + each]);
    std::size_t table = 0;
    for (auto& [id, chance] : made.counted) chance = &counted(table++, which);
  }

  // What stands where in a row of a context.
  [[nodiscard]] static std::size_t first_group() { return 1; }
  [[nodiscard]] static std::size_t first_loss(const lane_context& context) { return 1 + context.groups.size(); }
  [[nodiscard]] std::size_t first_hazard(const lane_context& context) const {
    return first_loss(context) + losses_found_.size();
  }
  [[nodiscard]] std::size_t first_counted(const lane_context& context) const {
    return first_hazard(context) + hazards_.size();
  }
  [[nodiscard]] const hazard_chance& hazard(std::size_t which, std::uint32_t code) const {
    return hazards_[which].chances[code];
  }

  [[nodiscard]] const fact_content& content(std::size_t slot, std::uint32_t which) const {
    return slots_[slot].content(which);
  }
  [[nodiscard]] fact_cell cell_at(std::size_t slot, std::uint32_t which) const { return slots_[slot].cell(which); }
  [[nodiscard]] const std::string& home(std::uint32_t number) const { return columns_.home(number); }
  /// The counted chance of a device by the table that is the `table`-th by id.
  [[nodiscard]] const counted_chance& counted(std::size_t table, std::uint32_t which) const {
    return *counted_[table][which];
  }

 private:
  struct act_source {
    const forbidden_act* what = nullptr;
    bool has_of = false;
    bool has_share = false;
    slot_source of, share;
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::pair<std::uint32_t, bool>> known;  // by contents
    std::map<std::pair<double, double>, std::uint32_t> codes;
    std::vector<bounds<double>> losses;  // by code
  };
  struct hazard_source {
    const hazard_entry* what = nullptr;
    bool has_start = false;
    slot_source start;
    std::map<std::uint32_t, std::uint32_t> known;  // by content
    std::vector<hazard_chance> chances;            // by code
  };

  [[nodiscard]] slot_source source_of(const fact_reference& reference, const fact_declaration& declared) {
    return find_source(columns_, os_, market_, reference, declared);
  }

  void note_what_is_read(const constraint_condition& asked) {
    if (asked.is != constraint_condition::kind::entity_test || !asked.rule.empty()) return;
    if (!asked.agreement.empty()) {
      reads_vendor_ = true;
      return;
    }
    switch (asked.written.subject.owner) {
      case fact_owner::os:
      case fact_owner::market: return;
      case fact_owner::device: devices_read_.insert(std::get<std::string>(asked.bound)); return;
      case fact_owner::platform: reads_platform_ = true; return;
      case fact_owner::built_by: reads_maker_ = true; return;
      default: reads_vendor_ = true; return;
    }
  }

  void add_act(const forbidden_clause& act) {
    act_source& made = acts_.emplace_back();
    made.what = act.what;
    const auto look = [&](const std::optional<fact_reference>& reference, bool& has, slot_source& into) {
      if (!reference) return;
      const auto declared = world_.facts.find(reference->name);
      has = declared != world_.facts.end();
      if (has) into = source_of(*reference, declared->second);
    };
    if (!act.what->exposed) return;
    look(act.what->exposed->of, made.has_of, made.of);
    look(act.what->exposed->share, made.has_share, made.share);
  }

  void add_hazard(const hazard_entry& entry) {
    hazard_source& made = hazards_.emplace_back();
    made.what = &entry;
    made.has_start = entry.whole->start.has_value();
    if (made.has_start) made.start = source_of(*entry.whole->start, world_.facts.at(entry.whole->start->name));
  }

  /// The code of each loss; gives, act by act, whether nothing can be lost, as bits of a number of their pattern.
  std::size_t find_losses(std::uint32_t which) {
    losses_found_.clear();
    if (acts_.empty()) return 0;
    harmless_.clear();
    for (act_source& act : acts_) {
      const std::pair contents(act.has_of ? act.of.cell(which).content : none,
                               act.has_share ? act.share.cell(which).content : none);
      auto found = act.known.find(contents);
      if (found == act.known.end()) found = act.known.emplace(contents, loss_of(act, which)).first;
      losses_found_.push_back(found->second.first);
      harmless_.push_back(found->second.second ? 1 : 0);
    }
    return harmless_patterns_.add(harmless_).first;
  }

  [[nodiscard]] std::pair<std::uint32_t, bool> loss_of(act_source& act, std::uint32_t which) {
    const exposed_money exposed = exposed_by(world_, *act.what, [&](const auto& reference, const auto&) -> auto& {
      const slot_source& from = reference == *act.what->exposed->of ? act.of : act.share;
      return from.content(which);
    });
    const bounds<double> loss = exposed.loss();
    const auto [found, is_new] =
        act.codes.emplace(std::pair(loss.low, loss.high), static_cast<std::uint32_t>(act.losses.size()));
    if (is_new) act.losses.push_back(loss);
    return {found->second, exposed.exposure().high == 0};
  }

  [[nodiscard]] std::uint32_t hazard_code(hazard_source& of, std::uint32_t which) {
    const std::uint32_t content = of.has_start ? of.start.cell(which).content : none;
    if (const auto found = of.known.find(content); found != of.known.end()) return found->second;
    const query& asked = columns_.asked();
    of.chances.push_back(chance_to_survive(world_, pairing(which), asked, *of.what, *asked.horizon));
    const auto code = static_cast<std::uint32_t>(of.chances.size() - 1);
    of.known.emplace(content, code);
    return code;
  }

  // --- contexts -----------------------------------------------------------------------------------------------------

  std::uint32_t context_of(std::uint32_t which, std::size_t acts) {
    if (is_one_context_ && acts_.empty() && !contexts_.empty()) return 0;
    context_key_.clear();
    context_key_.push_back(entities_of(which));
    context_key_.push_back(static_cast<std::uint32_t>(acts));
    for (const auto& [one, other] : namesakes_)
      context_key_.push_back(slots_[one].cell(which).home == slots_[other].cell(which).home ? 1 : 0);
    const auto [number, is_new] = context_keys_.add(context_key_);
    if (is_new) add_context(which);
    return number;
  }

  /// The number of what the entities of a device answer.
  std::uint32_t entities_of(std::uint32_t which) {
    const std::string& id = columns_.devices()[which]->id;
    const bool is_read = devices_read_.contains(id) || (reads_platform_ && columns_.devices()[which]->platform.empty());
    const std::array<std::uint32_t, 4> key{
        reads_vendor_ ? columns_.vendors()[which] : none, reads_maker_ ? columns_.makers()[which] : none,
        reads_platform_ ? columns_.platforms()[which] : none, is_read ? which : none};
    const auto [number, is_new] = entity_keys_.add(key);
    if (is_new) entity_numbers_.push_back(number_of_answers(which));
    return entity_numbers_[number];
  }

  std::uint32_t number_of_answers(std::uint32_t which) {
    const entity_tester ask(world_, all_.as_of, pairing_of(which));
    std::vector<std::tuple<int, std::size_t, bool, bool, double>> answers;
    std::map<std::string, std::size_t> questions;
    for (const constraint_condition& asked : all_.conditions) {
      if (asked.is != constraint_condition::kind::entity_test) continue;
      entity_question question;
      const answer found = ask.test(asked, question);
      auto& made = answers.emplace_back(static_cast<int>(found), 0, false, false, 0.0);
      if (found != answer::unknown) continue;
      const std::size_t group = questions.emplace(question.key, questions.size()).first->second;
      made = {static_cast<int>(found), group, question.negated, question.chance.has_value(),
              question.chance.value_or(0)};
    }
    return answers_.emplace(std::move(answers), static_cast<std::uint32_t>(answers_.size())).first->second;
  }

  const pairing_entities& pairing_of(std::uint32_t which) {
    who_ = pairing(which);
    return who_;
  }

  void add_context(std::uint32_t which) {
    lane_context& made = contexts_.emplace_back();
    made.first = make_lane(world_, graph_, pairing_of(which), columns_.asked());
    const lane& seen = made.first;
    made.entity_tests = seen.entity_tests;
    const std::vector<relevance> by_vertex = relevance_of(graph_, seen);
    std::vector<relevance> how;
    for (const std::size_t vertex : all_.condition_vertices) how.push_back(by_vertex[vertex]);
    std::vector<std::vector<std::size_t>> groups;
    std::map<std::string, std::size_t> by_key;
    for (std::size_t slot = 0; slot < seen.facts.size(); ++slot) {
      const auto [found, is_new] = by_key.emplace(seen.facts[slot].key, groups.size());
      if (is_new) groups.emplace_back();
      groups[found->second].push_back(slot);
      made.group_of_slot.push_back(found->second);
    }
    for (const std::vector<std::size_t>& members : groups) made.groups.emplace_back(all_, members, how);
  }

  fact_columns& columns_;
  const catalog& world_;
  const constraint_graph& graph_;
  const constraint_tables& all_;
  const operating_system& os_;
  const market& market_;
  std::vector<slot_source> slots_;
  std::vector<act_source> acts_;
  std::vector<hazard_source> hazards_;
  std::vector<std::vector<const counted_chance*>> counted_;  // by table and device
  std::vector<std::pair<std::size_t, std::size_t>> namesakes_;
  bool reads_vendor_ = false;
  bool reads_maker_ = false;
  bool reads_platform_ = false;
  std::set<std::string> devices_read_;
  bool is_one_context_ = false;
  std::deque<lane_context> contexts_;
  row_numbers context_keys_;
  row_numbers entity_keys_;
  std::vector<std::uint32_t> entity_numbers_;
  std::map<std::vector<std::tuple<int, std::size_t, bool, bool, double>>, std::uint32_t> answers_;
  row_numbers harmless_patterns_;
  pairing_entities who_;
  std::vector<std::uint32_t> row_;
  std::vector<std::uint32_t> context_key_;
  std::vector<std::uint32_t> losses_found_;
  std::vector<std::uint32_t> harmless_;
};

}  // namespace portfit::detail
