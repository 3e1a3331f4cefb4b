#pragma once

#include "support/random_catalog.hpp"

namespace portfit_test::catalog_detail {

inline void catalog_maker::add_services() {
  for (const char* const id : {"s1", "s2"}) {
    portfit::service& service = book_.services[id];
    service.id = id;
    if (random_.chance(0.5)) book_.systems["os1"].provides[id] = random_.pick(std::vector<double>{0.25, 0.5, 1.0});
    const std::size_t substitutes = random_.below(3);
    for (std::size_t index = 0; index < substitutes; ++index) {
      portfit::substitute other{id + std::string("_other") + std::to_string(index), 0, std::nullopt};
      other.covers = random_.pick(std::vector<double>{0.4, 0.6, 0.75, 1.0});
      if (random_.chance(0.6)) other.when = condition();
      service.replaced_by.push_back(other);
    }
  }
}

inline void catalog_maker::add_agreement() {
  book_.places["realm"].id = "realm";
  book_.places["realm"].contains = {{"here", std::nullopt, std::nullopt},
                                    {"there", day(2020, 1, 1), random_.chance(0.5) ? book_.as_of : std::nullopt}};
  portfit::market& market = book_.markets["m1"];
  if (random_.chance(0.8)) market.sold_in = {"here"};
  if (random_.chance(0.3)) market.sold_in.push_back("there");
  if (random_.chance(0.7)) {
    market.units = random_.chance(0.5) ? portfit::estimate::exactly(100) : portfit::estimate{50, 100, 200};
    market.margin = portfit::estimate::exactly(1);
    market.years = random_.between(1, 2);
  }
  portfit::agreement& contract = book_.agreements["g1"];
  contract.id = "g1";
  if (random_.chance(0.9)) book_.vendors["v1"].holds = {"g1"};
  contract.grants = {"s1"};
  if (random_.chance(0.5)) contract.grants_on = condition();
  if (random_.chance(0.25)) contract.obliges = {must("obliged", condition())};
  if (random_.chance(0.75)) add_clause(contract);
  if (random_.chance(0.5)) add_law();
}

inline void catalog_maker::add_clause(portfit::agreement& contract) {
  portfit::forbidden_act clause;
  clause.name = "forbidden";
  clause.act = formula(1, false);
  if (random_.chance(0.5)) {
    portfit::applicability except;
    if (random_.chance(0.5)) except.sold_in = {random_.chance(0.5) ? "realm" : "here"};
    if (random_.chance(0.4)) except.from = day(random_.between(2023, 2025), 1, 1);
    if (random_.chance(0.2)) except.until = book_.as_of;
    if (random_.chance(0.6) || (except.sold_in.empty() && !except.from && !except.until)) except.when = condition();
    clause.except.push_back(except);
  }
  clause.forfeits_grants = true;
  clause.across_vendor = random_.chance(0.3);
  clause.enforced = random_.chance(0.5) ? portfit::estimate::exactly(1) : portfit::estimate::between(0.5, 0.9);
  clause.accept = random_.pick(std::vector<portfit::acceptance>{
      portfit::acceptance::never, portfit::acceptance::ask, portfit::acceptance::ask, portfit::acceptance::allowed,
      portfit::acceptance::allowed, portfit::acceptance::allowed});
  declare("revenue", portfit::fact_type::money);
  declare("share", portfit::fact_type::quantity);
  if (random_.chance(0.85)) {
    clause.exposed = portfit::exposure{portfit::fact_reference{portfit::fact_owner::vendor, "revenue"},
                                       portfit::fact_reference{portfit::fact_owner::vendor, "share"}, 1};
    portfit::fact_table& facts = book_.vendors["v1"].facts;
    portfit::distribution range;
    range.is = form::range;
    range.low = 80;
    range.high = 500;
    const double kind_of_revenue = random_.unit();
    if (kind_of_revenue < 0.4) state(facts, known("revenue", random_.pick(std::vector<double>{60.0, 600.0})));
    if (kind_of_revenue > 0.5) state(facts, unknown("revenue", range));
    state(facts, known("share", random_.pick(std::vector<double>{0.0, 0.5, 0.75})));
  }
  contract.forbids.push_back(clause);
}

inline void catalog_maker::add_law() {
  portfit::rule& law = book_.rules["law"];
  law.id = "law";
  if (random_.chance(0.6)) law.applies.sold_in = {random_.chance(0.5) ? "realm" : "here"};
  if (random_.chance(0.3)) law.applies.from = random_.chance(0.7) ? day(2022, 3, 23) : day(2025, 12, 1);
  if (random_.chance(0.5)) law.applies.when = condition();
  if (random_.chance(0.6)) law.withdraws = {"s1"};
  if (law.withdraws.empty() || random_.chance(0.4)) law.requires_ = {must("required", formula(1, true))};
}

}  // namespace portfit_test::catalog_detail
