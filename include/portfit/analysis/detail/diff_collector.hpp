#pragma once

#include <portfit/analysis/detail/diff_item.hpp>
#include <portfit/analysis/detail/diff_teller.hpp>

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace portfit::detail {

/// Collects what differs between two sides, item by item.
class item_collector {
 public:
  item_collector(const diff_side& before, const diff_side& after) : before_(before), after_(after) {}

  [[nodiscard]] diff_items take() { return std::move(items_); }
  [[nodiscard]] const diff_side& before() const { return before_; }
  [[nodiscard]] const diff_side& after() const { return after_; }

  template <class Put, class Tell>
  diff_item& add(item_rank rank, change_kind what, std::string subject, Put put, Tell tell) {
    return items_.emplace_back(diff_item{rank, what, std::move(subject), std::move(put), std::move(tell), {}, false});
  }

  /// Adds an item where two parts (null: not there) differ. `put(catalog, now)` carries the later one over, `tell(cause, old,
  /// now)` puts the difference into words. The parts must outlive the item.
  template <class Part, class Put, class Tell>
  diff_item* compare(item_rank rank, const std::string& subject, const Part* old, const Part* now, Put put, Tell tell) {
    if (old == now || (old != nullptr && now != nullptr && bare(*old) == bare(*now))) return nullptr;
    const change_kind what = old == nullptr   ? change_kind::added
                             : now == nullptr ? change_kind::removed
                                              : change_kind::changed;
    return &add(
        rank, what, subject, [put, now](catalog& into) { put(into, now); },
        [tell, old, now](change_cause& cause) { tell(cause, old, now); });
  }

  /// Adds an item where one value of an entity differs. `show(catalog, entity)` puts the value into words.
  template <class Entity, class Value, class Owner, class Show>
  void compare_value(item_rank rank, const std::string& subject, const entity_home<Entity>& home, Value Owner::* member,
                     Show show) {
    const Entity* const old = home.find(before_.stands);
    const Entity* const now = home.find(after_.stands);
    if (old == nullptr || now == nullptr || old->*member == now->*member) return;
    const auto tell = [=, earlier = &before_, later = &after_](change_cause& cause) {
      cause.text = subject + " is " + show(later->stands, *now) + ", it was " + show(earlier->stands, *old);
      locate(cause, *later->told, now->source, now->where);
    };
    add(rank, change_kind::changed, subject, [=](catalog& into) { home.at(into).*member = now->*member; }, tell);
  }

  /// One item per fact of an entity that is stated otherwise.
  template <class Home>
  void compare_facts(const Home& home) {
    static const fact_table nothing;
    const fact_table* const there = home.facts(before_.stands);
    const fact_table* const here = home.facts(after_.stands);
    const fact_table& old = there == nullptr ? nothing : *there;
    const fact_table& now = here == nullptr ? nothing : *here;
    for (const auto& [name, statements] : old) compare_fact(home, name, statements, now);
    for (const auto& [name, statements] : now)
      if (!old.contains(name)) compare_fact(home, name, {}, now);
  }

  /// One item per requirement of an entity that differs; `list` is where the entity keeps them.
  template <class Entity, class Owner>
  void compare_requirements(item_rank rank, const entity_home<Entity>& home, requirements Owner::* list) {
    const Entity* const old = home.find(before_.stands);
    const Entity* const now = home.find(after_.stands);
    // A must and a should may have one name.
    std::map<std::pair<std::string, bool>, std::pair<const requirement*, const requirement*>> named;
    if (old != nullptr)
      for (const requirement& each : old->*list) named[{each.name, each.must}].first = &each;
    if (now != nullptr)
      for (const requirement& each : now->*list) named[{each.name, each.must}].second = &each;
    for (const auto& [which, pair] : named) {
      const auto put = [home, list, key = which](catalog& into, const requirement* asked) {
        requirements& asks = home.at(into).*list;
        std::erase_if(asks, [&](const requirement& each) { return each.name == key.first && each.must == key.second; });
        if (asked != nullptr) asks.push_back(*asked);
      };
      const auto tell = [told = words(), owner = home.id](change_cause& cause, const auto* was, const auto* is) {
        told.tell_requirement(cause, owner, was, is);
      };
      diff_item* const item = compare(rank, home.id + ": " + which.first, pair.first, pair.second, put, tell);
      if (item != nullptr && item->what == change_kind::changed)
        item->by_rate = need_text(*pair.first) == need_text(*pair.second) && pair.first->waived == pair.second->waived;
    }
  }

  [[nodiscard]] diff_teller words() const { return {before_, after_}; }

 private:
  template <class Home>
  void compare_fact(const Home& home, const std::string& name, const std::vector<fact>& statements,
                    const fact_table& now) {
    const auto found = now.find(name);
    const fact* const was = statements.empty() ? nullptr : &statements.front();
    const fact* const is = found == now.end() ? nullptr : &found->second.front();
    if (was != nullptr && is != nullptr && was->values == is->values && was->belief == is->belief) return;
    const change_kind what = was == nullptr  ? change_kind::added
                             : is == nullptr ? change_kind::removed
                                             : change_kind::changed;
    diff_item& item = add(
        item_rank::fact, what, home.id + ": " + name,
        [=](catalog& into) {
          fact_table& table = home.facts_at(into);
          if (is == nullptr)
            table.erase(name);
          else
            table[name].assign(1, *is);
        },
        [=, told = words()](change_cause& cause) { told.tell_fact(cause, home, name, was, is); });
    item.fact = name;
    const auto declared = after_.stands.facts.find(name);
    item.by_rate = was != nullptr && is != nullptr && !was->text.empty() && was->text == is->text &&
                   declared != after_.stands.facts.end() && declared->second.type == fact_type::money;
  }

  const diff_side& before_;
  const diff_side& after_;
  diff_items items_;
};

}  // namespace portfit::detail
