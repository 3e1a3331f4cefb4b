#pragma once

#include <portfit/catalog/detail/utf8.hpp>
#include <portfit/catalog/diagnostic.hpp>
#include <portfit/import/detail/text.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace portfit::detail {

/// One `deviceinfo_key="value"`, the key without its prefix.
struct deviceinfo_entry {
  std::string key;
  std::string value;
  int line = 0;
};

/// What a postmarketOS `deviceinfo` file states. The file is shell text that is never executed: only assignments of plain
/// texts in double quotes are understood, whatever else stands there is a warning.
struct deviceinfo {
  std::string file;
  std::vector<deviceinfo_entry> entries;  ///< in the order written, each key once (the last counts, as in a shell)

  [[nodiscard]] const deviceinfo_entry* find(std::string_view key) const {
    for (const deviceinfo_entry& entry : entries)
      if (entry.key == key) return &entry;
    return nullptr;
  }
  /// The trimmed value; empty if the key is not there.
  [[nodiscard]] std::string text_of(std::string_view key) const {
    const deviceinfo_entry* const entry = find(key);
    return entry == nullptr ? std::string() : std::string(trimmed(entry->value));
  }
  /// The values of `key` and of its variants (`dtb`, `dtb_tianma`).
  [[nodiscard]] std::vector<std::string> variants_of(const std::string& key) const {
    std::vector<std::string> values;
    for (const deviceinfo_entry& entry : entries)
      if (entry.key == key || entry.key.starts_with(key + '_')) values.push_back(entry.value);
    return values;
  }
};

/// Reads such a file line by line. Complexity: linear, but for the number of different keys.
class deviceinfo_reader {
 public:
  deviceinfo_reader(const std::string& file, diagnostics& remarks) : remarks_(remarks) { result_.file = file; }

  [[nodiscard]] deviceinfo read(std::string_view text) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    for (line_ = 1; !text.empty(); ++line_) {
      const std::size_t end = (std::min)(text.find('\n'), text.size());
      read_line(text.substr(0, end));
      text.remove_prefix((std::min)(end + 1, text.size()));
    }
    return std::move(result_);
  }

 private:
  static constexpr std::string_view prefix = "deviceinfo_";

  void read_line(std::string_view whole) {
    std::string_view rest = trimmed(whole);
    if (rest.empty() || rest.front() == '#') return;
    const bool is_text = find_invalid_utf8(rest) == rest.npos && find_control_character(rest) == rest.npos;
    if (!is_text || !rest.starts_with(prefix)) return unreadable(whole, rest);
    rest.remove_prefix(prefix.size());
    std::size_t end = 0;
    while (end < rest.size() && (is_letter(rest[end]) || is_digit(rest[end]) || rest[end] == '_')) ++end;
    const std::string key(rest.substr(0, end));
    rest.remove_prefix(end);
    if (key.empty() || !rest.starts_with("=\"")) return unreadable(whole, rest);
    rest.remove_prefix(2);
    std::string value;
    if (!take_value(rest, value)) return unreadable(whole, rest);
    const bool apart = !rest.empty() && is_blank(static_cast<unsigned char>(rest.front()));
    const std::string_view after = trimmed(rest);
    // In a shell a word that touches the closing quote still belongs to the value.
    if (!after.empty() && (!apart || after.front() != '#')) return unreadable(whole, after);
    keep(key, std::move(value));
  }

  /// Takes what stands up to the closing quote, which is taken too. @returns false if there is none, or if a shell would compute.
  static bool take_value(std::string_view& rest, std::string& value) {
    while (!rest.empty() && rest.front() != '"') {
      if (rest.front() == '$' || rest.front() == '`') return false;
      if (rest.front() == '\\' && rest.size() > 1 && std::string_view("\"\\$`").find(rest[1]) != std::string_view::npos)
        rest.remove_prefix(1);
      value += rest.front();
      rest.remove_prefix(1);
    }
    if (rest.empty()) return false;
    rest.remove_prefix(1);
    return true;
  }

  void keep(const std::string& key, std::string value) {
    const auto known = std::find_if(result_.entries.begin(), result_.entries.end(),
                                    [&](const deviceinfo_entry& entry) { return entry.key == key; });
    if (known == result_.entries.end()) {
      result_.entries.push_back({key, std::move(value), line_});
      return;
    }
    tell("repeated_key", 1, "'" + key + "' was said on line " + std::to_string(known->line) + "; the last counts", "");
    *known = {key, std::move(value), line_};
  }

  /// @param rest where the trouble starts, a part of `whole`
  void unreadable(std::string_view whole, std::string_view rest) {
    tell("unreadable_line", static_cast<int>(rest.data() - whole.data()) + 1,
         "this line is left out, shell text is not run", "deviceinfo_key=\"value\"");
  }

  void tell(std::string code, int column, std::string message, std::string expected) {
    remarks_.push_back({severity::warning,
                        std::move(code),
                        {result_.file, line_, column},
                        std::move(message),
                        std::move(expected),
                        ""});
  }

  diagnostics& remarks_;
  deviceinfo result_;
  int line_ = 0;
};

}  // namespace portfit::detail
