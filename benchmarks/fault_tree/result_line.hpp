#pragma once

#include "analyze_tree.hpp"

#include <cmath>
#include <cstddef>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

namespace portfit_benchmark {

/// As many digits as it takes to read the same number again.
[[nodiscard]] inline std::string digits(double value) {
  char text[32];
  for (int precision = 15; precision <= 17; ++precision) {
    std::snprintf(text, sizeof text, "%.*g", precision, value);
    if (std::strtod(text, nullptr) == value) break;
  }
  return text;
}

[[nodiscard]] inline std::string seconds(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.6f", value);
  return text;
}

[[nodiscard]] inline std::string quoted(std::string_view text) {
  std::string result = "\"";
  for (const char each : text) {
    if (each == '"' || each == '\\') result += '\\';
    if (static_cast<unsigned char>(each) < 0x20U) {
      char escaped[8];
      std::snprintf(escaped, sizeof escaped, "\\u%04x", static_cast<unsigned>(each));
      result += escaped;
    } else {
      result += each;
    }
  }
  return result + '"';
}

/// What is known of a tree as one line of JSON. Numbers of cut sets are texts, for they may have more than 53 bits.
/// @param limit  the limit that ended the analysis, where that is not written in `known`
[[nodiscard]] inline std::string result_line(const fault_tree& tree, const tree_analysis& known,
                                             const std::string& limit = {}) {
  std::string line = "{\"tree\":" + quoted(tree.name) + ",\"top\":" + quoted(tree.top_name);
  const auto add = [&](const char* key, const std::string& value) { line += ",\"" + std::string(key) + "\":" + value; };
  add("gates", std::to_string(tree.gates));
  add("events", std::to_string(tree.chances.size()));
  add("complete", known.complete ? "true" : "false");
  if (!known.complete) {
    add("limit", quoted(limit.empty() ? known.limit : limit));
    add("step", quoted(known.step));
  }
  if (known.probability) add("probability", digits(*known.probability));
  if (!known.complete) {
    add("probability_low", digits(known.probability.value_or(known.bounds.low)));
    add("probability_high", digits(known.probability.value_or(known.bounds.high)));
  }
  if (known.sets_by_order) {
    add("minimal_cut_sets", quoted(to_string(total(*known.sets_by_order))));
    std::string list;
    for (const portfit::solution_count each : *known.sets_by_order)
      list += (list.empty() ? "" : ",") + quoted(to_string(each));
    add("cut_sets_by_order", '[' + list + ']');
  }
  if (!known.slopes.empty()) {
    std::string list;
    for (portfit::variable each = 0; each < known.slopes.size(); ++each)
      list += (list.empty() ? "" : ",") + quoted(tree.terms.label(each)) + ':' + digits(known.slopes[each]);
    add("birnbaum", '{' + list + '}');
  }
  add("terms", std::to_string(known.terms));
  add("modules", std::to_string(known.modules));
  add("nodes", std::to_string(known.nodes));
  add("cut_set_nodes", std::to_string(known.cut_set_nodes));
  add("seconds_read", seconds(known.seconds_read));
  add("seconds_compile", seconds(known.seconds_compile));
  add("seconds_probability", seconds(known.seconds_probability));
  add("seconds_cut_sets", seconds(known.seconds_cut_sets));
  add("seconds_count", seconds(known.seconds_count));
  add("seconds_total", seconds(known.seconds_total));
  add("wall_seconds", seconds(known.wall_seconds));
  return line + "}\n";
}

}  // namespace portfit_benchmark
