#pragma once

#include <portfit/catalog/detail/utf8.hpp>
#include <portfit/catalog/diagnostic.hpp>
#include <portfit/import/detail/inflate.hpp>
#include <portfit/vintf/kernel_requirement.hpp>

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace portfit {

/// How much a stranger's file may ask of us.
struct kernel_config_limits {
  std::size_t bytes = std::size_t{4} << 20U;  ///< of the text, decompressed; a full configuration has about 0.2 MiB
};

/// What a kernel was configured with: a `.config`.
struct kernel_config {
  kernel_options options;
  /// From the comment at the head of the file, as written: `6.1.0-rc2`; empty if there is none.
  std::string release_text;
  std::string architecture;  ///< in the kernel's words: arm64, arm, x86; likewise
  std::string file;

  /// The numbers of the release, without what follows them.
  [[nodiscard]] std::optional<kernel_release> release() const {
    return read_kernel_release(std::string_view(release_text).substr(0, release_text.find_first_not_of("0123456789.")));
  }
};

/// A configuration and what was to be said of its text. With an error among the remarks, Android would refuse the file; the
/// first of several values of an option is kept.
struct kernel_config_reading {
  kernel_config config;
  diagnostics remarks;
};

namespace detail {

[[nodiscard]] constexpr bool is_config_blank(char letter) { return letter == ' ' || letter == '\t' || letter == '\r'; }

[[nodiscard]] inline std::string_view trimmed_config_line(std::string_view line) {
  while (!line.empty() && is_config_blank(line.front())) line.remove_prefix(1);
  while (!line.empty() && is_config_blank(line.back())) line.remove_suffix(1);
  return line;
}

/// The name of an option at the start of a text; empty if there is none.
[[nodiscard]] inline std::string_view option_name(std::string_view text) {
  constexpr std::string_view prefix = "CONFIG_";
  if (!text.starts_with(prefix)) return {};
  std::size_t end = prefix.size();
  const auto belongs = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  };
  while (end < text.size() && belongs(text[end])) ++end;
  return end == prefix.size() ? std::string_view() : text.substr(0, end);
}

/// Takes a `.config` line by line.
class kernel_config_reader {
 public:
  explicit kernel_config_reader(kernel_config_reading& into) : into_(into) {}

  void read(std::string_view text) {
    for (int number = 1; !text.empty(); ++number) {
      const auto end = text.find('\n');
      take(trimmed_config_line(text.substr(0, end)), number);
      text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
  }

 private:
  void take(std::string_view line, int number) {
    if (line.empty()) return;
    if (line.front() == '#') return take_comment(trimmed_config_line(line.substr(1)), number);
    const std::string_view name = option_name(line);
    std::string_view rest = trimmed_config_line(line.substr(name.size()));
    if (name.empty() || !rest.starts_with('='))
      return tell("bad_line", number, "this is no option", "CONFIG_NAME=value");
    // Nothing behind the sign is a value too: so the kernel writes numbers that were left empty.
    set(name, without_comment(trimmed_config_line(rest.substr(1))), number);
  }

  void take_comment(std::string_view comment, int number) {
    constexpr std::string_view not_set = " is not set";
    if (const auto name = option_name(comment); !name.empty() && comment.substr(name.size()) == not_set)
      return set(name, "n", number);
    // `Linux/arm64 6.1.0 Kernel Configuration`
    constexpr std::string_view head = "Linux/";
    constexpr std::string_view tail = " Kernel Configuration";
    if (!into_.config.release_text.empty() || !comment.starts_with(head) || !comment.ends_with(tail)) return;
    const std::string_view middle = comment.substr(head.size(), comment.size() - head.size() - tail.size());
    const auto space = middle.find(' ');
    if (space == std::string_view::npos) return;
    into_.config.architecture = middle.substr(0, space);
    into_.config.release_text = trimmed_config_line(middle.substr(space));
  }

  /// A value ends where a comment starts, but not within quotes.
  [[nodiscard]] static std::string_view without_comment(std::string_view value) {
    bool quoted = false;
    for (std::size_t at = 0; at < value.size(); ++at) {
      if (value[at] == '\\' && quoted)
        ++at;
      else if (value[at] == '"')
        quoted = !quoted;
      else if (value[at] == '#' && !quoted)
        return trimmed_config_line(value.substr(0, at));
    }
    return value;
  }

  void set(std::string_view name, std::string_view value, int number) {
    const auto [known, fresh] = lines_.emplace(name, number);
    if (fresh)
      into_.config.options.emplace(name, value);
    else
      tell("duplicate_option", number,
           std::string(name) + " was given before, in line " + std::to_string(known->second), "each option once");
  }

  void tell(std::string code, int number, std::string message, std::string expected) {
    if (into_.remarks.size() < 100)
      into_.remarks.push_back({severity::error,
                               std::move(code),
                               {into_.config.file, number, 1},
                               std::move(message),
                               std::move(expected),
                               {}});
  }

  kernel_config_reading& into_;
  std::map<std::string_view, int> lines_;  // where each option was given first
};

}  // namespace detail

/// Reads the configuration of a kernel: the text of a `.config`, or of a gzip file of it (as /proc/config.gz).
///
/// `# CONFIG_X is not set` is the value n. Codes: `too_large` (also of what would decompress to more than allowed), `bad_gzip`,
/// `binary_file`, `bad_line`, `duplicate_option`. Complexity: linear in the text, times the logarithm of the options.
[[nodiscard]] inline kernel_config_reading read_kernel_config(std::string_view text, std::string file_name,
                                                              kernel_config_limits limits = {}) {
  kernel_config_reading result;
  result.config.file = std::move(file_name);
  const auto refuse = [&](std::string code, std::string message, std::string expected) {
    result.remarks.push_back(
        {severity::error, std::move(code), {result.config.file, 0, 0}, std::move(message), std::move(expected), {}});
  };
  detail::inflated unpacked;
  if (text.size() > limits.bytes) {
    refuse("too_large", "the file has " + std::to_string(text.size()) + " bytes",
           "at most " + std::to_string(limits.bytes));
    return result;
  }
  if (detail::is_gzip(text)) {
    unpacked = detail::inflate_gzip(text, limits.bytes);
    if (unpacked.too_large)
      refuse("too_large", "the file would decompress to too much",
             "at most " + std::to_string(limits.bytes) + " bytes");
    if (unpacked.damaged) refuse("bad_gzip", "the file is no whole gzip file", "gzip, or text");
    text = unpacked.text;
  }
  if (result.remarks.empty() && text.find('\0') != std::string_view::npos)
    refuse("binary_file", "this is no text", "a .config, or gzip of it");
  if (result.remarks.empty()) detail::kernel_config_reader(result).read(text);
  return result;
}

}  // namespace portfit
