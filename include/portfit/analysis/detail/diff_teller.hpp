#pragma once

#include <portfit/analysis/detail/diff_item.hpp>
#include <portfit/analysis/detail/diff_words.hpp>
#include <portfit/resolve/lookup.hpp>

#include <optional>
#include <string>
#include <utility>

namespace portfit::detail {

/// Where something was written, by whom, and how far that is trusted.
inline void locate(change_cause& cause, const catalog& world, const std::string& source, const position& where) {
  cause.source = source;
  cause.where = where;
  const auto found = world.sources.find(source);
  if (found == world.sources.end()) return;
  cause.source_title = found->second.title;
  cause.trust = found->second.trust;
}

/// Puts differences into words, with the dates and sources that the catalogs as told give for them.
class diff_teller {
 public:
  diff_teller(const diff_side& before, const diff_side& after) : before_(&before), after_(&after) {}

  /// `in force since 2025-12-01`: a thing that counts on one side only, by its dates if they tell why.
  [[nodiscard]] std::string span(const std::string& subject, const std::string& counts, const std::string& counts_not,
                                 change_kind what, const std::optional<date>& from,
                                 const std::optional<date>& until) const {
    const bool forward = before_->day <= after_->day;
    const date early = forward ? before_->day : after_->day;
    const date late = forward ? after_->day : before_->day;
    const bool begins = from && early < *from && *from <= late;
    const bool ends = until && early < *until && *until <= late;
    if (what == change_kind::removed) {
      if (forward && ends) return subject + counts_not + " since " + to_text(*until);
      return !forward && begins ? subject + counts + " only since " + to_text(*from) : subject + counts_not;
    }
    if (forward && begins) return subject + counts + " since " + to_text(*from);
    return subject + counts + (!forward && ends ? " until " + to_text(*until) : std::string());
  }

  /// The side that has what is told of: the later one, but for what was removed.
  [[nodiscard]] const diff_side& holder(change_kind what) const {
    return what == change_kind::removed ? *before_ : *after_;
  }
  [[nodiscard]] const diff_side& before() const { return *before_; }
  [[nodiscard]] const diff_side& after() const { return *after_; }

  void tell_requirement(change_cause& cause, const std::string& owner, const requirement* was,
                        const requirement* is) const {
    const requirement& told = is == nullptr ? *was : *is;
    if (was != nullptr && is != nullptr)
      cause.text = requirement_changes(owner, *was, *is);
    else
      cause.text = owner + (is == nullptr ? " no longer asks for " : " asks for ") + told.name + ": " + need_text(told);
    locate(cause, *holder(cause.what).told, told.source, told.where);
  }

  /// `x1: price is 110 USD since 2025-12-01, it was 100 USD`.
  template <class Home>
  void tell_fact(change_cause& cause, const Home& home, const std::string& name, const fact* was,
                 const fact* is) const {
    cause.text = cause.subject + " is " + value_text(after_->stands, name, is) + since(home, name) + ", it was " +
                 value_text(before_->stands, name, was);
    const fact& told = is == nullptr ? *was : *is;
    locate(cause, *holder(cause.what).told, told.source, told.where);
    cause.trust = told.trust;
  }

 private:
  [[nodiscard]] static std::string value_text(const catalog& world, const std::string& name, const fact* told) {
    if (told == nullptr) return "not stated";
    const auto declared = world.facts.find(name);
    if (declared == world.facts.end()) return told->text;
    std::string text;
    for (const fact_value& each : told->values)
      text = appended(std::move(text), " or ", describe_value(declared->second, each, world.currency));
    if (!text.empty()) return text;
    const std::string belief = describe_belief(declared->second, told->belief, world.currency);
    return belief.empty() ? "unknown" : "unknown (" + belief + ")";
  }

  /// Since when, as far as the dates of the statements that count tell, or the day on which a source was published.
  template <class Home>
  [[nodiscard]] std::string since(const Home& home, const std::string& name) const {
    const fact* const was = statement(*before_, home, name);
    const fact* const is = statement(*after_, home, name);
    if (before_->day <= after_->day) {
      if (is != nullptr && is->from && before_->day < *is->from) return " since " + to_text(*is->from);
      if (was != nullptr && was->until && *was->until <= after_->day) return " since " + to_text(*was->until);
    } else if (is != nullptr && is->until && *is->until <= before_->day) {
      return " until " + to_text(*is->until);
    }
    if (is == nullptr || !before_->asked.known_by) return {};
    const auto page = after_->told->sources.find(is->source);
    if (page == after_->told->sources.end() || !page->second.published) return {};
    return *before_->asked.known_by < *page->second.published
               ? " (its source was published by " + to_text(*page->second.published) + ")"
               : "";
  }

  /// The statement that counts, as it was told.
  template <class Home>
  [[nodiscard]] static const fact* statement(const diff_side& side, const Home& home, const std::string& name) {
    const fact_table* const table = home.facts(*side.told);
    if (table == nullptr) return nullptr;
    const auto found = table->find(name);
    return found == table->end() ? nullptr : settle_statements(*side.told, found->second, side.asked, side.day).best;
  }

  const diff_side* before_;
  const diff_side* after_;
};

}  // namespace portfit::detail
