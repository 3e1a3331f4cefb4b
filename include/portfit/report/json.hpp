#pragma once

#include <portfit/analysis/rank.hpp>
#include <portfit/catalog/diagnostic.hpp>
#include <portfit/report/detail/json_values.hpp>

#include <ostream>
#include <string>
#include <vector>

namespace portfit {

/// Writes rankings as JSON: the head's keys, then `rankings`, per market its `rows` best first.
///
/// Figures have `ranking`, `guaranteed`, `expected` (two ends) and `possible`; likelihoods are 0 to 1, money is in
/// `currency`, effort in person-months. A blocked row has no figures. Keys may be added, none will change its meaning.
/// `left_out` counts the rows after those asked for.
inline void write_json(std::ostream& out, const report_head& head, const std::vector<ranking>& lists) {
  detail::json result = detail::json_of(head);
  result["rankings"] = detail::json::array();
  for (const ranking& list : lists) {
    detail::json market;
    market["market"] = list.market;
    market["complete"] = list.complete;
    market["left_out"] = list.left_out;
    market["rows"] = detail::json::array();
    for (const assessment& row : list.rows) market["rows"].push_back(detail::json_of(row));
    result["rankings"].push_back(std::move(market));
  }
  detail::print(out, result);
}

/// Writes what reading gave to remark as JSON: the head's keys, then `remarks` with `severity`, `code` (stable), `file`, `line`,
/// `column` (from 1; 0: none), `message`, `expected`, `nearest`.
inline void write_json(std::ostream& out, const report_head& head, const diagnostics& remarks) {
  detail::json result = detail::json_of(head);
  result["remarks"] = detail::json::array();
  for (const diagnostic& each : remarks)
    result["remarks"].push_back({{"severity", to_text(each.level)},
                                 {"code", each.code},
                                 {"file", each.where.file},
                                 {"line", each.where.line},
                                 {"column", each.where.column},
                                 {"message", each.message},
                                 {"expected", each.expected},
                                 {"nearest", each.nearest}});
  detail::print(out, result);
}

}  // namespace portfit
