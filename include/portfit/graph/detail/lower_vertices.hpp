#pragma once

#include <portfit/assert.hpp>
#include <portfit/formula/decision_problem.hpp>
#include <portfit/graph/constraint_graph.hpp>
#include <portfit/graph/fact_encoder.hpp>
#include <portfit/graph/lane.hpp>
#include <portfit/graph/willing.hpp>

#include <boost/container/small_vector.hpp>

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace portfit::detail {

/// From which side a vertex is looked at.
struct view {
  bool prerequisite = false;    ///< facts before any plan, lifted by what effective remedies make
  bool positive = true;         ///< not under none_of; only then may a prerequisite be lifted
  double coverage = 1;          ///< asked of services that name none
  bool before_hazards = false;  ///< facts as the plan leaves them, whatever happens later
  friend auto operator<=>(const view&, const view&) = default;
};

/// Lowers single vertices: gates, conditions, services and the vendor's inequality.
class vertex_lowering {
 public:
  /// @param facts  of the lane, encoded in the problem
  vertex_lowering(const constraint_graph& graph, const lane& device, decision_problem& problem, fact_encoder facts,
                  bool relaxable)
      : graph_(graph),
        all_(tables(graph)),
        lane_(device),
        problem_(problem),
        relaxable_(relaxable),
        facts_(std::move(facts)),
        effective_(all_.remedies.size(), false_term) {
    for (std::size_t act = 0; act < all_.acts.size(); ++act) acts_by_breach_[all_.acts[act].breach] = act;
    for (std::size_t index = 0; index < all_.conditions.size(); ++index)
      if (all_.conditions[index].is == constraint_condition::kind::willing)
        accepted_.emplace(*all_.conditions[index].act, index);
    for (const remedy_entry& entry : all_.remedies)
      decisions_.push_back(problem.add(variable_role::decision, 0, entry.what->id));
  }

  /// By remedy: the variable that chooses it.
  [[nodiscard]] const std::vector<variable>& decisions() const { return decisions_; }
  /// By remedy: where it takes effect, as far as that is settled.
  [[nodiscard]] std::vector<term>& effective() { return effective_; }
  /// By hazard: where it does not happen until the horizon; empty: none does.
  [[nodiscard]] std::vector<term>& survives() { return survives_; }
  [[nodiscard]] const fact_encoder& facts() const { return facts_; }
  [[nodiscard]] fact_encoder& facts() { return facts_; }
  /// By selector: the condition about entities or stakes that it keeps.
  [[nodiscard]] const std::map<variable, std::size_t>& tests() const { return tests_; }
  /// By key: the variable of a question about entities that nobody can answer yet.
  [[nodiscard]] const std::map<std::string, variable>& questions() const { return questions_; }

  /// By selector: the variable that says what becomes of a test, or whether an act is allowed, once it is let go of.
  [[nodiscard]] const std::map<variable, variable>& opened() const { return opened_; }

  /// By clause: the selector that keeps it. @pre The form is relaxable.
  variable clause_selector(std::size_t clause) {
    const auto found = clause_selectors_.find(clause);
    if (found != clause_selectors_.end()) return found->second;
    const variable made = problem_.add(variable_role::selector, 1, all_.clauses[clause].name);
    clause_selectors_.emplace(clause, made);
    return made;
  }

  /// Whether a variable says that the vendor is willing, which nobody knows.
  [[nodiscard]] bool is_stake(variable each) const { return stakes_.contains(each); }

  /// Where the vertex holds, looked at from `from`.
  term lower(std::size_t vertex, const view& from) {
    if (from.prerequisite) return lower_step(vertex, from);
    known_.resize(boost::num_vertices(graph_));
    for (const auto& [seen_from, known] : known_[vertex])
      if (seen_from == from) return known;
    const term result = lower_step(vertex, from);
    known_[vertex].emplace_back(from, result);
    return result;
  }

  /// The vendor's inequality: gain and payments against its own costs and its losses. With `act` that act is taken as done
  /// (its acceptance is asked); other acts count where they are breaches.
  term willing_term(std::optional<std::size_t> act, const view& from) {
    bounds<double> base = lane_.gain;
    std::vector<willing_part> parts;
    for (std::size_t index = 0; index < decisions_.size(); ++index) {
      const bounds<double> paid = lane_.payments[index];
      const bounds<double> spent = lane_.vendor_costs[index];
      if (paid.high <= 0 && spent.high <= 0) continue;
      parts.push_back({terms().literal(decisions_[index]), {paid.low - spent.high, paid.high - spent.low}});
    }
    for (std::size_t index = 0; index < all_.acts.size(); ++index) {
      const bounds<double> loss = lane_.losses[index];
      if (loss.high <= 0) continue;
      const term lost = act == index ? true_term : lost_by(index, from);
      if (lost == true_term) {
        base.low -= loss.high;
        base.high -= loss.low;
      } else if (lost != false_term) {
        parts.push_back({lost, {-loss.high, -loss.low}});
      }
    }
    return is_willing(base, parts);
  }

  /// The coverages at which a should can be met: those of the services it asks for without naming one, and 1.
  std::set<double> coverages(std::size_t vertex) {
    std::set<double> found{1};
    if (graph_[vertex].kind == vertex_kind::gate) {
      if (all_.gates[graph_[vertex].index].is == expression::operation::none_of) return found;
      for (const std::size_t child : successors(graph_, vertex, edge_kind::needs)) found.merge(coverages(child));
    } else if (graph_[vertex].kind == vertex_kind::condition) {
      const constraint_condition& asked = all_.conditions[graph_[vertex].index];
      if (asked.is != constraint_condition::kind::service_test || asked.written.coverage_named) return found;
      const auto [first, last] = boost::out_edges(successors(graph_, vertex, edge_kind::needs).front(), graph_);
      for (auto each = first; each != last; ++each)
        if (graph_[*each].coverage > 0) found.insert(graph_[*each].coverage);
    }
    return found;
  }

 private:
  formula& terms() { return problem_.terms; }

  term lower_step(std::size_t vertex, const view& from) {
    switch (graph_[vertex].kind) {
      case vertex_kind::gate: return lower_gate(vertex, from);
      case vertex_kind::condition: return lower_condition(graph_[vertex].index, vertex, from);
      case vertex_kind::service: return lower_service(vertex, from);
      default: break;
    }
    PORTFIT_ASSERT(false);
    return false_term;
  }

  term lower_gate(std::size_t vertex, const view& from) {
    const gate& what = all_.gates[graph_[vertex].index];
    view inside = from;
    if (what.is == expression::operation::none_of) {
      inside.positive = !from.positive;
      inside.coverage = 1;
    }
    std::vector<term> parts;
    parts.reserve(boost::out_degree(vertex, graph_) + 1);
    for (const std::size_t child : successors(graph_, vertex, edge_kind::needs)) parts.push_back(lower(child, inside));
    if (const auto act = acts_by_breach_.find(vertex); relaxable_ && act != acts_by_breach_.end())
      parts.push_back(terms().negate(allowed(act->second)));
    switch (what.is) {
      case expression::operation::any_of: return terms().disjunction(std::move(parts));
      case expression::operation::none_of: return terms().negate(terms().disjunction(std::move(parts)));
      case expression::operation::at_least: return terms().at_least(what.count, std::move(parts));
      default: return terms().conjunction(std::move(parts));
    }
  }

  term lower_condition(std::size_t index, std::size_t vertex, const view& from) {
    const constraint_condition& asked = all_.conditions[index];
    switch (asked.is) {
      case constraint_condition::kind::fact_test:
        if (!from.prerequisite)
          return from.before_hazards ? facts_.after(index, effective_) : facts_.after(index, effective_, survives_);
        return from.positive ? facts_.lifted(index, effective_) : facts_.before(index);
      case constraint_condition::kind::service_test: {
        view inside = from;
        if (asked.written.coverage_named) inside.coverage = asked.written.coverage;
        return lower(successors(graph_, vertex, edge_kind::needs).front(), inside);
      }
      case constraint_condition::kind::willing: return may_let_go(index, willing_term(asked.act, from));
      default: break;
    }
    const bool open =
        asked.is == constraint_condition::kind::entity_test && lane_.entity_tests[index] == answer::unknown;
    return open ? answered(index) : may_let_go(index, answered(index));
  }

  term answered(std::size_t index) {
    if (lane_.entity_tests[index] != answer::unknown)
      return lane_.entity_tests[index] == answer::yes ? true_term : false_term;
    const auto question = lane_.questions.find(index);
    PORTFIT_ASSERT(question != lane_.questions.end());
    const entity_question& asked = question->second;
    auto found = questions_.find(asked.key);
    if (found == questions_.end()) {
      const variable_role role = asked.chance ? variable_role::chance : variable_role::unknown;
      found = questions_.emplace(asked.key, problem_.add(role, asked.chance.value_or(0.5), asked.key)).first;
    }
    const term holds = terms().literal(found->second);
    return asked.negated ? terms().negate(holds) : holds;
  }

  /// In the relaxable form what every lane knows may be let go of as well.
  term may_let_go(std::size_t index, term known) {
    if (!relaxable_) return known;
    const auto& [keeps, open] = selectors_of(index);
    return terms().if_then_else(terms().literal(keeps), known, terms().literal(open));
  }

  /// What keeps a condition, and what says how it turns out once it is let go of.
  /// What a vendor stands to lose by an act is one thing, however many conditions ask about it.
  const std::pair<variable, variable>& selectors_of(std::size_t index) {
    const constraint_condition& asked = all_.conditions[index];
    const std::size_t subject = asked.act ? all_.conditions.size() + *asked.act : index;
    auto found = selectors_.find(subject);
    if (found == selectors_.end()) {
      const std::string& text = graph_[condition_vertex(index)].name;
      const variable keeps = problem_.add(variable_role::selector, 1, text);
      const variable open = problem_.add(variable_role::relaxed, 0.5, text);
      tests_[keeps] = index;
      opened_[keeps] = open;
      found = selectors_.emplace(subject, std::pair(keeps, open)).first;
    }
    return found->second;
  }

  /// A forbidden act whose clause is let go of may be allowed: then to do it is no breach, and nothing is lost by it.
  term allowed(std::size_t act) {
    const variable keeps = clause_selector(all_.acts[act].clause);
    auto found = opened_.find(keeps);
    if (found == opened_.end()) {
      const forbidden_clause& what = all_.acts[act];
      found = opened_
                  .emplace(keeps,
                           problem_.add(variable_role::relaxed, 0.5, what.agreement, ".", what.what->name, " allowed"))
                  .first;
    }
    return terms().conjunction(terms().negate(terms().literal(keeps)), terms().literal(found->second));
  }

  [[nodiscard]] std::size_t condition_vertex(std::size_t index) const { return all_.condition_vertices[index]; }

  term lower_service(std::size_t vertex, const view& from) {
    std::vector<term> ways;
    const auto [first, last] = boost::out_edges(vertex, graph_);
    for (auto each = first; each != last; ++each) {
      if (graph_[*each].kind != edge_kind::grants || graph_[*each].coverage < from.coverage) continue;
      view inside = from;
      inside.coverage = 1;
      ways.push_back(lower(boost::target(*each, graph_), inside));
    }
    return terms().disjunction(std::move(ways));
  }

  /// Where the vendor loses by an act: where it is a breach, unless its stake is let go of. What happens later is not known
  /// to a vendor that decides now.
  term lost_by(std::size_t act, const view& from) {
    const term done = lower(all_.acts[act].breach, {from.prerequisite, from.positive, 1, !survives_.empty()});
    const auto asked = accepted_.find(act);
    if (!relaxable_ || asked == accepted_.end()) return done;
    const auto& [keeps, open] = selectors_of(asked->second);
    return terms().conjunction(done,
                               terms().disjunction(terms().literal(keeps), terms().negate(terms().literal(open))));
  }

  /// Equal inequalities are one question, whichever act they are asked for.
  term is_willing(const bounds<double>& base, const std::vector<willing_part>& parts) {
    std::vector<std::tuple<term, double, double>> key{{true_term, base.low, base.high}};
    for (const willing_part& each : parts) key.emplace_back(each.when, each.amount.low, each.amount.high);
    if (const auto known = willing_.find(key); known != willing_.end()) return known->second;
    const std::size_t before = problem_.roles.size();
    const term result = willing(problem_, base, parts, lane_.vendor + " is willing");
    for (std::size_t made = before; made < problem_.roles.size(); ++made) stakes_.insert(static_cast<variable>(made));
    willing_.emplace(std::move(key), result);
    return result;
  }

  const constraint_graph& graph_;
  const constraint_tables& all_;
  const lane& lane_;
  decision_problem& problem_;
  bool relaxable_;
  fact_encoder facts_;
  std::vector<term> effective_;      // by remedy
  std::vector<term> survives_;       // by hazard
  std::vector<variable> decisions_;  // by remedy
  std::map<variable, std::size_t> tests_;
  std::map<variable, variable> opened_;
  std::map<std::size_t, variable> clause_selectors_;
  std::map<std::size_t, std::size_t> acts_by_breach_;
  /// By vertex: from where it was looked at, most often from one side, and what it came to.
  std::vector<boost::container::small_vector<std::pair<view, term>, 1>> known_;
  std::map<std::size_t, std::pair<variable, variable>> selectors_;
  std::map<std::string, variable> questions_;
  std::set<variable> stakes_;
  std::map<std::vector<std::tuple<term, double, double>>, term> willing_;
  std::map<std::size_t, std::size_t> accepted_;  // act -> the condition that its loss is accepted
};

}  // namespace portfit::detail
