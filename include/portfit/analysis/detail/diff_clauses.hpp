#pragma once

#include <portfit/analysis/detail/diff_collector.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace portfit::detail {

/// The keys of both tables.
template <class Table>
[[nodiscard]] std::set<std::string> keys_of_both(const Table& a, const Table& b) {
  std::set<std::string> keys;
  for (const auto& [key, value] : a) keys.insert(key);
  for (const auto& [key, value] : b) keys.insert(key);
  return keys;
}

/// Collects what differs between clauses: laws, agreements, places, services and remedies, which may touch every pairing.
class clause_collector {
 public:
  explicit clause_collector(item_collector& items)
      : items_(items), told_(items.words()), old_(items.before().stands), now_(items.after().stands) {}

  void collect() {
    for (const std::string& id : keys_of_both(old_.rules, now_.rules)) add_rule(id);
    for (const std::string& id : keys_of_both(old_.agreements, now_.agreements)) add_agreement(id);
    for (const std::string& id : keys_of_both(old_.places, now_.places)) add_members(id);
    for (const std::string& id : keys_of_both(old_.services, now_.services)) add_substitutes(id);
    for (const std::string& id : keys_of_both(old_.remedies, now_.remedies)) add_remedy(id);
  }

 private:
  template <class Entity>
  [[nodiscard]] static const Entity* find(const std::map<std::string, Entity>& table, const std::string& id) {
    const auto found = table.find(id);
    return found == table.end() ? nullptr : &found->second;
  }
  /// The entity, or one that says nothing.
  template <class Entity>
  [[nodiscard]] static const Entity& some(const std::map<std::string, Entity>& table, const std::string& id) {
    static const Entity nobody;
    const Entity* const found = find(table, id);
    return found == nullptr ? nobody : *found;
  }

  template <class Entity>
  static void put_entity(std::map<std::string, Entity>& table, const std::string& id, const Entity* now) {
    if (now == nullptr)
      table.erase(id);
    else
      table.insert_or_assign(id, *now);
  }

  // --- law ----------------------------------------------------------------------------------------------------------

  void add_rule(const std::string& id) {
    const auto tell = [told = told_, id](change_cause& cause, const rule* was, const rule* is) {
      const catalog& world = *told.holder(cause.what).told;
      const rule& law = world.rules.at(id);
      if (was != nullptr && is != nullptr)
        cause.text = "rule " + id + ": " + rule_changes(*was, *is);
      else
        cause.text = told.span("rule " + id, " is in force", " is no longer in force", cause.what, law.applies.from,
                               law.applies.until);
      locate(cause, world, law.applies.source.empty() ? law.source : law.applies.source, law.where);
    };
    items_.compare(
        item_rank::rule, id, find(old_.rules, id), find(now_.rules, id),
        [id](catalog& into, const rule* law) { put_entity(into.rules, id, law); }, tell);
  }

  void add_members(const std::string& id) {
    const auto names = [](const place& where) {
      std::set<std::string> members;
      for (const membership& each : where.contains) members.insert(each.place);
      return members;
    };
    const std::set<std::string> old = names(some(old_.places, id));
    const std::set<std::string> now = names(some(now_.places, id));
    for (const std::string& member : old)
      if (!now.contains(member)) add_member(id, member, change_kind::removed);
    for (const std::string& member : now)
      if (!old.contains(member)) add_member(id, member, change_kind::added);
  }

  void add_member(const std::string& id, const std::string& member, change_kind what) {
    const auto put = [id, member, what](catalog& into) {
      auto& members = into.places.at(id).contains;
      std::erase_if(members, [&](const membership& each) { return each.place == member; });
      if (what == change_kind::added) members.push_back({member, std::nullopt, std::nullopt});
    };
    const auto tell = [told = told_, id, member](change_cause& cause) {
      const diff_side& side = told.holder(cause.what);
      const place& where = side.told->places.at(id);
      const auto dated = std::find_if(where.contains.begin(), where.contains.end(), [&](const membership& each) {
        return each.place == member && counts_on(side.day, each.from, each.until);
      });
      cause.text =
          told.span(member, " lies in " + id, " no longer lies in " + id, cause.what, dated->from, dated->until);
      locate(cause, *side.told, where.source, where.where);
    };
    items_.add(item_rank::membership, what, id + ": " + member, put, tell);
  }

  // --- agreements ---------------------------------------------------------------------------------------------------

  void add_agreement(const std::string& id) {
    const entity_home<agreement> home{&catalog::agreements, id};
    items_.compare_requirements(item_rank::obligation, home, &agreement::obliges);
    add_grants(home);
    const agreement& old = some(old_.agreements, id);
    const agreement& now = some(now_.agreements, id);
    add_listed(
        item_rank::exclusivity, id + ": exclusive", old.exclusive, now.exclusive,
        [home](catalog& into) { return &home.at(into).exclusive; },
        [told = told_, home](change_cause& cause, const exclusivity& promise) {
          tell_promise(told, home, cause, promise);
        });
    std::set<std::string> acts;
    for (const agreement* const side : {&old, &now})
      for (const forbidden_act& act : side->forbids) acts.insert(act.name);
    for (const std::string& name : acts) add_act(home, name);
  }

  void add_grants(const entity_home<agreement>& home) {
    const agreement& old = some(old_.agreements, home.id);
    const agreement& now = some(now_.agreements, home.id);
    if (old.grants == now.grants && old.grants_on == now.grants_on) return;
    const auto words = [](const agreement& contract) {
      return names_text(contract.grants) + (contract.grants_on ? " where " + describe(*contract.grants_on) : "");
    };
    items_.add(
        item_rank::grant, change_kind::changed, home.id + ": grants",
        [home, is = &now](catalog& into) {
          home.at(into).grants = is->grants;
          home.at(into).grants_on = is->grants_on;
        },
        [=, told = told_, was = &old, is = &now](change_cause& cause) {
          cause.text = home.id + " grants " + words(*is) + ", it was " + words(*was);
          locate(cause, *told.after().told, is->source, is->where);
        });
  }

  [[nodiscard]] static forbidden_act* act_of(agreement& contract, const std::string& name) {
    const auto found = std::find_if(contract.forbids.begin(), contract.forbids.end(),
                                    [&](const forbidden_act& each) { return each.name == name; });
    return found == contract.forbids.end() ? nullptr : &*found;
  }
  [[nodiscard]] static const forbidden_act* act_of(const agreement& contract, const std::string& name) {
    return act_of(const_cast<agreement&>(contract), name);
  }

  void add_act(const entity_home<agreement>& home, const std::string& name) {
    const forbidden_act* const old = act_of(some(old_.agreements, home.id), name);
    const forbidden_act* const now = act_of(some(now_.agreements, home.id), name);
    const std::string key = home.id + "." + name;
    const auto put = [home, name](catalog& into, const forbidden_act* act) {
      agreement& contract = home.at(into);
      forbidden_act* const there = act_of(contract, name);
      if (act == nullptr) {
        std::erase_if(contract.forbids, [&](const forbidden_act& each) { return each.name == name; });
      } else if (there == nullptr) {
        contract.forbids.push_back(*act);
      } else {  // exceptions are carried over one by one
        forbidden_act changed = *act;
        changed.except = there->except;
        *there = std::move(changed);
      }
    };
    const auto tell = [told = told_, key](change_cause& cause, const forbidden_act* was, const forbidden_act* is) {
      const forbidden_act& act = is == nullptr ? *was : *is;
      cause.text = key +
                   (was == nullptr  ? " forbids "
                    : is == nullptr ? " no longer forbids "
                                    : " is worded or enforced otherwise: it forbids ") +
                   describe(act.act);
      locate(cause, *told.holder(cause.what).told, act.source, act.where);
    };
    items_.compare(item_rank::clause, key, old, now, put, tell);
    if (old == nullptr || now == nullptr) return;
    add_listed(
        item_rank::exception, key, old->except, now->except,
        [home, name](catalog& into) {
          forbidden_act* const act = act_of(home.at(into), name);
          return act == nullptr ? nullptr : &act->except;
        },
        [told = told_, home, name](change_cause& cause, const applicability& exception) {
          tell_exception(told, home, name, cause, exception);
        });
  }

  /// One item for each element that only one of two lists has; elements have no names.
  template <class Element, class Find, class Tell>
  void add_listed(item_rank rank, const std::string& subject, const std::vector<Element>& old,
                  const std::vector<Element>& now, Find list_in, Tell tell) {
    const auto take_out = [](auto& from, const Element& which) {
      const auto found =
          std::find_if(from.begin(), from.end(), [&](const auto& each) { return bare(deref(each)) == bare(which); });
      if (found == from.end()) return false;
      from.erase(found);
      return true;
    };
    std::vector<const Element*> gone;
    for (const Element& each : old) gone.push_back(&each);
    std::vector<const Element*> fresh;
    for (const Element& each : now)
      if (!take_out(gone, each)) fresh.push_back(&each);
    for (const Element* const each : gone)
      items_.add(
          rank, change_kind::removed, subject,
          [=](catalog& into) {
            if (auto* const list = list_in(into)) take_out(*list, *each);
          },
          [=](change_cause& cause) { tell(cause, *each); });
    for (const Element* const each : fresh)
      items_.add(
          rank, change_kind::added, subject,
          [=](catalog& into) {
            if (auto* const list = list_in(into)) list->push_back(*each);
          },
          [=](change_cause& cause) { tell(cause, *each); });
  }

  template <class Element>
  [[nodiscard]] static const Element& deref(const Element* each) {
    return *each;
  }
  template <class Element>
  [[nodiscard]] static const Element& deref(const Element& each) {
    return each;
  }

  /// What a snapshot's clause was told as: with its dates.
  template <class Element, class Place>
  [[nodiscard]] static const Element* dated(const diff_side& side, const std::vector<Element>& list,
                                            const Element& undated, Place place_in) {
    for (const Element& each : list) {
      if (!counts_on(side.day, place_in(each).from, place_in(each).until)) continue;
      Element same = each;
      place_in(same).from.reset();
      place_in(same).until.reset();
      if (same == undated) return &each;
    }
    return nullptr;
  }

  static void tell_exception(const diff_teller& told, const entity_home<agreement>& home, const std::string& name,
                             change_cause& cause, const applicability& exception) {
    const diff_side& side = told.holder(cause.what);
    const forbidden_act* const act = act_of(*home.find(*side.told), name);
    const applicability* const found =
        act == nullptr ? nullptr : dated(side, act->except, exception, [](auto& each) -> auto& { return each; });
    const applicability& dates = found == nullptr ? exception : *found;
    cause.text = told.span("the exception to " + cause.subject + " (" + place_text(exception) + ")", " counts",
                           " no longer counts", cause.what, dates.from, dates.until);
    locate(cause, *side.told, exception.source, act == nullptr ? written_at{} : act->where);
  }

  static void tell_promise(const diff_teller& told, const entity_home<agreement>& home, change_cause& cause,
                           const exclusivity& promise) {
    const diff_side& side = told.holder(cause.what);
    const agreement& contract = *home.find(*side.told);
    const exclusivity* const found =
        dated(side, contract.exclusive, promise, [](auto& each) -> auto& { return each.where_and_when; });
    const applicability& dates = (found == nullptr ? promise : *found).where_and_when;
    cause.text = told.span("the exclusive promise of " + home.id + " (" + describe(promise.act) + ", " +
                               place_text(promise.where_and_when) + ")",
                           " binds", " no longer binds", cause.what, dates.from, dates.until);
    locate(cause, *side.told, dates.source.empty() ? contract.source : dates.source, contract.where);
  }

  // --- services and remedies ----------------------------------------------------------------------------------------

  void add_substitutes(const std::string& id) {
    const service& old = some(old_.services, id);
    const service& now = some(now_.services, id);
    std::set<std::string> names;
    for (const service* const side : {&old, &now})
      for (const substitute& each : side->replaced_by) names.insert(each.name);
    const auto find_in = [](const service& of, const std::string& name) {
      const auto found = std::find_if(of.replaced_by.begin(), of.replaced_by.end(),
                                      [&](const substitute& each) { return each.name == name; });
      return found == of.replaced_by.end() ? nullptr : &*found;
    };
    for (const std::string& name : names) {
      const auto put = [id, name](catalog& into, const substitute* instead) {
        auto& list = into.services.at(id).replaced_by;
        std::erase_if(list, [&](const substitute& each) { return each.name == name; });
        if (instead != nullptr) list.push_back(*instead);
      };
      const auto words = [](const substitute* each) {
        if (each == nullptr) return std::string("nothing");
        return describe_number(each->covers * 100) + " %" + (each->when ? " where " + describe(*each->when) : "");
      };
      const auto tell = [=, told = told_, home = id](change_cause& cause, const substitute* was, const substitute* is) {
        cause.text = name + " covers " + words(is) + " of " + home + ", it was " + words(was);
        const catalog& world = *told.holder(cause.what).told;
        const service& of = world.services.at(home);
        locate(cause, world, of.source, of.where);
      };
      items_.compare(item_rank::service, id + ": " + name, find_in(old, name), find_in(now, name), put, tell);
    }
  }

  void add_remedy(const std::string& id) {
    const auto tell = [told = told_, id](change_cause& cause, const remedy* was, const remedy* is) {
      const remedy& told_of = is == nullptr ? *was : *is;
      if (was != nullptr && is != nullptr)
        cause.text = "remedy " + id + ": " + remedy_changes(*was, *is);
      else
        cause.text = "remedy " + id + (is == nullptr ? " is gone" : " is new");
      locate(cause, *told.holder(cause.what).told, told_of.source, told_of.where);
    };
    items_.compare(
        item_rank::remedy, id, find(old_.remedies, id), find(now_.remedies, id),
        [id](catalog& into, const remedy* work) { put_entity(into.remedies, id, work); }, tell);
  }

  item_collector& items_;
  diff_teller told_;
  const catalog& old_;
  const catalog& now_;
};

}  // namespace portfit::detail
