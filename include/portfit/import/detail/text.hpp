#pragma once

#include <portfit/catalog/detail/utf8.hpp>

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace portfit::detail {

/// One character of UTF-8 text: its code point and how many bytes it takes; no bytes: the text is not UTF-8 there.
struct character {
  std::uint32_t code = 0;
  std::size_t bytes = 0;
};

/// Reads the character at the start of `text`. @pre `text` is not empty.
inline character read_character(std::string_view text) {
  const std::size_t bytes = utf8_length(text, 0);
  const auto lead = static_cast<std::uint32_t>(static_cast<unsigned char>(text[0]));
  if (bytes < 2) return {lead, bytes};
  std::uint32_t code = lead & (0xFFU >> (bytes + 1));
  for (std::size_t index = 1; index < bytes; ++index)
    code = (code << 6U) | (static_cast<std::uint32_t>(static_cast<unsigned char>(text[index])) & 0x3FU);
  return {code, bytes};
}

inline void append_character(std::string& text, std::uint32_t code) {
  const auto put = [&](std::uint32_t value) { text += static_cast<char>(static_cast<unsigned char>(value)); };
  if (code < 0x80) {
    put(code);
  } else if (code < 0x800) {
    put(0xC0U | (code >> 6U));
    put(0x80U | (code & 0x3FU));
  } else {
    if (code < 0x10000) {
      put(0xE0U | (code >> 12U));
    } else {
      put(0xF0U | (code >> 18U));
      put(0x80U | ((code >> 12U) & 0x3FU));
    }
    put(0x80U | ((code >> 6U) & 0x3FU));
    put(0x80U | (code & 0x3FU));
  }
}

/// Blanks of all kinds people paste into tables: space, tab, line ends, and the no-break, thin and zero-width spaces.
inline bool is_blank(std::uint32_t code) {
  return code == ' ' || (code >= '\t' && code <= '\r') || code == 0xA0 || (code >= 0x2000 && code <= 0x200B) ||
         code == 0x202F || code == 0xFEFF;
}

/// Lower case of Latin (ASCII) and Cyrillic letters, ё as е: what people do not tell apart in names.
inline std::uint32_t lower_letter(std::uint32_t code) {
  if (code >= 'A' && code <= 'Z') return code + 32;
  if (code >= 0x410 && code <= 0x42F) return code + 32;
  return code == 0x401 || code == 0x451 ? 0x435 : code;
}

/// Without blanks at both ends.
inline std::string_view trimmed(std::string_view text) {
  std::size_t first = text.size();
  std::size_t last = 0;
  for (std::size_t place = 0; place < text.size();) {
    character next = read_character(text.substr(place));
    if (next.bytes == 0) next = {'?', 1};
    if (!is_blank(next.code)) {
      if (first == text.size()) first = place;
      last = place + next.bytes;
    }
    place += next.bytes;
  }
  return first < last ? text.substr(first, last - first) : std::string_view{};
}

/// Trimmed, in lower case, every run of blanks one space: equal for names that people take to be the same.
inline std::string folded(std::string_view text) {
  std::string result;
  text = trimmed(text);
  for (std::size_t place = 0; place < text.size();) {
    character next = read_character(text.substr(place));
    if (next.bytes == 0) next = {'?', 1};
    if (!is_blank(next.code))
      append_character(result, lower_letter(next.code));
    else if (result.back() != ' ')
      result += ' ';
    place += next.bytes;
  }
  return result;
}

/// With every run of line ends as one blank.
inline std::string as_one_line(std::string_view text) {
  std::string result;
  for (const char letter : text) {
    const bool line_end = letter == '\n' || letter == '\r';
    if (!line_end)
      result += letter;
    else if (!result.empty() && result.back() != ' ')
      result += ' ';
  }
  return result;
}

/// The parts of `text` between separators, trimmed.
inline std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  for (;;) {
    const auto end = text.find(separator);
    parts.emplace_back(trimmed(text.substr(0, end)));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

inline bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }
inline bool is_letter(char letter) { return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z'); }

/// Latin letters for a lower-case Cyrillic one, in the common passport manner.
inline std::string_view transliterated(std::uint32_t code) {
  static constexpr std::string_view letters[] = {"a",  "b",  "v",  "g",    "d", "e", "zh", "z", "i",  "i", "k",
                                                 "l",  "m",  "n",  "o",    "p", "r", "s",  "t", "u",  "f", "kh",
                                                 "ts", "ch", "sh", "shch", "",  "y", "",   "e", "iu", "ia"};
  return code >= 0x430 && code <= 0x44F ? letters[code - 0x430] : std::string_view{};
}

/// An id made from a name: lower-case ASCII letters and digits, Cyrillic transliterated, `filler` for everything between.
/// Empty if the name holds no such letter.
inline std::string identifier(std::string_view name, char filler = '_') {
  std::string id;
  const std::string lower = folded(name);
  bool gap = false;
  for (std::size_t place = 0; place < lower.size();) {
    character next = read_character(std::string_view(lower).substr(place));
    if (next.bytes == 0) next = {'?', 1};
    std::string letters(transliterated(next.code));
    if (next.code < 0x80 && (is_letter(static_cast<char>(next.code)) || is_digit(static_cast<char>(next.code))))
      letters = std::string(1, static_cast<char>(next.code));
    if (letters.empty()) {
      // Hard and soft signs are silent, everything else separates.
      gap = gap || (next.code != 0x44A && next.code != 0x44C);
    } else {
      if (gap && !id.empty()) id += filler;
      gap = false;
      id += letters;
    }
    place += next.bytes;
  }
  return id;
}

/// `id`, or `id` with the first free number appended (`name_2`); takes it.
inline std::string take_id(std::set<std::string>& taken, const std::string& id, char filler = '_') {
  std::string free = id;
  for (int number = 2; !taken.insert(free).second; ++number) free = id + filler + std::to_string(number);
  return free;
}

}  // namespace portfit::detail
