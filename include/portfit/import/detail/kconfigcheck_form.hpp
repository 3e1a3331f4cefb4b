#pragma once

#include <cstddef>
#include <string_view>

namespace portfit::detail {

/// Walks through a text in the part of TOML that lists of options need: headers `[a."b".'c']`, pairs of a name and a text or
/// a list of texts, comments; no escapes, no texts over several lines, nothing but ASCII.
///
/// toml++ 3.3 stops by assertions on some texts that are no TOML, in builds with assertions; on this part of TOML it does not.
class kconfigcheck_form {
 public:
  explicit kconfigcheck_form(std::string_view text) : text_(text) {}

  /// Where the text leaves the form; npos where it does not. Complexity: linear.
  [[nodiscard]] std::size_t find_mistake() {
    while (at_ < text_.size()) {
      skip_blanks();
      const bool good = next() == '[' ? take_header() : (ends_line() || take_pair());
      if (!good || !take_line_end()) return at_;
    }
    return std::string_view::npos;
  }

 private:
  [[nodiscard]] char next() const { return at_ < text_.size() ? text_[at_] : '\n'; }
  [[nodiscard]] bool ends_line() const { return next() == '\n' || next() == '#' || next() == '\r'; }

  bool take(char letter) {
    if (at_ == text_.size() || text_[at_] != letter) return false;
    ++at_;
    return true;
  }

  void skip_blanks() {
    while (next() == ' ' || next() == '\t') ++at_;
  }

  /// The rest of a line: blanks, a comment, the end. At the end of the text too.
  bool take_line_end() {
    skip_blanks();
    if (next() == '#')
      while (at_ < text_.size() && text_[at_] != '\n' && text_[at_] != '\r') ++at_;
    if (at_ == text_.size()) return true;
    take('\r');
    return take('\n');
  }

  bool take_text() {
    const char quote = next();
    if (quote != '"' && quote != '\'') return false;
    for (++at_; at_ < text_.size() && text_[at_] >= ' ' && text_[at_] <= '~'; ++at_) {
      if (text_[at_] == '\\' && quote == '"') return false;
      if (text_[at_] == quote) {
        ++at_;
        return true;
      }
    }
    return false;
  }

  bool take_key() {
    const auto is_bare = [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    };
    if (!is_bare(next())) return take_text();
    while (is_bare(next())) ++at_;
    return true;
  }

  bool take_header() {
    ++at_;
    do {
      skip_blanks();
      if (!take_key()) return false;
      skip_blanks();
    } while (take('.'));
    return take(']');
  }

  bool take_pair() {
    if (!take_key()) return false;
    skip_blanks();
    if (!take('=')) return false;
    skip_blanks();
    return next() == '[' ? take_list() : take_text();
  }

  /// Within a list lines may end between its parts.
  bool skip_lines() {
    skip_blanks();
    while (at_ < text_.size() && ends_line()) {
      if (!take_line_end()) return false;
      skip_blanks();
    }
    return true;
  }

  bool take_list() {
    ++at_;
    if (!skip_lines()) return false;
    while (!take(']')) {
      if (!take_text() || !skip_lines()) return false;
      if (!take(',') && next() != ']') return false;
      if (!skip_lines()) return false;
    }
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace portfit::detail
