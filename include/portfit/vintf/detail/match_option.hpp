#pragma once

#include <portfit/vintf/kernel_requirement.hpp>
#include <portfit/vintf/unmet_requirement.hpp>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace portfit::detail {

/// A whole number as strtoull reads it with base 0: blanks, a sign (that wraps), 0x or 0 before it; nothing behind it. An empty
/// text is 0.
[[nodiscard]] inline std::optional<std::uint64_t> read_option_number(std::string_view text) {
  if (text.empty()) return 0;
  while (!text.empty() && (text.front() == ' ' || (text.front() >= '\t' && text.front() <= '\r')))
    text.remove_prefix(1);
  const bool negative = text.substr(0, 1) == "-";
  if (negative || text.substr(0, 1) == "+") text.remove_prefix(1);
  int base = 10;
  if (text.size() > 2 && text[0] == '0' && (text[1] == 'x' || text[1] == 'X')) {
    base = 16;
    text.remove_prefix(2);
  } else if (text.size() > 1 && text[0] == '0') {
    base = 8;
  }
  std::uint64_t number = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number, base);
  if (problem != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return negative ? std::uint64_t{0} - number : number;
}

using number_range = std::pair<std::uint64_t, std::uint64_t>;

[[nodiscard]] inline std::optional<number_range> read_option_range(std::string_view text) {
  const auto dash = text.find('-');
  if (dash == std::string_view::npos) return std::nullopt;
  const auto first = read_option_number(text.substr(0, dash));
  const auto last = read_option_number(text.substr(dash + 1));
  if (!first || !last) return std::nullopt;
  return number_range{*first, *last};
}

[[nodiscard]] inline bool option_has_value(const required_option& wanted, std::string_view value) {
  switch (wanted.kind) {
    case kernel_value_kind::word:
      return value.size() == wanted.value.size() + 2 && value.front() == '"' && value.back() == '"' &&
             value.substr(1, wanted.value.size()) == wanted.value;
    case kernel_value_kind::number: {
      const auto number = read_option_number(value);
      return number && number == read_option_number(wanted.value);
    }
    case kernel_value_kind::range: {
      const auto range = read_option_range(value);
      return range && range == read_option_range(wanted.value);
    }
    case kernel_value_kind::tristate: break;
  }
  return value == wanted.value;
}

[[nodiscard]] inline bool option_holds(const required_option& wanted, const kernel_options& options) {
  const auto found = options.find(wanted.name);
  if (found == options.end()) return wanted.kind == kernel_value_kind::tristate && wanted.value == "n";
  return option_has_value(wanted, found->second);
}

[[nodiscard]] inline bool options_hold(const std::vector<required_option>& wanted, const kernel_options& options) {
  return std::all_of(wanted.begin(), wanted.end(),
                     [&](const required_option& each) { return option_holds(each, options); });
}

/// As it would stand in the kernel's configuration.
[[nodiscard]] inline std::string option_value_text(const required_option& wanted) {
  return wanted.kind == kernel_value_kind::word ? '"' + wanted.value + '"' : wanted.value;
}

[[nodiscard]] inline unmet_requirement unmet_option(const required_option& wanted, const kernel_options& options,
                                                    const written_at& where) {
  const auto found = options.find(wanted.name);
  return {requirement_kind::kernel_option, wanted.name, option_value_text(wanted),
          found == options.end() ? "nothing" : found->second, where};
}

}  // namespace portfit::detail
