#include "options.hpp"

#include <portfit/catalog/builder.hpp>
#include <portfit/catalog/nearest.hpp>
#include <portfit/report/number.hpp>
#include <portfit/report/table.hpp>
#include <portfit/resolve/build_graph.hpp>

#include <charconv>
#include <cmath>
#include <iostream>
#include <map>
#include <string_view>

namespace planner {
namespace {

/// All ids of a table, for messages.
template <class Table>
std::string ids_of(const Table& table) {
  std::string text;
  std::size_t count = 0;
  for (const auto& [id, each] : table) {
    if (++count > 12) return text + ", ... (" + std::to_string(table.size()) + " in all)";
    text += (text.empty() ? "" : ", ") + id;
  }
  return text;
}

template <class Table>
void unknown_id(const char* option, const std::string& given, const Table& known) {
  std::string message = std::string(option) + ": the catalogs know no '" + given + "'";
  if (known.empty())
    message += ", and none of its kind";
  else if (const std::string nearest = portfit::nearest_name(given, known); !nearest.empty())
    message += "; did you mean '" + nearest + "'?";
  else
    message += "; there are " + ids_of(known);
  usage_error(message);
}

/// The entities named, or all. @returns false if one is not there.
template <class Entity>
bool select(const char* option, const std::vector<std::string>& wanted, const std::map<std::string, Entity>& table,
            std::vector<const Entity*>& into) {
  for (const std::string& id : wanted) {
    const auto found = table.find(id);
    if (found == table.end()) {
      unknown_id(option, id, table);
      return false;
    }
    into.push_back(&found->second);
  }
  if (wanted.empty())
    for (const auto& [id, each] : table) into.push_back(&each);
  return true;
}

bool read_date_option(const char* option, const std::string& text, bool last, std::optional<portfit::date>& into) {
  if (text.empty()) return true;
  const auto days = portfit::read_date(text);
  if (!days) {
    usage_error(std::string(option) + ": '" + text + "' is no date; expected one as in 2024-04-01");
    return false;
  }
  into = last ? days->high : days->low;
  return true;
}

bool read_trust(const std::string& text, portfit::confidence& into) {
  static const std::map<std::string, portfit::confidence> levels{{"A", portfit::confidence::a},
                                                                 {"B", portfit::confidence::b},
                                                                 {"S", portfit::confidence::s},
                                                                 {"C", portfit::confidence::c},
                                                                 {"assumed", portfit::confidence::assumed}};
  if (text.empty()) return true;
  const auto found = levels.find(text);
  if (found == levels.end()) {
    usage_error("--trust: there is no level '" + text + "'; expected A, B, S, C or assumed");
    return false;
  }
  into = found->second;
  return true;
}

bool read_policy(const std::string& text, double& into) {
  if (text.empty()) return true;
  const std::string_view name = "floor=";
  double floor = -1;
  if (text.starts_with(name)) {
    const auto [end, problem] = std::from_chars(text.data() + name.size(), text.data() + text.size(), floor);
    if (problem != std::errc{} || end != text.data() + text.size()) floor = -1;
  }
  if (!(floor >= 0 && floor <= 1)) {
    usage_error("--policy: '" + text + "' is no policy; expected floor=NUMBER from 0 to 1, as in floor=0.5");
    return false;
  }
  into = floor;
  return true;
}

/// Budgets are read as a catalog would read them, with the rates of the catalogs given.
bool read_budgets(const common_options& given, const portfit::catalog& world, portfit::assess_options& into) {
  for (const bool is_money : {true, false}) {
    const std::string& text = is_money ? given.money_budget : given.effort_budget;
    if (text.empty()) continue;
    portfit::catalog_builder reader;
    reader.currency(world.currency).budget({{is_money ? "money" : "effort", text}});
    for (const auto& [code, rate] : world.rates) reader.rate(code, portfit::exact_text(rate));
    const portfit::read_result read = reader.build();
    for (const portfit::diagnostic& remark : read.remarks)
      usage_error(std::string(is_money ? "--budget-money: " : "--budget-effort: ") + remark.message +
                  (remark.expected.empty() ? "" : "; expected " + remark.expected));
    if (portfit::has_errors(read.remarks)) return false;
    (is_money ? into.money_budget : into.effort_budget) =
        is_money ? read.catalog.budget.money : read.catalog.budget.effort;
  }
  return true;
}

bool read_question(const common_options& given, const portfit::catalog& world, portfit::assess_options& into) {
  if (!read_date_option("--as-of", given.as_of, false, into.asked.as_of)) return false;
  if (!read_date_option("--known-by", given.known_by, true, into.asked.known_by)) return false;
  if (!read_trust(given.trust, into.asked.trust) || !read_policy(given.policy, into.floor)) return false;
  if (!read_budgets(given, world, into)) return false;
  if (given.horizon && !std::isfinite(*given.horizon)) {
    usage_error("--horizon: expected a number of years from 0 to 100");
    return false;
  }
  into.asked.horizon = given.horizon;
  into.asked.accept_forfeits = given.accept_forfeits;
  into.node_limit = given.node_limit;
  for (const std::string& id : given.without) {
    if (!world.remedies.contains(id) && !id.starts_with("waive ")) {  // what may be waived differs by market and day
      unknown_id("--without", id, world.remedies);
      return false;
    }
    into.asked.without.insert(id);
  }
  if (into.asked.as_of || world.as_of) return true;
  usage_error("no catalog says as of which day it asks; give --as-of, or `as_of:` in a catalog");
  return false;
}

/// Abstract systems are bases of others, and no candidates.
bool refuse_abstract(const portfit::catalog& world, const std::vector<std::string>& systems) {
  for (const std::string& id : systems) {
    if (!world.systems.at(id).abstract) continue;
    std::map<std::string, int> based;
    for (const auto& [other, each] : world.systems)
      if (each.based_on == id) based[other] = 0;
    usage_error("--os: '" + id + "' is abstract, a base of " + (based.empty() ? "no other" : ids_of(based)));
    return false;
  }
  return true;
}

}  // namespace

bool load_files(const common_options& given, loaded& into) {
  into = load(given.catalogs, given.edits);
  const bool wrong = into.unreadable || portfit::has_errors(into.remarks);
  print_remarks(into.remarks, given.verbose);
  if (wrong) std::cerr << "portfit: " << count_remarks(into.remarks) << "; nothing was computed\n";
  return !wrong;
}

bool load_catalog(const std::vector<std::string>& paths, bool verbose, portfit::catalog& into) {
  common_options given;
  given.catalogs = paths;
  given.verbose = verbose;
  loaded files;
  const bool good = load_files(given, files);
  into = std::move(files.catalog);
  return good;
}

void usage_error(const std::string& message) { std::cerr << "portfit: " << portfit::one_line(message) << '\n'; }

void add_options(CLI::App& command, common_options& options, option_set which,
                 const std::vector<std::string>& formats) {
  command
      .add_option("CATALOG", options.catalogs,
                  "catalogs (.yaml, .json) and spreadsheets of devices (.csv), read as one")
      ->required();
  command.add_option("--format", options.format, "how to print")->check(CLI::IsMember(formats))->capture_default_str();
  command.add_flag("--verbose", options.verbose, "warnings, time and memory to standard error");
  if (which == option_set::plain) return;
  const bool many = which == option_set::pairings || which == option_set::sides;
  const bool many_devices = many || which == option_set::devices;
  CLI::Option* const os =
      command.add_option("--os", options.systems, many ? "only this system; may be repeated" : "the system");
  CLI::Option* const device = command.add_option("--device", options.devices,
                                                 many           ? "only this device; may be repeated"
                                                 : many_devices ? "the device; may be repeated"
                                                                : "the device");
  command
      .add_option("--market", options.markets,
                  many ? "only this market; may be repeated" : "the market, if there are several")
      ->allow_extra_args(false);
  os->allow_extra_args(false);
  device->allow_extra_args(false);
  if (!many) {
    os->required()->expected(1);
    device->required();
    if (!many_devices) device->expected(1);
  }
  if (which != option_set::sides) {
    command.add_option("--as-of", options.as_of,
                       "day of the question, instead of the catalog's (a month or year: its first day)");
    command.add_option("--known-by", options.known_by, "hide sources published later than this day");
    command.add_option("--set", options.edits, "say one thing anew, as in 'x1: ram = 4 GiB'; may be repeated")
        ->allow_extra_args(false);
  }
  command.add_option("--trust", options.trust, "weaker facts count as unknown: A > B > S > C > assumed");
  command.add_option("--policy", options.policy,
                     "floor=NUMBER: share of the score that is there once every must holds (0.5)");
  command.add_flag("--accept-forfeits", options.accept_forfeits,
                   "let go what clauses with `accept: ask` would forfeit");
  command.add_option("--without", options.without, "a remedy not to be used; may be repeated")->allow_extra_args(false);
  command.add_option("--budget-money", options.money_budget, "hard limit, as in '2 MUSD'");
  command.add_option("--budget-effort", options.effort_budget, "hard limit, as in '40 pm' (person-months)");
  command.add_option("--node-limit", options.node_limit, "size of decision diagrams, in nodes")
      ->check(CLI::Range(std::size_t{1}, std::size_t{1} << 31U))
      ->capture_default_str();
}

void add_horizon(CLI::App& command, common_options& options) {
  command
      .add_option("--horizon", options.horizon,
                  "figures so many years after the port works: hazards may have ended it by then (0 to 100)")
      ->check(CLI::Range(0.0, 100.0));
}

bool prepare(const common_options& given, question& into) {
  loaded files;
  const bool good = load_files(given, files);
  into.catalog = std::move(files.catalog);
  return good && settle(given, into);
}

bool settle(const common_options& given, question& into) {
  const portfit::catalog& world = into.catalog;
  into.options = {};
  into.markets.clear();
  into.systems.clear();
  into.devices.clear();
  if (world.markets.empty() && (given.markets.empty() || given.markets == std::vector<std::string>{"any"}))
    into.markets.push_back(&portfit::any_market());
  else if (!select("--market", given.markets, world.markets, into.markets))
    return false;
  return select("--os", given.systems, world.systems, into.systems) &&
         select("--device", given.devices, world.devices, into.devices) && refuse_abstract(world, given.systems) &&
         read_question(given, world, into.options);
}

bool has_pairings(const question& asked, const std::string& to) {
  const bool some_system =
      std::any_of(asked.systems.begin(), asked.systems.end(), [](const auto* os) { return !os->abstract; });
  if (!some_system || asked.devices.empty())
    usage_error(std::string("the catalogs hold no ") + (some_system ? "device" : "system") + " to " + to);
  return some_system && !asked.devices.empty();
}

bool has_one_market(const question& asked) {
  if (asked.markets.size() == 1) return true;
  std::map<std::string, int> ids;
  for (const portfit::market* each : asked.markets) ids[each->id] = 0;
  usage_error("there are several markets; give one with --market: " + ids_of(ids));
  return false;
}

}  // namespace planner
