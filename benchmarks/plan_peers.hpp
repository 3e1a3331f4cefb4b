#pragma once

#include <portfit/search/detail/row_system.hpp>

#include <cstddef>
#include <optional>
#include <vector>

#ifdef PORTFIT_PEER_GLPK
#include <glpk.h>
#endif
#ifdef PORTFIT_PEER_CBC
#include <cstdio>
#include <string>
#include <coin/Cbc_C_Interface.h>
#include <fcntl.h>
#include <unistd.h>
#endif

/// Other people's solvers on the rows of a least cost, in the same process. Nothing: it did not end within the time.
namespace portfit_benchmark {

#ifdef PORTFIT_PEER_GLPK
/// With its presolver, and with all its cuts if asked: these help on large problems and cost on small ones.
inline std::optional<double> solve_by_glpk(const portfit::detail::row_system& rows, bool cuts, int most_seconds) {
  glp_term_out(GLP_OFF);
  glp_prob* const problem = glp_create_prob();
  glp_set_obj_dir(problem, GLP_MIN);
  glp_add_cols(problem, static_cast<int>(rows.column_count()));
  for (std::size_t column = 0; column < rows.column_count(); ++column) {
    glp_set_col_kind(problem, static_cast<int>(column) + 1, GLP_BV);
    glp_set_obj_coef(problem, static_cast<int>(column) + 1, rows.cost[column]);
  }
  glp_add_rows(problem, static_cast<int>(rows.row_count()));
  std::vector<int> of_row{0};
  std::vector<int> of_column{0};
  std::vector<double> factor{0};
  for (std::size_t row = 0; row < rows.row_count(); ++row) {
    glp_set_row_bnds(problem, static_cast<int>(row) + 1, GLP_LO, rows.bound[row], 0);
    for (const portfit::detail::row_entry& each : rows.row(row)) {
      of_row.push_back(static_cast<int>(row) + 1);
      of_column.push_back(static_cast<int>(each.column) + 1);
      factor.push_back(each.factor);
    }
  }
  glp_load_matrix(problem, static_cast<int>(of_row.size()) - 1, of_row.data(), of_column.data(), factor.data());
  glp_iocp options;
  glp_init_iocp(&options);
  options.msg_lev = GLP_MSG_OFF;
  options.presolve = GLP_ON;
  if (cuts) options.gmi_cuts = options.mir_cuts = options.cov_cuts = options.clq_cuts = GLP_ON;
  options.tm_lim = most_seconds * 1000;
  const bool ended = glp_intopt(problem, &options) == 0 && glp_mip_status(problem) == GLP_OPT;
  const double least = glp_mip_obj_val(problem);
  glp_delete_prob(problem);
  return ended ? std::optional(least) : std::nullopt;
}
#endif

#ifdef PORTFIT_PEER_CBC
/// As its command line solves: with all its preprocessing, cuts and heuristics. What it prints is thrown away.
inline std::optional<double> solve_by_cbc(const portfit::detail::row_system& rows, int most_seconds) {
  std::fflush(stdout);
  const int printed = dup(1);
  const int nowhere = open("/dev/null", O_WRONLY);
  dup2(nowhere, 1);
  Cbc_Model* const model = Cbc_newModel();
  const portfit::detail::column_index columns(rows);
  std::vector<int> of_row;
  std::vector<double> factor;
  for (const portfit::detail::column_index::item& each : columns.items) {
    of_row.push_back(static_cast<int>(each.row));
    factor.push_back(each.factor);
  }
  const std::vector<int> start(columns.start.begin(), columns.start.end());
  const std::vector<double> zeros(rows.column_count(), 0);
  const std::vector<double> ones(rows.column_count(), 1);
  const std::vector<double> lower(rows.bound.begin(), rows.bound.end());
  const std::vector<double> upper(rows.row_count(), 1e30);
  Cbc_loadProblem(model, static_cast<int>(rows.column_count()), static_cast<int>(rows.row_count()), start.data(),
                  of_row.data(), factor.data(), zeros.data(), ones.data(), rows.cost.data(), lower.data(),
                  upper.data());
  for (std::size_t column = 0; column < rows.column_count(); ++column) Cbc_setInteger(model, static_cast<int>(column));
  Cbc_setParameter(model, "sec", std::to_string(most_seconds).c_str());
  Cbc_solve(model);
  const bool ended = Cbc_isProvenOptimal(model) != 0;
  const double least = Cbc_getObjValue(model);
  Cbc_deleteModel(model);
  std::fflush(stdout);
  dup2(printed, 1);
  close(printed);
  close(nowhere);
  return ended ? std::optional(least) : std::nullopt;
}
#endif

}  // namespace portfit_benchmark
