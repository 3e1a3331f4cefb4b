#pragma once

#include "support/oracle_model.hpp"
#include "support/oracle_relevance.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <map>
#include <set>
#include <string>
#include <variant>
#include <vector>

namespace portfit_test::oracle_detail {

/// Does a condition hold for a value?
inline bool satisfies(const portfit::fact_value& value, portfit::comparison compares,
                      const portfit::fact_value& bound) {
  switch (compares) {
    case portfit::comparison::equal: return value == bound;
    case portfit::comparison::not_equal: return value != bound;
    case portfit::comparison::includes: break;
    default: {
      const double left = std::get<double>(value);
      const double right = std::get<double>(bound);
      if (compares == portfit::comparison::at_least) return left >= right;
      if (compares == portfit::comparison::at_most) return left <= right;
      return compares == portfit::comparison::greater ? left > right : left < right;
    }
  }
  const auto* const set = std::get_if<std::set<std::string>>(&value);
  const auto* const word = std::get_if<std::string>(&bound);
  return set && word && set->contains(*word);
}

/// One thing nobody knows: it is in one of its classes.
struct unknown {
  enum class kind { fact, chance, willing, hazard };
  kind is = kind::fact;
  std::size_t fact = 0;                      ///< of a fact: which
  std::vector<portfit::fact_value> classes;  ///< of a fact: a value of each class
  std::vector<double> weights;               ///< of the classes; sum 1; even odds where there is no prior
  bool has_prior = false;
  std::size_t remedy = 0;  ///< of a chance: whose, and which of its lines
  std::size_t line = 0;
  std::vector<double> question;  ///< of willing: the ends of its inequality
  std::string whole;             ///< of a hazard: whose rate it is
};

/// A piece of a fact's range, by a value in it.
struct piece {
  portfit::fact_value value;
  double measure = 0;
};

/// Assigns in place: GCC 12 takes a value moved in as perhaps uninitialised.
inline void add_piece(std::vector<piece>& pieces, const portfit::fact_value& value, double measure) {
  pieces.emplace_back();
  pieces.back().value = value;
  pieces.back().measure = measure;
}

/// What remedies may do to a fact's value besides replacing it.
struct transformations {
  std::vector<double> lifts;
  std::set<double> shifts{0.0};  ///< all sums of `adds`
};

inline transformations transformations_of(const model& all, std::size_t fact) {
  transformations result;
  for (const model_remedy& work : all.remedies)
    for (const model_effect& does : work.effects) {
      if (does.fact != fact) continue;
      if (does.does == portfit::effect::kind::makes) result.lifts.push_back(std::get<double>(does.amount));
      if (does.does != portfit::effect::kind::adds) continue;
      std::set<double> more;
      for (const double shift : result.shifts) more.insert(shift + std::get<double>(does.amount));
      result.shifts.merge(more);
    }
  return result;
}

/// What stands on the other side of a condition: values all to be had, of which one that suits is enough.
using opposite = std::vector<portfit::fact_value>;

/// What a known fact may come to, whichever of the remedies that touch it take effect; and if a hazard breaks it.
inline std::vector<opposite> may_become(const model& all, std::size_t fact, bool with_hazards) {
  using kind = portfit::effect::kind;
  std::vector<const model_effect*> effects;
  for (const kind turn : {kind::sets, kind::makes, kind::adds, kind::breaks})
    for (const model_remedy& work : all.remedies)
      for (const model_effect& does : work.effects)
        if (does.fact == fact && does.does == turn) effects.push_back(&does);
  std::set<opposite> found;
  for (std::size_t subset = 0; subset < std::size_t{1} << effects.size(); ++subset) {
    opposite values = all.facts[fact].values;
    for (std::size_t index = 0; index < effects.size(); ++index) {
      if ((subset >> index & 1U) == 0) continue;
      for (portfit::fact_value& value : values) {
        const portfit::fact_value& amount = effects[index]->amount;
        switch (effects[index]->does) {
          case kind::sets: value = amount; break;
          case kind::makes: value = (std::max)(std::get<double>(value), std::get<double>(amount)); break;
          case kind::adds: value = std::get<double>(value) + std::get<double>(amount); break;
          case kind::breaks: value = 0.0; break;
        }
      }
    }
    found.insert(values);
  }
  for (const model_hazard& each : all.hazards)
    if (with_hazards && std::find(each.facts.begin(), each.facts.end(), fact) != each.facts.end())
      found.insert(opposite(all.facts[fact].values.size(), 0.0));
  return {found.begin(), found.end()};
}

/// What an unknown fact may have to stand against in a condition.
inline std::vector<opposite> opposites(const model& all, std::size_t fact, const fact_test& test, bool with_hazards) {
  if (!test.other) return {{test.bound}};
  return may_become(all, test.fact == fact ? *test.other : test.fact, with_hazards);
}

/// A condition as an unknown fact sees it.
struct look {
  portfit::comparison compares = portfit::comparison::equal;
  bool from_the_right = false;
  opposite against;
};

inline std::vector<look> looks_at(const model& all, std::size_t fact, const std::vector<fact_test>& tests,
                                  bool with_hazards) {
  std::vector<look> result;
  for (const fact_test& test : tests)
    for (const opposite& values : opposites(all, fact, test, with_hazards))
      result.push_back({test.compares, test.fact != fact, values});
  return result;
}

inline bool passes(const portfit::fact_value& value, const look& asked) {
  return std::any_of(asked.against.begin(), asked.against.end(), [&](const portfit::fact_value& other) {
    return asked.from_the_right ? satisfies(other, asked.compares, value) : satisfies(value, asked.compares, other);
  });
}

/// How much of a triangular distribution lies below `x`.
inline double triangular_below(const portfit::distribution& belief, double x) {
  if (x <= belief.low) return 0;
  if (x >= belief.high) return 1;
  const double width = belief.high - belief.low;
  if (x <= belief.likely) return (x - belief.low) * (x - belief.low) / (width * (belief.likely - belief.low));
  return 1 - (belief.high - x) * (belief.high - x) / (width * (belief.high - belief.likely));
}

/// How much of a fact's range lies between two values.
inline double measure_between(const portfit::distribution& belief, double low, double high) {
  using form = portfit::distribution::form;
  if (belief.is == form::triangular) return triangular_below(belief, high) - triangular_below(belief, low);
  if (belief.is == form::range) {
    const double inside = (std::min)(high, belief.high) - (std::max)(low, belief.low);
    return (std::max)(0.0, inside) / (belief.high - belief.low);
  }
  return 1;
}

/// What there can be of something: no negative memory, time or money, no share above the whole; of plain numbers, voltages,
/// dates and versions anything.
inline portfit::bounds<double> what_there_can_be(const portfit::fact_declaration& declared) {
  const double anything = std::numeric_limits<double>::infinity();
  static const std::set<std::string> signed_units{"", "number", "mV", "V", "kV"};
  const bool is_amount = declared.type == portfit::fact_type::quantity && !signed_units.contains(declared.unit);
  if (!is_amount && declared.type != portfit::fact_type::money) return {-anything, anything};
  return {0, is_amount && (declared.unit == "percent" || declared.unit == "%") ? 1 : anything};
}

/// The range of a number, cut at every value at which a condition may change, into points and the stretches between them.
inline std::vector<piece> pieces_of_number(const oracle_fact& fact, const std::vector<look>& asked,
                                           const transformations& moves) {
  std::set<double> cuts(moves.lifts.begin(), moves.lifts.end());
  for (const look& test : asked)
    for (const portfit::fact_value& bound : test.against)
      for (const double shift : moves.shifts) cuts.insert(std::get<double>(bound) - shift);
  const bool bounded = fact.belief.is != portfit::distribution::form::none;
  if (bounded) cuts.insert({fact.belief.low, fact.belief.high});
  const portfit::bounds<double> possible = what_there_can_be(*fact.declared);
  for (const double end : {possible.low, possible.high})
    if (!bounded && std::abs(end) < 1e300) cuts.insert(end);
  std::vector<piece> pieces;
  double before = *cuts.begin() - 2;
  for (const double cut : cuts) {
    add_piece(pieces, (before + cut) / 2, measure_between(fact.belief, before, cut));
    add_piece(pieces, cut, bounded ? 0.0 : 1.0);
    before = cut;
  }
  add_piece(pieces, before + 1, measure_between(fact.belief, before, before + 2));
  if (!bounded)
    std::erase_if(pieces, [&](const piece& one) {
      return std::get<double>(one.value) < possible.low || std::get<double>(one.value) > possible.high;
    });
  return pieces;
}

inline std::vector<piece> pieces_of_words(const oracle_fact& fact, const std::vector<look>& asked) {
  std::set<std::string> words(fact.declared->words.begin(), fact.declared->words.end());
  if (words.empty()) {
    words.insert("a word of which nobody speaks");
    for (const look& test : asked)
      for (const portfit::fact_value& bound : test.against) words.insert(std::get<std::string>(bound));
  }
  for (const auto& [word, weight] : fact.belief.weights) words.insert(word);
  std::vector<piece> pieces;
  for (const std::string& word : words) {
    const auto* const weight = find(fact.belief.weights, word);
    const bool weighted = fact.belief.is == portfit::distribution::form::weights;
    add_piece(pieces, word, !weighted ? 1.0 : weight ? *weight : 0.0);
  }
  return pieces;
}

inline std::vector<piece> pieces_of_ordered_words(const oracle_fact& fact) {
  std::vector<piece> pieces;
  double place = 0;
  for (const std::string& word : fact.declared->words) {
    const auto* const weight = find(fact.belief.weights, word);
    const bool weighted = fact.belief.is == portfit::distribution::form::weights;
    add_piece(pieces, place, !weighted ? 1.0 : weight ? *weight : 0.0);
    place += 1;
  }
  return pieces;
}

inline std::vector<piece> pieces_of_yes_or_no(const oracle_fact& fact) {
  const bool chance = fact.belief.is == portfit::distribution::form::chance;
  std::vector<piece> pieces;
  add_piece(pieces, 0.0, chance ? 1 - fact.belief.chance : 1.0);
  add_piece(pieces, 1.0, chance ? fact.belief.chance : 1.0);
  return pieces;
}

inline std::vector<piece> pieces_of(const oracle_fact& fact, const std::vector<look>& asked,
                                    const transformations& moves) {
  switch (fact.declared->type) {
    case portfit::fact_type::yes_no: return pieces_of_yes_or_no(fact);
    case portfit::fact_type::ordered_words: return pieces_of_ordered_words(fact);
    case portfit::fact_type::word: return pieces_of_words(fact, asked);
    default: return pieces_of_number(fact, asked, moves);
  }
}

/// Everything the conditions can make out about a value, whatever remedies do to it.
inline std::vector<bool> looks_of(const portfit::fact_value& value, const std::vector<look>& asked,
                                  const transformations& moves) {
  std::vector<bool> looks;
  for (const look& test : asked) {
    looks.push_back(passes(value, test));
    if (!std::holds_alternative<double>(value)) continue;
    std::vector<double> lifted{std::get<double>(value)};
    for (const double lift : moves.lifts) lifted.push_back((std::max)(lifted.front(), lift));
    for (const double one : lifted)
      for (const double shift : moves.shifts) looks.push_back(passes(one + shift, test));
  }
  return looks;
}

/// Even odds: classes that a condition which matters tells apart count alike, and what lies within one of them shares alike.
inline void share_evenly(unknown& fact, const std::vector<look>& mattering, const transformations& moves) {
  std::map<std::vector<bool>, double> members;
  for (const portfit::fact_value& value : fact.classes) members[looks_of(value, mattering, moves)] += 1;
  for (std::size_t index = 0; index < fact.classes.size(); ++index)
    fact.weights[index] =
        1 / static_cast<double>(members.size()) / members[looks_of(fact.classes[index], mattering, moves)];
}

inline bool lies_in_bare_range(const portfit::distribution& belief, const portfit::fact_value& value) {
  const auto* const number = std::get_if<double>(&value);
  return belief.is == portfit::distribution::form::range && number != nullptr && belief.low <= *number &&
         *number <= belief.high;
}

/// Pieces that look alike are one class. A class that a prior gives no measure is impossible; a single number of a bare range
/// (an end of it, say) has no measure either, but is as possible as any other.
inline unknown classes_of(const model& all, const relevance& relevant, std::size_t fact) {
  unknown result;
  result.fact = fact;
  const transformations moves = transformations_of(all, fact);
  const std::vector<look> asked = looks_at(all, fact, relevant.asked()[fact], true);
  std::map<std::vector<bool>, std::size_t> seen;
  for (const piece& one : pieces_of(all.facts[fact], asked, moves)) {
    if (one.measure <= 1e-15 && !lies_in_bare_range(all.facts[fact].belief, one.value)) continue;
    const auto [at, is_new] = seen.try_emplace(looks_of(one.value, asked, moves), result.classes.size());
    if (is_new) {
      result.classes.push_back(one.value);
      result.weights.push_back(0);
    }
    result.weights[at->second] += one.measure;
  }
  using form = portfit::distribution::form;
  const form is = all.facts[fact].belief.is;
  result.has_prior = is == form::chance || is == form::weights || is == form::triangular;
  if (is == form::none) share_evenly(result, looks_at(all, fact, relevant.mattering()[fact], false), moves);
  return result;
}

}  // namespace portfit_test::oracle_detail
