#pragma once

#include <cstddef>
#include <string_view>
#include <utility>

namespace portfit::detail {

/// The length of the UTF-8 sequence at `offset`, or 0 if there is none (RFC 3629: no overlong forms, no surrogates).
[[nodiscard]] inline std::size_t utf8_length(std::string_view text, std::size_t offset) {
  const auto byte = [&](std::size_t ahead) {
    return offset + ahead < text.size() ? static_cast<unsigned char>(text[offset + ahead]) : 0U;
  };
  const auto continues = [&](std::size_t ahead) { return (byte(ahead) & 0xC0U) == 0x80U; };
  const unsigned first = byte(0);
  if (first < 0x80U) return 1;
  if (first >= 0xC2U && first <= 0xDFU) return continues(1) ? 2 : 0;
  if (first >= 0xE0U && first <= 0xEFU) {
    const bool overlong = first == 0xE0U && byte(1) < 0xA0U;
    const bool surrogate = first == 0xEDU && byte(1) >= 0xA0U;
    return continues(1) && continues(2) && !overlong && !surrogate ? 3 : 0;
  }
  if (first >= 0xF0U && first <= 0xF4U) {
    const bool overlong = first == 0xF0U && byte(1) < 0x90U;
    const bool beyond = first == 0xF4U && byte(1) >= 0x90U;
    return continues(1) && continues(2) && continues(3) && !overlong && !beyond ? 4 : 0;
  }
  return 0;
}

/// Where the text stops being UTF-8, or npos.
[[nodiscard]] inline std::size_t find_invalid_utf8(std::string_view text) {
  for (std::size_t offset = 0; offset < text.size();) {
    const std::size_t length = utf8_length(text, offset);
    if (length == 0) return offset;
    offset += length;
  }
  return std::string_view::npos;
}

/// The first control character other than tab and line ends, or npos.
[[nodiscard]] inline std::size_t find_control_character(std::string_view text) {
  for (std::size_t offset = 0; offset < text.size(); ++offset) {
    const auto byte = static_cast<unsigned char>(text[offset]);
    if ((byte < 0x20U && byte != '\t' && byte != '\n' && byte != '\r') || byte == 0x7FU) return offset;
  }
  return std::string_view::npos;
}

/// How many characters these bytes hold.
[[nodiscard]] inline int count_characters(std::string_view text) {
  int count = 0;
  for (const char byte : text)
    if ((static_cast<unsigned char>(byte) & 0xC0U) != 0x80U) ++count;
  return count;
}

/// Line and column (both from 1) of a byte.
[[nodiscard]] inline std::pair<int, int> line_and_column(std::string_view text, std::size_t offset) {
  int line = 1;
  std::size_t start = 0;
  for (std::size_t index = 0; index < offset && index < text.size(); ++index) {
    if (text[index] != '\n') continue;
    ++line;
    start = index + 1;
  }
  return {line, count_characters(text.substr(start, offset - start)) + 1};
}

/// Turns columns in bytes into columns in characters, in linear time for positions asked in ascending order.
class column_counter {
 public:
  explicit column_counter(std::string_view text) : text_(text) {
    for (const char byte : text) plain_ = plain_ && static_cast<unsigned char>(byte) < 0x80U;
  }

  /// Characters before the byte column `column` of line `line`, both from 0.
  [[nodiscard]] int characters(int line, int column) {
    if (plain_ || column <= 0) return column;
    seek(line);
    if (column < bytes_) bytes_ = counted_ = 0;
    const std::string_view ahead =
        text_.substr(start_ + static_cast<std::size_t>(bytes_), static_cast<std::size_t>(column - bytes_));
    counted_ += count_characters(ahead);
    bytes_ = column;
    return counted_;
  }

 private:
  void seek(int line) {
    if (line == line_) return;
    if (line < line_) {
      line_ = 0;
      start_ = 0;
    }
    for (; line_ < line; ++line_) {
      const std::size_t end = text_.find('\n', start_);
      if (end == std::string_view::npos) break;
      start_ = end + 1;
    }
    line_ = line;
    bytes_ = counted_ = 0;
  }

  std::string_view text_;
  bool plain_ = true;
  int line_ = 0;           // where the line was found that was asked for last
  std::size_t start_ = 0;  // its first byte
  int bytes_ = 0;          // bytes of it counted so far
  int counted_ = 0;        // characters in them
};

}  // namespace portfit::detail
