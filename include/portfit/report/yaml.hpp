#pragma once

#include <portfit/catalog/detail/utf8.hpp>
#include <portfit/catalog/document.hpp>

#include <algorithm>
#include <cstddef>
#include <ostream>
#include <string>
#include <string_view>

namespace portfit {
namespace detail {

/// Writes a document as block YAML, lists of scalars on one line.
class yaml_writer {
 public:
  explicit yaml_writer(std::ostream& out) : out_(out) {}

  void write(const document_node& root) {
    if (root.is_map() && !root.members.empty()) return write_members(root, 0, false);
    if (root.is_list() && !is_flow(root)) return write_items(root, 0);
    write_flow(root, 0);
    out_ << '\n';
  }

 private:
  static constexpr std::size_t longest_line = 120;

  /// Fits behind its key: a scalar, null, something empty, or a list of scalars.
  static bool is_flow(const document_node& node) {
    if (node.is_map()) return node.members.empty();
    return std::all_of(node.items.begin(), node.items.end(),
                       [](const document_node& item) { return item.is_scalar() || item.is_null(); });
  }

  static std::string blanks(std::size_t count) { return std::string(count, ' '); }

  /// The value behind a key or a dash, to the end of its lines.
  void write_value(const document_node& node, std::size_t depth, std::size_t column) {
    if (is_flow(node)) {
      out_ << ' ';
      write_flow(node, column + 1);
      out_ << '\n';
      return;
    }
    out_ << '\n';
    if (node.is_map())
      write_members(node, depth, false);
    else
      write_items(node, depth);
  }

  /// @param started whether the first line is begun, by the dash of a list.
  void write_members(const document_node& map, std::size_t depth, bool started) {
    for (const document_node::member& member : map.members) {
      const std::string key = scalar_text(member.key);
      if (!started) out_ << blanks(depth);
      started = false;
      out_ << key << ':';
      write_value(member.value, depth + 2, depth + key.size() + 1);
    }
  }

  void write_items(const document_node& list, std::size_t depth) {
    for (const document_node& item : list.items) {
      out_ << blanks(depth) << '-';
      if (item.is_map() && !item.members.empty()) {
        out_ << ' ';
        write_members(item, depth + 2, true);
      } else {
        write_value(item, depth + 2, depth + 1);
      }
    }
  }

  void write_flow(const document_node& node, std::size_t column) {
    if (node.is_null())
      out_ << '~';
    else if (node.is_scalar())
      out_ << scalar_text(node.text);
    else if (node.is_map())
      out_ << "{}";
    else
      write_flow_list(node, column);
  }

  void write_flow_list(const document_node& list, std::size_t column) {
    const std::size_t start = (std::min)(column + 1, longest_line / 2);
    out_ << '[';
    std::size_t used = column + 1;
    for (const document_node& item : list.items) {
      const std::string text = item.is_null() ? "~" : scalar_text(item.text);
      const bool first = &item == &list.items.front();
      if (!first && used + text.size() + 3 > longest_line) {
        out_ << ",\n" << blanks(start);
        used = start;
      } else if (!first) {
        out_ << ", ";
        used += 2;
      }
      out_ << text;
      used += text.size();
    }
    out_ << ']';
  }

  /// Plain where YAML reads the same text back, else in double quotes.
  static std::string scalar_text(std::string_view text) { return is_plain(text) ? std::string(text) : quoted(text); }

  static bool is_plain(std::string_view text) {
    if (text.empty() || text == "~" || text == "null" || text == "Null" || text == "NULL" || text == "<<") return false;
    if (text.front() == ' ' || text.back() == ' ' || text.back() == ':') return false;
    if (std::string_view("-?:,[]{}#&*!|>'\"%@`").find(text.front()) != std::string_view::npos) {
      const bool negative = text.front() == '-' && text.size() > 1 && text[1] >= '0' && text[1] <= '9';
      if (!negative) return false;
    }
    if (text.starts_with("...") || text.find(": ") != std::string_view::npos ||
        text.find(" #") != std::string_view::npos)
      return false;
    // Inside a list on one line, brackets and commas would end the text (and for yaml-cpp a question mark would).
    return text.find_first_of(",[]{}\"?") == std::string_view::npos && !needs_escape(text);
  }

  static bool needs_escape(std::string_view text) {
    for (std::size_t place = 0; place < text.size(); ++place)
      if (escaped_length(text, place) > 0) return true;
    return false;
  }

  /// How many bytes at `place` form a character that is not shown as it is: controls, line separators, a byte order mark.
  static std::size_t escaped_length(std::string_view text, std::size_t place) {
    const auto byte = static_cast<unsigned char>(text[place]);
    if (byte < 0x20 || byte == 0x7F) return 1;
    const std::string_view rest = text.substr(place);
    if (byte == 0xC2 && rest.size() > 1 && static_cast<unsigned char>(rest[1]) < 0xA0) return 2;
    return rest.starts_with("\xE2\x80\xA8") || rest.starts_with("\xE2\x80\xA9") || rest.starts_with("\xEF\xBB\xBF") ? 3
                                                                                                                    : 0;
  }

  static std::string quoted(std::string_view text) {
    std::string result = "\"";
    for (std::size_t place = 0; place < text.size(); ++place) {
      const std::size_t length = escaped_length(text, place);
      if (length > 0) {
        result += escape(text.substr(place, length));
        place += length - 1;
      } else {
        if (text[place] == '"' || text[place] == '\\') result += '\\';
        result += text[place];
      }
    }
    return result + '"';
  }

  static std::string escape(std::string_view character) {
    if (character == "\n") return "\\n";
    if (character == "\t") return "\\t";
    if (character == "\r") return "\\r";
    if (character == "\xE2\x80\xA8") return "\\L";
    if (character == "\xE2\x80\xA9") return "\\P";
    if (character.size() == 3) return "\\uFEFF";
    constexpr std::string_view digits = "0123456789abcdef";
    const auto code = static_cast<unsigned char>(character.back());
    return {'\\', 'x', digits[code / 16U], digits[code % 16U]};
  }

  std::ostream& out_;
};

}  // namespace detail

/// Writes a document as YAML that people can read and edit: one key on a line, lists of scalars in brackets.
///
/// `read_yaml` makes the same tree of it again, positions apart. Text is quoted only where YAML would read something else than
/// what is written; yes, numbers and dates are not, since catalogs take every scalar as text.
/// @pre Text is UTF-8, keys of one map differ and have fewer than 1,000 bytes. Complexity: linear.
inline void write_yaml(std::ostream& out, const document& what) { detail::yaml_writer(out).write(what.root); }

}  // namespace portfit
