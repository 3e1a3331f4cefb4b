#pragma once

#include <portfit/vintf/detail/pattern_cost.hpp>

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#if __has_include(<regex.h>)
#include <regex.h>
#endif

namespace portfit {

/// A `<regex-instance>`: a POSIX extended regular expression that must match the whole name of an instance.
///
/// It is compiled by the C library's regcomp, as Android does, with REG_EXTENDED and REG_NEWLINE. One that does not compile
/// matches nothing; nor does one that could cost memory or time beyond bounds (detail::is_cheap_pattern), nor any on a system
/// without <regex.h>. Copies share what was compiled. Matching is const and safe from several threads.
class instance_pattern {
 public:
  instance_pattern() = default;

  explicit instance_pattern(std::string text) : text_(std::move(text)) {
#if __has_include(<regex.h>)
    if (text_.find('\0') != std::string::npos || !detail::is_cheap_pattern(text_)) return;
    auto made = std::make_unique<regex_t>();
    if (::regcomp(made.get(), text_.c_str(), REG_EXTENDED | REG_NEWLINE) != 0) return;
    compiled_ = {made.release(), [](regex_t* each) {
                   ::regfree(each);
                   std::default_delete<regex_t>{}(each);
                 }};
#endif
  }

  [[nodiscard]] const std::string& text() const { return text_; }

  /// Whether it can match anything at all.
  [[nodiscard]] bool valid() const {
#if __has_include(<regex.h>)
    return compiled_ != nullptr;
#else
    return false;
#endif
  }

  /// Whether the longest match that starts earliest is the whole text. Texts of more than 4096 bytes never match.
  [[nodiscard]] bool matches(const std::string& instance) const {
#if __has_include(<regex.h>)
    if (!valid() || instance.size() > detail::longest_matched_text) return false;
    regmatch_t found{};
    return ::regexec(compiled_.get(), instance.c_str(), 1, &found, 0) == 0 && found.rm_so == 0 &&
           static_cast<std::size_t>(found.rm_eo) == instance.size();
#else
    return instance.empty() && false;
#endif
  }

  friend bool operator==(const instance_pattern& a, const instance_pattern& b) { return a.text_ == b.text_; }

 private:
  std::string text_;
#if __has_include(<regex.h>)
  std::shared_ptr<regex_t> compiled_;
#endif
};

}  // namespace portfit
