#pragma once

#include <portfit/import/detail/text.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace portfit::detail {

/// `4`, `1.5`: the shortest text that reads back to the same number.
inline std::string number_text(double number) {
  std::array<char, 400> buffer{};  // the longest double in plain digits has 309
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number, std::chars_format::fixed).ptr;
  return {buffer.data(), end};
}

/// A decimal number at the start of `text` (digits, one point), which loses it; nothing if there is none.
inline std::optional<double> take_number(std::string_view& text) {
  if (text.empty() || !is_digit(text.front())) return std::nullopt;
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
  if (error != std::errc{}) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return number;
}

/// What a free text such as `3/4/6 GB LPDDR4X` or `256/512/1 TB UFS4.0` says.
struct wiki_sizes {
  std::vector<double> gigabytes;  ///< ascending, each once; a terabyte counts 1024, as the wiki itself does elsewhere
  std::string doubt;              ///< what had to be guessed; empty: nothing
};

/// Reads sizes out of free text, word by word: numbers wait for the unit that ends their list (`4 or 6 GB`, `64GB, 128 GB`).
///
/// Text in brackets (`(Standard edition)`) and the version of a memory technology (`UFS 2.1`, `LPDDR5`) are no sizes.
class wiki_size_reader {
 public:
  [[nodiscard]] static wiki_sizes read(std::string_view text) {
    wiki_size_reader reader;
    reader.read_all(text);
    auto& sizes = reader.result_.gigabytes;
    std::sort(sizes.begin(), sizes.end());
    sizes.erase(std::unique(sizes.begin(), sizes.end()), sizes.end());
    return reader.result_;
  }

 private:
  void read_all(std::string_view text) {
    while (!text.empty()) {
      if (text.front() == '(') {
        text.remove_prefix((std::min)(text.find(')'), text.size() - 1) + 1);
      } else if (const auto number = take_number(text)) {
        // `2-LANE` is one word.
        if (!text.empty() && text.front() == '-')
          skip_word(text);
        else if (!version_follows_)
          waiting_.push_back(*number);
        version_follows_ = false;
      } else if (is_letter(text.front())) {
        read_word(skip_word(text));
      } else {
        text.remove_prefix(1);
      }
    }
    if (!waiting_.empty()) doubt("a number without a unit is left out");
  }

  static std::string_view skip_word(std::string_view& text) {
    std::size_t end = 0;
    while (end < text.size() && (is_letter(text[end]) || is_digit(text[end]) || text[end] == '.' || text[end] == '-'))
      ++end;
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(end);
    return word;
  }

  void read_word(std::string_view word) {
    const std::string lower = folded(word);
    if (lower == "gb" || lower == "tb" || lower == "mb" || lower == "b") return take_unit(lower);
    if (lower == "sdcard") return result_.gigabytes.push_back(0);
    if (lower == "or" || lower == "and") return;
    // Only a bare name of a technology is followed by its version.
    version_follows_ = lower == "ufs" || lower == "emmc" || lower == "lpddr";
    if (!waiting_.empty()) doubt("a number without a unit is left out");
    waiting_.clear();
  }

  void take_unit(std::string_view unit) {
    for (const double number : waiting_) {
      double gigabytes = number;
      if (unit == "mb") gigabytes = number / 1024;
      // Nothing here has 16 TB: in `256/512/1 TB` the unit is meant for the last number only.
      if (unit == "tb" && number < 16) gigabytes = number * 1024;
      result_.gigabytes.push_back(gigabytes);
    }
    if (unit == "b" || (unit == "tb" && !waiting_.empty() && waiting_.back() >= 16))
      doubt("the unit must be a slip, read as GB");
    waiting_.clear();
  }

  void doubt(std::string_view what) {
    if (result_.doubt.empty()) result_.doubt = what;
  }

  std::vector<double> waiting_;
  bool version_follows_ = false;
  wiki_sizes result_;
};

}  // namespace portfit::detail
