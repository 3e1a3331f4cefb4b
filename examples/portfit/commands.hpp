#pragma once

#include "options.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace planner {

/// Each runs one command and returns how the planner is to end (exit_code.hpp).
[[nodiscard]] int run_check(const common_options& given);

struct rank_arguments {
  common_options common;
  std::string by;       ///< `vendor`, or empty
  std::size_t top = 0;  ///< 0: all
  std::size_t threads = 1;
};
[[nodiscard]] int run_rank(const rank_arguments& given);

struct explain_arguments {
  common_options common;
  bool in_full = false;
};
[[nodiscard]] int run_explain(const explain_arguments& given);

struct plan_arguments {
  common_options common;
  std::string at_least = "80%";
  std::vector<std::string> wanted;  ///< names of shoulds
  std::size_t teams = 0;            ///< 0: as many as it takes
  bool front = false;
};
[[nodiscard]] int run_plan(const plan_arguments& given);
struct ask_arguments {
  common_options common;
  std::string vendor;             ///< only devices of this one; may be empty
  std::size_t top = 0;            ///< 0: all
  std::vector<std::string> plan;  ///< that is committed to, by id
  bool has_plan = false;
};
[[nodiscard]] int run_ask(const ask_arguments& given);

struct diff_arguments {
  common_options common;              ///< without its dates
  std::vector<std::string> days;      ///< none, one for both sides, or two
  std::vector<std::string> known_by;  ///< likewise
  std::vector<std::string> against;   ///< catalogs of the second side; none: those of the first
};
[[nodiscard]] int run_diff(const diff_arguments& given);

struct what_if_arguments {
  common_options common;
  std::size_t top = 0;  ///< 0: all
};
[[nodiscard]] int run_what_if(const what_if_arguments& given);

struct graph_arguments {
  common_options common;
  bool conflict = false;  ///< only the smallest conflict
};
[[nodiscard]] int run_graph(const graph_arguments& given);

struct contagion_arguments {
  common_options common;
  std::vector<std::string> vendors;
  bool all_vendors = false;
};
[[nodiscard]] int run_contagion(const contagion_arguments& given);

struct sensitivity_arguments {
  common_options common;
  std::vector<std::string> plan;  ///< remedies, or `none`; empty: the recommended plan
  bool weights = false;
  std::size_t top = 0;  ///< rows per table of text; 0: all
};
[[nodiscard]] int run_sensitivity(const sensitivity_arguments& given);

struct backtest_arguments {
  common_options common;
  std::string outcomes;               ///< file
  std::vector<std::string> positive;  ///< words; empty: those of the count table
  std::vector<std::string> among;     ///< words; empty: all
  std::string group;                  ///< column; may be empty
  std::string split;                  ///< likewise
  std::string same;                   ///< likewise
  std::string hold_out;               ///< `platform`, or empty
  std::size_t folds = 5;
  std::uint64_t seed = 1;
  std::size_t top = 2;  ///< misses, either way
  std::string diagram;  ///< file; may be empty
};
[[nodiscard]] int run_backtest(const backtest_arguments& given);

struct vintf_arguments {
  std::vector<std::string> matrices;   ///< files, or folders of them
  std::vector<std::string> manifests;  ///< files, or folders of them
  std::string kernel_config;
  std::vector<std::string> kernel_configs;  ///< for a table
  std::string kernel_release;
  std::string kernel_level;
  std::string kernel_policy;
  std::string verified_boot;
  std::string vbmeta;
  std::string kernel_list;
  std::string category = "default";
  std::string architecture;
  std::string level;
  int era = 15;
  std::string pairs;
  std::string children;  ///< which HIDL interface inherits from which
  bool deprecated = false;
  bool unused = false;
  std::string format = "text";
  bool verbose = false;
};
[[nodiscard]] int run_vintf(const vintf_arguments& given);

struct import_arguments {
  std::string format;  ///< csv, lineage-wiki, pmaports
  std::vector<std::string> paths;
  std::string vocabulary;
  std::vector<std::string> join;  ///< catalogs whose devices keep their ids
  bool incomplete = false;
  std::string output;
  bool verbose = false;
};
[[nodiscard]] int run_import(const import_arguments& given);

}  // namespace planner
