#pragma once

#include <portfit/catalog/catalog.hpp>

#include <chrono>
#include <string>
#include <utility>
#include <vector>

/// Short ways to build catalogs directly from their value types, without any reader.
namespace portfit_test {

[[nodiscard]] inline portfit::date day(int year, unsigned month, unsigned of_month) {
  return portfit::date(std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(of_month));
}

/// A condition on a fact, looked up by its bare name unless an owner is given.
[[nodiscard]] inline portfit::expression holds(std::string name,
                                               portfit::comparison compares = portfit::comparison::equal,
                                               portfit::fact_value bound = 1.0,
                                               portfit::fact_owner owner = portfit::fact_owner::bare) {
  portfit::expression result;
  result.is = portfit::expression::operation::holds;
  result.leaf.subject = {owner, std::move(name)};
  result.leaf.compares = compares;
  result.leaf.bound = std::move(bound);
  result.leaf.text = result.leaf.subject.name;
  return result;
}

/// A bare service: met to its coverage.
[[nodiscard]] inline portfit::expression has_service(std::string id) {
  portfit::expression result;
  result.is = portfit::expression::operation::holds;
  result.leaf.service = std::move(id);
  result.leaf.text = "service " + result.leaf.service;
  return result;
}

/// A service with a coverage named: met or not.
[[nodiscard]] inline portfit::expression has_service(std::string id, double coverage) {
  portfit::expression result = has_service(std::move(id));
  result.leaf.coverage = coverage;
  result.leaf.coverage_named = true;
  return result;
}

/// `all_of`, `any_of`, `none_of`; `at_least` with its count.
[[nodiscard]] inline portfit::expression combine(portfit::expression::operation is,
                                                 std::vector<portfit::expression> parts, std::size_t count = 0) {
  portfit::expression result;
  result.is = is;
  result.parts = std::move(parts);
  result.count = count;
  return result;
}

[[nodiscard]] inline portfit::requirement must(std::string name, portfit::expression need) {
  portfit::requirement result;
  result.name = std::move(name);
  result.need = std::move(need);
  return result;
}

[[nodiscard]] inline portfit::requirement should(std::string name, portfit::expression need, double weight) {
  portfit::requirement result = must(std::move(name), std::move(need));
  result.must = false;
  result.weight = weight;
  return result;
}

[[nodiscard]] inline portfit::fact known(std::string name, portfit::fact_value value) {
  portfit::fact result;
  result.name = std::move(name);
  result.values = {std::move(value)};
  return result;
}

/// Unknown, without a prior unless one is given.
[[nodiscard]] inline portfit::fact unknown(std::string name, portfit::distribution belief = {}) {
  portfit::fact result;
  result.name = std::move(name);
  result.belief = std::move(belief);
  return result;
}

/// Unknown, yes with this chance.
[[nodiscard]] inline portfit::fact likely(std::string name, double chance) {
  portfit::distribution belief;
  belief.is = portfit::distribution::form::chance;
  belief.chance = chance;
  return unknown(std::move(name), belief);
}

inline void state(portfit::fact_table& table, portfit::fact statement) {
  table[statement.name].push_back(std::move(statement));
}

[[nodiscard]] inline portfit::effect does(portfit::effect::kind is, std::string name,
                                          portfit::fact_value amount = 1.0) {
  portfit::effect result;
  result.does = is;
  result.fact = {portfit::fact_owner::bare, std::move(name)};
  result.amount = std::move(amount);
  return result;
}

/// A figure of one line.
[[nodiscard]] inline portfit::figure always(portfit::estimate is) { return {{std::nullopt, is}}; }

inline void declare_yes_no(portfit::catalog& book, const std::string& name) {
  book.facts[name].name = name;
  book.facts[name].type = portfit::fact_type::yes_no;
}

/// `os1` on `d1` of `v1` with `p1`, for `m1`, and nothing known or asked.
[[nodiscard]] inline portfit::catalog bare_catalog() {
  portfit::catalog book;
  book.as_of = day(2024, 4, 1);
  book.systems["os1"].id = "os1";
  book.vendors["v1"].id = "v1";
  book.platforms["p1"].id = "p1";
  portfit::device& device = book.devices["d1"];
  device.id = "d1";
  device.vendor = "v1";
  device.platform = "p1";
  book.markets["m1"].id = "m1";
  return book;
}

/// The worked example of the design: a kernel source of which 30 % is believed, a modem of which nothing is known, a boot
/// loader to be unlocked at the price of attestation (remedy `U`), work on the modem (remedy `M`).
[[nodiscard]] inline portfit::catalog worked_example() {
  using kind = portfit::effect::kind;
  portfit::catalog book = bare_catalog();
  book.scale = 200e3;
  for (const char* const name : {"kernel_source", "modem_works", "unlocked", "attestation"}) declare_yes_no(book, name);
  portfit::fact_table& facts = book.devices["d1"].facts;
  state(facts, likely("kernel_source", 0.3));
  state(facts, unknown("modem_works"));
  state(facts, known("unlocked", 0.0));
  state(facts, known("attestation", 1.0));

  const portfit::expression startable =
      combine(portfit::expression::operation::any_of, {holds("kernel_source"), holds("unlocked")});
  book.systems["os1"].asks = {must("boots", startable), must("calls", holds("modem_works")),
                              should("attestation", holds("attestation"), 3), should("store", has_service("store"), 1)};
  book.services["store"].id = "store";
  book.services["store"].replaced_by = {{"other_store", 0.6, std::nullopt}};

  portfit::remedy& unlock = book.remedies["U"];
  unlock.id = "U";
  unlock.effects = {does(kind::makes, "unlocked"), does(kind::breaks, "attestation")};
  unlock.works = always(portfit::estimate::exactly(0.8));
  unlock.money = always(portfit::estimate::exactly(20e3));
  portfit::remedy& modem = book.remedies["M"];
  modem.id = "M";
  modem.effects = {does(kind::makes, "modem_works")};
  modem.needs = startable;
  modem.works = always(portfit::estimate::exactly(0.5));
  modem.money = {{holds("kernel_source"), portfit::estimate::exactly(40e3)},
                 {std::nullopt, portfit::estimate::exactly(120e3)}};
  return book;
}

}  // namespace portfit_test
