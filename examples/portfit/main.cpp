#include "commands.hpp"
#include "exit_code.hpp"
#include "progress.hpp"

#include <portfit/catalog/nearest.hpp>
#include <portfit/version.hpp>

#include <algorithm>
#include <chrono>
#include <exception>
#include <functional>
#include <iostream>
#include <string>
#include <vector>

#ifndef PORTFIT_CATALOG_DIR
#define PORTFIT_CATALOG_DIR "examples/catalogs"
#endif

namespace {

using planner::option_set;

/// A command of the planner: how it is called and what runs it.
struct command_line {
  CLI::App app{
      "Which operating system can be brought to which device, what stands in the way, the cheapest way through.",
      "portfit"};
  planner::common_options check;
  planner::rank_arguments rank;
  planner::explain_arguments explain;
  planner::plan_arguments plan;
  planner::ask_arguments ask;
  planner::graph_arguments graph;
  planner::contagion_arguments contagion;
  planner::diff_arguments diff;
  planner::what_if_arguments what_if;
  planner::sensitivity_arguments sensitivity;
  planner::backtest_arguments backtest;
  planner::vintf_arguments vintf;
  planner::import_arguments import;
  bool verbose = false;
  std::function<int()> run;

  command_line() {
    app.require_subcommand(1);
    app.set_version_flag("--version", "portfit " + portfit::library_version());
    app.footer(
        "Exit status: 0 answered (undetermined is an answer), 1 answered no (check: mistakes; explain, plan,\n"
        "sensitivity: blocked; vintf: incompatible), 2 bad usage or unreadable input.");
    add_check();
    add_rank();
    add_explain();
    add_plan();
    add_ask();
    add_diff();
    add_what_if();
    add_graph();
    add_contagion();
    add_sensitivity();
    add_backtest();
    add_vintf();
    add_import();
  }

  void add_check() {
    CLI::App* const made =
        app.add_subcommand("check", "tell every mistake in catalogs, with its place and the nearest name");
    planner::add_options(*made, check, option_set::plain, {"text", "json", "csv"});
    made->callback([this] {
      verbose = check.verbose;
      run = [this] { return planner::run_check(check); };
    });
  }

  void add_rank() {
    CLI::App* const made = app.add_subcommand("rank", "assess every pairing and order them, market by market");
    planner::add_options(*made, rank.common, option_set::pairings, {"text", "json", "csv"});
    planner::add_horizon(*made, rank.common);
    made->add_option("--by", rank.by, "only the best device of each")->check(CLI::IsMember({"vendor"}));
    made->add_option("--top", rank.top, "only so many rows per market")->check(CLI::PositiveNumber);
    made->add_option("--threads", rank.threads, "so many at work; the result is the same")->check(CLI::Range(1, 256));
    made->callback([this] {
      verbose = rank.common.verbose;
      run = [this] { return planner::run_rank(rank); };
    });
  }

  void add_explain() {
    CLI::App* const made =
        app.add_subcommand("explain", "why a pairing is blocked, undetermined or feasible, and the ways out");
    planner::add_options(*made, explain.common, option_set::pairing, {"text", "json", "csv"});
    planner::add_horizon(*made, explain.common);
    made->add_flag("--long", explain.in_full, "everything, with sources");
    made->callback([this] {
      verbose = explain.common.verbose;
      run = [this] { return planner::run_explain(explain); };
    });
  }

  void add_plan() {
    CLI::App* const made = app.add_subcommand("plan", "what to do, in which order, by whom, at what cost, how likely");
    planner::add_options(*made, plan.common, option_set::devices, {"text", "json", "csv"});
    planner::add_horizon(*made, plan.common);
    made->add_option("--at-least", plan.at_least, "likelihood of the cheapest plan, as 80% or 0.8")
        ->capture_default_str();
    made->add_option("--want", plan.wanted, "shoulds that the cheapest plan must meet in full, by name")
        ->delimiter(',')
        ->allow_extra_args(false);
    made->add_option("--teams", plan.teams, "teams of ours to do the work (left out: as many as it takes)")
        ->check(CLI::Range(1, 1000));
    made->add_flag("--pareto", plan.front, "all plans that no other one beats in both cost and likelihood");
    made->callback([this] {
      verbose = plan.common.verbose;
      run = [this] { return planner::run_plan(plan); };
    });
  }

  void add_ask() {
    CLI::App* const made = app.add_subcommand(
        "ask", "what to ask before deciding, what the answers are worth, a questionnaire per vendor");
    planner::add_options(*made, ask.common, option_set::pairings, {"text", "json", "csv"});
    planner::add_horizon(*made, ask.common);
    made->add_option("--vendor", ask.vendor, "only devices of this vendor");
    made->add_option("--top", ask.top, "only so many questions of each part")->check(CLI::PositiveNumber);
    CLI::Option* const committed =
        made->add_option("--plan", ask.plan, "the plan that is committed to, as ID,ID; else the recommended one")
            ->delimiter(',')
            ->allow_extra_args(false);
    made->callback([this, committed] {
      verbose = ask.common.verbose;
      ask.has_plan = committed->count() > 0;
      run = [this] { return planner::run_ask(ask); };
    });
  }

  void add_diff() {
    CLI::App* const made =
        app.add_subcommand("diff", "which pairings changed between two days or two catalogs, and through what");
    planner::add_options(*made, diff.common, option_set::sides, {"text", "json", "csv"});
    made->add_option("--as-of", diff.days, "day of the question; twice: before and after")->allow_extra_args(false);
    made->add_option("--known-by", diff.known_by, "hide sources published later; twice: before and after")
        ->allow_extra_args(false);
    made->add_option("--against", diff.against, "catalogs of the second side, instead of the same");
    made->callback([this] {
      verbose = diff.common.verbose;
      run = [this] { return planner::run_diff(diff); };
    });
  }

  void add_what_if() {
    CLI::App* const made = app.add_subcommand("what-if", "which pairings move if something is otherwise, and why");
    planner::add_options(*made, what_if.common, option_set::pairings, {"text", "json", "csv"});
    made->get_option("--set")->required();
    made->add_option("--top", what_if.top, "only so many of the greatest changes")->check(CLI::PositiveNumber);
    made->callback([this] {
      verbose = what_if.common.verbose;
      run = [this] { return planner::run_what_if(what_if); };
    });
  }

  void add_graph() {
    CLI::App* const made = app.add_subcommand("graph", "draw what a pairing depends on");
    graph.common.format = "dot";
    planner::add_options(*made, graph.common, option_set::pairing, {"dot", "graphml"});
    planner::add_horizon(*made, graph.common);
    made->add_flag("--conflict", graph.conflict, "of a blocked pairing: only the smallest conflict");
    made->callback([this] {
      verbose = graph.common.verbose;
      run = [this] { return planner::run_graph(graph); };
    });
  }

  void add_contagion() {
    CLI::App* const made =
        app.add_subcommand("contagion", "what a vendor could lose by taking a system on, everywhere, and if it agrees");
    planner::add_options(*made, contagion.common, option_set::pairings, {"text", "json", "csv"});
    made->add_option("--vendor", contagion.vendors, "the vendor; may be repeated")->allow_extra_args(false);
    made->add_flag("--all-vendors", contagion.all_vendors, "every vendor that sells a device");
    made->callback([this] {
      verbose = contagion.common.verbose;
      run = [this] { return planner::run_contagion(contagion); };
    });
  }

  void add_sensitivity() {
    CLI::App* const made = app.add_subcommand(
        "sensitivity", "what likelihood and score of a plan hang on, and which doubtful figure would change the plan");
    planner::add_options(*made, sensitivity.common, option_set::pairing, {"text", "json", "csv"});
    made->add_option("--plan", sensitivity.plan, "remedies instead of the recommended plan, as in a,b; or none")
        ->delimiter(',')
        ->allow_extra_args(false);
    made->add_flag("--weights", sensitivity.weights, "move the weights of shoulds too, from half to twice");
    made->add_option("--top", sensitivity.top, "text: only so many rows per table")->check(CLI::PositiveNumber);
    made->callback([this] {
      verbose = sensitivity.common.verbose;
      run = [this] { return planner::run_sensitivity(sensitivity); };
    });
  }

  void add_backtest() {
    CLI::App* const made =
        app.add_subcommand("backtest", "how well scores foretell what became of devices, by cross-validation");
    planner::add_options(*made, backtest.common, option_set::pairings, {"text", "json", "csv"});
    made->remove_option(made->get_option("--device"));
    const auto add_words = [made](const char* name, std::vector<std::string>& into, const char* help) {
      made->add_option(name, into, help)->delimiter(',')->allow_extra_args(false);
    };
    made->add_option("--outcomes", backtest.outcomes, "what became of devices: tab-separated, one row each")
        ->required();
    add_words("--positive", backtest.positive, "outcomes that are a success, as a,b; else those of the count table");
    add_words("--among", backtest.among, "only devices with these outcomes, as a,b");
    CLI::Option* const group = made->add_option("--group", backtest.group,
                                                "column of the outcomes: devices of one group are held out together");
    made->add_option("--hold-out", backtest.hold_out, "hold out whole families of platforms instead")
        ->check(CLI::IsMember({"platform"}))
        ->excludes(group);
    made->add_option("--folds", backtest.folds, "parts that are held out in turn")
        ->check(CLI::Range(2, 1000))
        ->capture_default_str();
    made->add_option("--seed", backtest.seed, "deals the folds")->capture_default_str();
    made->add_option("--split", backtest.split, "column of the outcomes by which they are counted; no score sees it");
    made->add_option("--same", backtest.same,
                     "column of the outcomes: other ids of the device in the catalogs; they do not count");
    made->add_option("--top", backtest.top, "so many of the worst misses either way")
        ->check(CLI::Range(0, 1000))
        ->capture_default_str();
    made->add_option("--reliability", backtest.diagram, "draw likelihoods against what happened into this .svg file");
    made->callback([this] {
      verbose = backtest.common.verbose;
      run = [this] { return planner::run_backtest(backtest); };
    });
  }

  void add_vintf() {
    CLI::App* const made =
        app.add_subcommand("vintf", "whether an Android framework runs on a vendor image and its kernel");
    made->add_option("--matrix", vintf.matrices, "compatibility matrices, or folders: one as it is, several combined");
    made->add_option("--manifest", vintf.manifests, "HAL manifests and fragments, or folders, merged in this order");
    made->add_option("--kernel-config", vintf.kernel_config, "the kernel's .config, also gzipped");
    made->add_option("--kernel-version", vintf.kernel_release, "the kernel's release, as 4.14.180; else the .config's");
    made->add_option("--kernel-level", vintf.kernel_level, "the level the kernel was made for; else by the manifest");
    made->add_option("--kernel-policy", vintf.kernel_policy, "the kernel's own sepolicy version (policyvers), as 30");
    made->add_option("--avb", vintf.verified_boot, "version of verified boot, as 1.0");
    made->add_option("--vbmeta", vintf.vbmeta, "version of verified boot's metadata, as 1.0");
    made->add_option("--level", vintf.level,
                     "the level the device was made for; else the manifest's (combines one matrix, too)");
    made->add_option("--era", vintf.era, "the Android release whose rules are asked")
        ->check(CLI::Range(8, 16))
        ->capture_default_str();
    made->add_option("--pairs", vintf.pairs, "a TSV of matrix[,matrix...] and manifest: a row for each; exit 0");
    made->add_option("--kernel-configs", vintf.kernel_configs,
                     "a table of frameworks by kernels: .configs, or folders");
    made->add_option("--kernel-list", vintf.kernel_list,
                     "also judge the kernel by a list as pmaports' kconfigcheck.toml");
    made->add_option("--category", vintf.category, "of --kernel-list")->capture_default_str();
    made->add_option("--architecture", vintf.architecture, "for --kernel-list, as aarch64; else the .config's");
    made->add_flag("--deprecated", vintf.deprecated, "instead: what the device serves and should no longer");
    made->add_flag("--unused", vintf.unused, "instead: what the device serves and no matrix speaks of");
    made->add_option("--children", vintf.children, "a TSV of HIDL interfaces and, each, one that inherits from it");
    made->add_option("--format", vintf.format,
                     "text, json; table or csv: frameworks by devices; catalog: for the other commands")
        ->check(CLI::IsMember({"text", "json", "table", "csv", "catalog"}))
        ->capture_default_str();
    made->add_flag("--verbose", vintf.verbose, "notes too, time and memory to standard error");
    made->callback([this] {
      verbose = vintf.verbose;
      run = [this] { return planner::run_vintf(vintf); };
    });
  }

  void add_import() {
    CLI::App* const made = app.add_subcommand("import", "turn other files into a catalog");
    import.vocabulary = PORTFIT_CATALOG_DIR "/vocabulary.yaml";
    made->add_option(
            "FORMAT", import.format,
            "csv: spreadsheets of devices; lineage-wiki: folders of device files; pmaports: the folder of a checkout")
        ->required()
        ->check(CLI::IsMember({"csv", "lineage-wiki", "pmaports"}));
    made->add_option("PATH", import.paths, "what to read")->required();
    made->add_option("--vocabulary", import.vocabulary, "csv: the catalog that declares what columns mean")
        ->capture_default_str();
    made->add_option("--join", import.join, "devices keep the ids they have in this catalog; may be repeated")
        ->type_name("CATALOG")
        ->allow_extra_args(false);
    made->add_flag("--incomplete", import.incomplete, "pmaports: devices that are absent may have a port");
    made->add_option("--output", import.output, "write here instead of standard output");
    made->add_flag("--verbose", import.verbose, "notes too, time and memory to standard error");
    made->callback([this] {
      verbose = import.verbose;
      run = [this] { return planner::run_import(import); };
    });
  }
};

/// A word that stands where a command should, but is none; told with the nearest command.
bool names_no_command(const CLI::App& app, int count, char** arguments) {
  if (count < 2 || arguments[1][0] == '-' || arguments[1][0] == '\0') return false;
  const std::string given = arguments[1];
  std::vector<std::string> known;
  for (const CLI::App* const each : app.get_subcommands([](const CLI::App*) { return true; }))
    known.push_back(each->get_name());
  if (std::find(known.begin(), known.end(), given) != known.end()) return false;
  std::string all;
  for (const std::string& each : known) all += (all.empty() ? "" : ", ") + each;
  const std::string nearest = portfit::nearest_name(given, known);
  planner::usage_error("there is no command '" + given + "'; " +
                       (nearest.empty() ? "there are " + all : "did you mean '" + nearest + "'?"));
  return true;
}

int answer(command_line& given) {
  const auto start = std::chrono::steady_clock::now();
  const int status = given.run();
  if (given.verbose)
    planner::print_usage(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
  std::cout.flush();
  if (std::cout) return status;
  planner::usage_error("the output could not be written");
  return planner::unusable;
}

}  // namespace

int main(int count, char** arguments) {
  try {
    command_line given;
    if (names_no_command(given.app, count, arguments)) return planner::unusable;
    try {
      given.app.parse(count, arguments);
    } catch (const CLI::ParseError& problem) {
      return given.app.exit(problem) == 0 ? planner::answered : planner::unusable;
    }
    return answer(given);
  } catch (const std::exception& problem) {  // memory, most likely; the library throws nothing of its own
    std::cerr << "portfit: " << problem.what() << '\n';
    return planner::unusable;
  }
}
