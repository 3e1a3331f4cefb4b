#pragma once

#include "support/oracle_model.hpp"

#include <algorithm>
#include <cstddef>
#include <set>
#include <vector>

namespace portfit_test::oracle_detail {

/// Finds the conditions that can matter: asked by requirements and clauses, by the services these need, and by remedies that
/// touch a fact which is asked about, or that pay for a willingness which is asked for. Other conditions must not change odds.
class relevance {
 public:
  explicit relevance(const model& all) : all_(all), tests_(all.facts.size()), services_(all.services.size(), false) {
    for (const model_requirement& each : all.requirements) {
      for (const node& when : each.when) visit(when);
      visit(each.need);
    }
    for (const model_clause& each : all.clauses) visit_clause(each);
    while (visit_remedies()) {
    }
  }

  /// Per fact: the conditions that can matter.
  [[nodiscard]] std::vector<std::vector<fact_test>> mattering() const { return tests_; }

  /// Per fact: also those that only remedies ask which change nothing. An act that is allowed here and now asks nothing.
  [[nodiscard]] std::vector<std::vector<fact_test>> asked() const {
    relevance more = *this;
    for (const model_remedy& work : all_.remedies) more.visit_remedy(work);
    return more.tests_;
  }

 private:
  void visit(const node& from) {
    if (from.is == node::kind::fact) {
      tests_[from.test.fact].push_back(from.test);
      if (from.test.other) tests_[*from.test.other].push_back(from.test);
    }
    if (from.is == node::kind::service) visit_service(from.service);
    for (const node& part : from.parts) visit(part);
  }

  void visit_service(std::size_t index) {
    if (services_[index]) return;
    services_[index] = true;
    const auto& withdrawn = all_.services[index].withdrawn;
    const bool gone = std::any_of(withdrawn.begin(), withdrawn.end(),
                                  [](const node& law) { return law.is == node::kind::constant && law.truth; });
    for (const auto& grant : all_.services[index].grants)
      if (!gone) visit(grant.on);
    for (const node& law : all_.services[index].withdrawn) visit(law);
    for (const auto& instead : all_.services[index].substitutes) visit(instead.when);
  }

  void visit_clause(const model_clause& clause) {
    for (const node& exception : clause.except)
      if (exception.is == node::kind::constant && exception.truth) return;  // allowed here and now: nothing is asked
    visit(clause.act);
    for (const node& exception : clause.except) visit(exception);
    const bool harmless = clause.exposed.high == 0;
    if (clause.accept == portfit::acceptance::allowed || (clause.accept == portfit::acceptance::ask && harmless))
      willing_ = true;
  }

  bool visit_remedies() {
    bool found = false;
    for (std::size_t index = 0; index < all_.remedies.size(); ++index) {
      const model_remedy& work = all_.remedies[index];
      const bool touches = std::any_of(work.effects.begin(), work.effects.end(),
                                       [&](const model_effect& each) { return !tests_[each.fact].empty(); });
      const bool pays = willing_ && (work.pays_to_vendor.high > 0 || work.paid_by_vendor);
      if ((!touches && !pays) || !remedies_.insert(index).second) continue;
      found = true;
      willing_ = willing_ || work.paid_by_vendor;
      visit_remedy(work);
    }
    return found;
  }

  void visit_remedy(const model_remedy& work) {
    if (work.needs) visit(*work.needs);
    for (const auto* lines : {&work.effort, &work.money, &work.works})
      for (const model_line& line : *lines)
        if (line.when) visit(*line.when);
  }

  const model& all_;
  std::vector<std::vector<fact_test>> tests_;
  std::vector<bool> services_;
  std::set<std::size_t> remedies_;
  bool willing_ = false;
};

}  // namespace portfit_test::oracle_detail
