#pragma once

#include <portfit/catalog/catalog.hpp>

#include <string>
#include <type_traits>
#include <variant>

/// A catalog as text, so that a failing seed can be read: everything `random_catalog` and `worked_example` use, no more.
namespace portfit_test {
namespace text_detail {

inline std::string number(double value) {
  std::string text = std::to_string(value);
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text;
}

inline std::string text_of(const portfit::fact_value& value) {
  if (const auto* const plain = std::get_if<double>(&value)) return number(*plain);
  if (const auto* const word = std::get_if<std::string>(&value)) return *word;
  return "{set}";
}

inline std::string text_of(const portfit::estimate& is) {
  if (is.is_exact()) return number(is.low);
  return number(is.low) + ".." + number(is.likely) + ".." + number(is.high);
}

inline std::string text_of(const portfit::fact_reference& reference) {
  static const char* const owners[] = {"", "os.", "device.", "platform.", "vendor.", "built_by.", "market.", "world."};
  return owners[static_cast<int>(reference.owner)] + reference.name;
}

inline std::string text_of(const portfit::condition& leaf) {
  static const char* const signs[] = {" = ", " != ", " >= ", " <= ", " > ", " < ", " includes "};
  if (!leaf.service.empty())
    return "service " + leaf.service + (leaf.coverage_named ? " >= " + number(leaf.coverage) : std::string());
  const std::string subject = leaf.is_age ? "age(" + text_of(leaf.subject) + ")" : text_of(leaf.subject);
  return subject + signs[static_cast<int>(leaf.compares)] + (leaf.other ? text_of(*leaf.other) : text_of(leaf.bound));
}

inline std::string text_of(const portfit::expression& formula) {
  static const char* const names[] = {"", "all_of", "any_of", "none_of", "at_least"};
  if (formula.is == portfit::expression::operation::holds) return text_of(formula.leaf);
  std::string text = names[static_cast<int>(formula.is)];
  if (formula.is == portfit::expression::operation::at_least) text += ' ' + std::to_string(formula.count);
  text += '(';
  for (const portfit::expression& part : formula.parts) text += (text.back() == '(' ? "" : ", ") + text_of(part);
  return text + ')';
}

inline std::string when(const std::optional<portfit::expression>& formula) {
  return formula ? " when " + text_of(*formula) : std::string();
}

inline std::string text_of(const portfit::distribution& belief) {
  std::string text = "unknown";
  switch (belief.is) {
    case portfit::distribution::form::none: break;
    case portfit::distribution::form::chance: return text + " chance " + number(belief.chance);
    case portfit::distribution::form::weights:
      for (const auto& [word, weight] : belief.weights) text += ' ' + word + ':' + number(weight);
      break;
    case portfit::distribution::form::range: return text + " range " + number(belief.low) + ".." + number(belief.high);
    case portfit::distribution::form::triangular:
      return text + ' ' + number(belief.low) + ".." + number(belief.likely) + ".." + number(belief.high);
  }
  return text;
}

inline std::string dates(const std::optional<portfit::date>& from, const std::optional<portfit::date>& until) {
  return (from ? " from " + portfit::to_text(*from) : "") + (until ? " until " + portfit::to_text(*until) : "");
}

inline std::string text_of(const std::vector<portfit::fact_value>& values) {
  std::string text;
  for (const portfit::fact_value& each : values) text += (text.empty() ? "" : " and ") + text_of(each);
  return text;
}

inline std::string text_of(const portfit::fact_table& table) {
  std::string text;
  for (const auto& [name, statements] : table)
    for (const portfit::fact& one : statements)
      text += "  " + name + ": " + (one.is_known() ? text_of(one.values) : text_of(one.belief)) +
              dates(one.from, one.until) + " trust " + std::to_string(static_cast<int>(one.trust)) + '\n';
  return text;
}

inline std::string text_of(const portfit::requirements& asks) {
  std::string text;
  for (const portfit::requirement& one : asks)
    text += (one.must ? "  must " : "  should (" + number(one.weight) + ") ") + one.name + ": " + text_of(one.need) +
            when(one.when) + '\n';
  return text;
}

inline std::string text_of(const std::string& head, const portfit::entity& side) {
  return head + ' ' + side.id + '\n' + text_of(side.facts) + text_of(side.asks);
}

inline std::string text_of(const std::string& name, const portfit::figure& lines) {
  std::string text;
  for (const portfit::figure_line& line : lines) text += "  " + name + ' ' + text_of(line.is) + when(line.when) + '\n';
  return text;
}

inline std::string text_of(const portfit::remedy& work) {
  static const char* const kinds[] = {"makes", "sets", "adds", "breaks"};
  std::string text = "remedy " + work.id + (work.paid_by == "os" ? "" : " paid_by " + work.paid_by) + '\n';
  for (const portfit::effect& one : work.effects)
    text += "  " + std::string(kinds[static_cast<int>(one.does)]) + ' ' + text_of(one.fact) + ' ' +
            text_of(one.amount) + '\n';
  if (work.needs) text += "  needs " + text_of(*work.needs) + '\n';
  for (const std::string& id : work.excludes) text += "  excludes " + id + '\n';
  for (const std::string& id : work.after) text += "  after " + id + '\n';
  text += text_of("money", work.money) + text_of("effort", work.effort) + text_of("works", work.works);
  for (const auto& [to, amount] : work.pays) text += "  pays " + to + ' ' + text_of(amount) + '\n';
  return text;
}

inline std::string text_of(const portfit::applicability& clause) {
  std::string text = dates(clause.from, clause.until) + when(clause.when);
  for (const std::string& place : clause.sold_in) text += " sold_in " + place;
  return text;
}

inline std::string text_of(const portfit::agreement& contract) {
  std::string text = "agreement " + contract.id + '\n';
  for (const std::string& service : contract.grants) text += "  grants " + service + when(contract.grants_on) + '\n';
  text += text_of(contract.obliges);
  for (const portfit::forbidden_act& one : contract.forbids) {
    text += "  forbids " + text_of(one.act) + " accept " + std::to_string(static_cast<int>(one.accept)) + " enforced " +
            text_of(one.enforced) + (one.exposed ? " exposed" : " exposure not given") + '\n';
    for (const portfit::applicability& except : one.except) text += "    except" + text_of(except) + '\n';
  }
  return text;
}

inline std::string text_of(const portfit::service& wanted) {
  std::string text = "service " + wanted.id + '\n';
  for (const portfit::substitute& one : wanted.replaced_by)
    text += "  " + one.name + " covers " + number(one.covers) + when(one.when) + '\n';
  return text;
}

inline std::string text_of(const portfit::rule& law) {
  std::string text = "rule " + law.id + text_of(law.applies) + '\n' + text_of(law.requires_);
  for (const std::string& service : law.withdraws) text += "  withdraws " + service + '\n';
  return text;
}

inline std::string text_of(const portfit::market& market) {
  std::string text = text_of("market", static_cast<const portfit::entity&>(market));
  for (const std::string& place : market.sold_in) text += "  sold_in " + place + '\n';
  if (market.units && market.margin)
    text += "  units " + text_of(*market.units) + " margin " + text_of(*market.margin) + " years " +
            number(market.years) + '\n';
  return text;
}

}  // namespace text_detail

/// The whole catalog, a line for each thing stated.
[[nodiscard]] inline std::string to_text(const portfit::catalog& book) {
  using text_detail::text_of;
  std::string text = "as of " + (book.as_of ? portfit::to_text(*book.as_of) : std::string("no day"));
  text += book.scale ? ", scale " + text_detail::number(*book.scale) : std::string(", no scale");
  text += ", person_month " + text_detail::number(book.person_month.value_or(0)) + '\n';
  for (const auto& [name, declared] : book.facts) {
    if (!declared.unit.empty()) text += "unit of " + name + ": " + declared.unit + '\n';
    if (declared.default_value) text += "default of " + name + ": " + text_of(*declared.default_value) + '\n';
    if (declared.default_prior) text += "prior of " + name + ": " + text_of(*declared.default_prior) + '\n';
  }
  text += "world\n" + text_of(book.world);
  for (const auto& [id, system] : book.systems) {
    text += text_of("system", system);
    for (const auto& [service, covers] : system.provides)
      text += "  provides " + service + ' ' + text_detail::number(covers) + '\n';
  }
  for (const auto& [id, one] : book.vendors)
    text += text_of("vendor", one) + (one.holds.empty() ? "" : "  holds " + one.holds.front() + '\n');
  for (const auto& [id, one] : book.platforms) text += text_of("platform", one);
  for (const auto& [id, one] : book.devices) text += text_of("device", one);
  for (const auto& [id, one] : book.ports) text += text_of("port", one);
  for (const auto& [id, one] : book.markets) text += text_of(one);
  for (const auto& [id, one] : book.services) text += text_of(one);
  for (const auto& [id, one] : book.agreements) text += text_of(one);
  for (const auto& [id, one] : book.rules) text += text_of(one);
  for (const auto& [id, one] : book.remedies) text += text_of(one);
  return text;
}

}  // namespace portfit_test
