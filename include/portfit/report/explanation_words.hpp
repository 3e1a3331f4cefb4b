#pragma once

#include <portfit/analysis/explanation.hpp>
#include <portfit/catalog/catalog.hpp>
#include <portfit/report/detail/stable_order.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

namespace portfit {

[[nodiscard]] inline std::string to_text(way_out::kind is) {
  switch (is) {
    case way_out::kind::plan: return "plan";
    case way_out::kind::change: return "change";
    case way_out::kind::answer: break;
  }
  return "answer";
}

/// Whether a reason is about a fact (known, or an answer to an unknown one).
[[nodiscard]] inline bool is_about_fact(const reason& why) { return why.code == "fact" || why.code == "answer"; }

/// Whether a reason is a clause somebody wrote: a requirement, an agreement's, a rule.
[[nodiscard]] inline bool is_clause(const reason& why) {
  return !is_about_fact(why) && why.code != "entity" && why.code != "stake";
}

/// The name of the fact a reason is about (`x1: kernel_source` is kernel_source), or nothing if it is about no fact.
[[nodiscard]] inline std::string fact_name(const reason& why) {
  if (!is_about_fact(why)) return {};
  const std::size_t colon = why.subject.rfind(": ");
  return colon == std::string::npos ? why.subject : why.subject.substr(colon + 2);
}

/// What the vocabulary says to ask about the fact of a reason; may be empty.
[[nodiscard]] inline std::string question_for(const catalog& world, const reason& why) {
  const auto declared = world.facts.find(fact_name(why));
  return declared == world.facts.end() ? "" : declared->second.question;
}

namespace detail {

/// Reasons in the order one would tell them: clauses, who holds what, facts by owner, what is at stake.
[[nodiscard]] inline std::vector<reason> in_telling_order(std::vector<reason> reasons) {
  const auto place = [](const reason& why) {
    return is_clause(why) ? 0 : why.code == "entity" ? 1 : is_about_fact(why) ? 2 : 3;
  };
  sort_stably(reasons, [&](const reason& a, const reason& b) { return place(a) < place(b); });
  return reasons;
}

/// One step of a way out as a wish.
[[nodiscard]] inline std::string step_text(const reason& step, way_out::kind is) {
  if (is != way_out::kind::change) return step.text;
  if (is_clause(step)) return "'" + step.subject + "' would have to be dropped";
  if (step.code != "fact") return "it would have to be otherwise that " + step.text;
  return step.text;
}

/// Reasons in one line; of facts of one owner the owner is named once, with `within` between them and `between` elsewhere.
template <class Words>
[[nodiscard]] std::string tell(const std::vector<reason>& reasons, Words words, const std::string& within,
                               const std::string& between) {
  std::string text;
  std::string owner;
  for (const reason& each : reasons) {
    std::string told = words(each);
    const std::size_t colon = is_about_fact(each) ? each.subject.rfind(": ") : std::string::npos;
    const std::string now = colon == std::string::npos ? "" : each.subject.substr(0, colon + 2);
    const bool same = !now.empty() && now == owner && told.starts_with(now);
    if (same) told.erase(0, now.size());
    text += (text.empty() ? "" : same ? within : between) + told;
    owner = now;
  }
  return text;
}

[[nodiscard]] inline std::string tell(const std::vector<reason>& reasons) {
  return tell(reasons, [](const reason& each) { return each.text; }, ", ", "; ");
}

/// The steps of a way in one line, and whether remedies of the catalog touch them.
[[nodiscard]] inline std::string way_text(const way_out& way) {
  if (way.is == way_out::kind::plan) {
    std::string plan;
    for (const std::string& id : way.remedies) plan += (plan.empty() ? "" : ", ") + id;
    return "plan " + plan;
  }
  const auto words = [&](const reason& step) {
    std::string text = step_text(step, way.is);
    if (way.is != way_out::kind::change || step.remedies.empty()) return text;
    for (std::size_t index = 0; index < step.remedies.size(); ++index)
      text += (index == 0 ? " (" : ", ") + step.remedies[index];
    return text + " could not make it so here)";
  };
  return tell(way.steps, words, " and ", way.is == way_out::kind::answer ? " and " : " and besides ");
}

[[nodiscard]] inline bool has_remedy(const way_out& way) {
  return way.is == way_out::kind::plan ||
         std::any_of(way.steps.begin(), way.steps.end(), [](const reason& step) { return !step.remedies.empty(); });
}

/// Ways out without those that read alike; of changes the roots first: facts no remedy reaches, then facts whose remedy is
/// itself in need of something, then clauses and stakes. Otherwise the order stays, smallest first.
[[nodiscard]] inline std::vector<way_out> ways_to_tell(const std::vector<way_out>& ways) {
  std::vector<way_out> told;
  std::vector<std::string> texts;
  for (const way_out& each : ways) {
    std::string text = to_text(each.then) + way_text(each);
    if (std::find(texts.begin(), texts.end(), text) != texts.end()) continue;
    texts.push_back(std::move(text));
    told.push_back(each);
  }
  const auto place = [](const way_out& way) {
    if (way.is != way_out::kind::change) return 0;
    const bool facts =
        std::all_of(way.steps.begin(), way.steps.end(), [](const reason& step) { return is_about_fact(step); });
    return facts ? (has_remedy(way) ? 1 : 0) : 2;
  };
  sort_stably(told, [&](const way_out& a, const way_out& b) {
    if (a.steps.size() != b.steps.size()) return a.steps.size() < b.steps.size();
    return place(a) < place(b);
  });
  return told;
}

}  // namespace detail

}  // namespace portfit
