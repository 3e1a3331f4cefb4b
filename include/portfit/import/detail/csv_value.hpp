#pragma once

#include <portfit/catalog/detail/read_value.hpp>
#include <portfit/import/detail/csv_columns.hpp>
#include <portfit/import/detail/csv_number.hpp>
#include <portfit/import/detail/lineage_wiki_sizes.hpp>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace portfit::detail {

/// Does a cell say that the sheet does not know? Never taken for no.
inline bool says_nothing(std::string_view text) {
  static constexpr std::string_view words[] = {"",     "-",  "–",          "—",          "n/a",         "na",
                                               "n.a.", "?",  "??",         "unknown",    "tbd",         "tba",
                                               "н/д",  "нд", "нет данных", "неизвестно", "не известно", "#n/a"};
  const std::string form = folded(text);
  return std::find(std::begin(words), std::end(words), form) != std::end(words);
}

/// Turns the text of a cell into what a catalog would say, in the units and words of the fact's declaration.
///
/// Memory comes in powers of two: for a fact in GiB or MiB, GB means GiB. Several values (`3/4 GB`) become a list, `3-4 GB` and
/// `3..4 GB` a range.
class csv_value_reader {
 public:
  explicit csv_value_reader(const csv_column& column) : column_(column), declared_(*column.is.fact) {}

  /// A node at the cell's place; a null pointer's worth of nothing where the text does not fit, `problem()` then says why.
  [[nodiscard]] std::optional<document_node> read(const csv_cell& cell) {
    if (declared_.type == fact_type::word_set) return set_of(cell);
    const auto found = alternatives(plain_blanks(cell.text));
    if (!found) return std::nullopt;
    std::vector<document_node> nodes;
    for (const std::string& text : *found) {
      if (!fits(text)) return std::nullopt;
      nodes.push_back(document_node::scalar(text, cell.line, cell.column));
    }
    if (nodes.size() == 1) return std::move(nodes.front());
    document_node list = document_node::list(cell.line, cell.column);
    list.items = std::move(nodes);
    return list;
  }

  [[nodiscard]] const std::string& problem() const { return problem_; }

  [[nodiscard]] std::string expected() const {
    if (declared_.type == fact_type::money) return "an amount with a currency, as in 9900 RUB";
    catalog scratch;
    diagnostics ignored;
    return expected_value({scratch, ignored, {}}, declared_);
  }

 private:
  using texts = std::vector<std::string>;

  /// No-break and thin blanks as blanks, long dashes as short ones.
  static std::string plain_blanks(std::string_view text) {
    std::string plain;
    for (std::size_t place = 0; place < text.size();) {
      const character next = read_character(text.substr(place));
      if (is_blank(next.code))
        plain += ' ';
      else if (next.code == 0x2013 || next.code == 0x2014 || next.code == 0x2212)
        plain += '-';
      else if (next.code == 0x2019)
        plain += '\'';
      else
        plain += text.substr(place, next.bytes);
      place += (std::max)(next.bytes, std::size_t{1});
    }
    return plain;
  }

  /// Would the catalog's reader take this text? Money apart, whose rates stand in another file.
  [[nodiscard]] bool fits(const std::string& text) const {
    if (declared_.type == fact_type::money) return true;
    catalog scratch;
    diagnostics ignored;
    read_context context{scratch, ignored, {}};
    return read_typed(context, declared_, {text, nullptr, 0, 0}).has_value();
  }

  [[nodiscard]] std::optional<texts> alternatives(const std::string& text) {
    switch (declared_.type) {
      case fact_type::yes_no: return texts{yes_no(text)};
      case fact_type::quantity:
      case fact_type::money: return amounts(text);
      case fact_type::version: return versions(text);
      case fact_type::date: return texts{date_text(text)};
      case fact_type::word:
      case fact_type::ordered_words:
      case fact_type::word_set: break;
    }
    return texts{declared_word(text)};
  }

  static std::string yes_no(const std::string& text) {
    const std::string form = folded(text);
    for (const std::string_view yes : {"yes", "y", "+", "да", "true", "1", "✓", "✔", "есть"})
      if (form == yes) return "yes";
    for (const std::string_view no : {"no", "n", "нет", "false", "0", "отсутствует"})
      if (form == no) return "no";
    return text;
  }

  /// The declared word that the text means, whatever its case and blanks; else the text.
  [[nodiscard]] std::string declared_word(const std::string& text) const {
    const auto form = [](std::string_view word) {
      std::string folded_word = folded(word);
      std::replace(folded_word.begin(), folded_word.end(), ' ', '_');
      return folded_word;
    };
    for (const std::string& word : declared_.words)
      if (form(word) == form(text)) return word;
    return text;
  }

  [[nodiscard]] std::optional<document_node> set_of(const csv_cell& cell) {
    document_node list = document_node::list(cell.line, cell.column);
    std::string text = cell.text;
    std::replace_if(
        text.begin(), text.end(),
        [](char letter) { return letter == ';' || letter == '/' || letter == '|' || letter == '\n'; }, ',');
    const std::string all = folded(text);
    if (all == "none" || all == "нет") return list;
    for (const std::string& part : split(text, ',')) {
      if (part.empty()) continue;
      std::string word = declared_.words.empty() ? folded(part) : declared_word(part);
      if (declared_.words.empty()) std::replace(word.begin(), word.end(), ' ', '_');
      if (!fits(word)) return std::nullopt;
      list.items.push_back(document_node::scalar(word, cell.line, cell.column));
    }
    return list;
  }

  /// `4.19`, `v4.19`, `Linux 4.19`; a spreadsheet may have made it `4,19`.
  static texts versions(const std::string& text) {
    texts result;
    for (std::string part : split(text, '/')) {
      std::replace(part.begin(), part.end(), ',', '.');
      const auto digit = part.find_first_of("0123456789");
      if (digit != std::string::npos) part = part.substr(digit, part.find_first_not_of("0123456789.", digit) - digit);
      result.push_back(std::move(part));
    }
    return result;
  }

  /// `2023-11-05`, also written 2023/11/05 or 05.11.2023, and `11.2023`; day and month with slashes stay unread (which is which?).
  static std::string date_text(const std::string& text) {
    std::string plain(trimmed(text));
    for (const std::string_view suffix : {" г.", " г", " год"})
      if (plain.ends_with(suffix)) plain.resize(plain.size() - suffix.size());
    const auto slashes = split(plain, '/');
    if (slashes.size() > 1 && slashes[0].size() == 4) std::replace(plain.begin(), plain.end(), '/', '-');
    const auto points = split(plain, '.');
    if (points.size() < 2 || points.size() > 3 || plain.find("..") != std::string::npos) return plain;
    std::string turned;
    const bool year_first = points.front().size() == 4;
    for (const std::string& part : points)
      turned = turned.empty() ? part : year_first ? turned + '-' + part : part + '-' + turned;
    return turned;
  }

  struct amount_part {
    std::string digits;
    std::string unit;
    char before = 0;  ///< what stands between it and the part before: '/' or '-'
  };

  static double number_of(const amount_part& part) {
    std::string_view digits = part.digits;
    return take_number(digits).value_or(0);
  }

  /// Amounts with units; a part without one takes that of the part after it, at last the header's, at last the declared one.
  [[nodiscard]] std::optional<texts> amounts(const std::string& text) {
    auto parts = amount_parts(text);
    if (!parts || parts->empty()) return std::nullopt;
    const bool stated =
        std::any_of(parts->begin(), parts->end(), [](const amount_part& part) { return !part.unit.empty(); });
    std::string unit;
    if (!stated) unit = declared_.type == fact_type::money ? column_.currency : column_.unit;
    if (!stated && unit.empty() && declared_.type == fact_type::quantity) {
      unit = declared_.unit;
      if (unit == "percent" && number_of(parts->front()) <= 1)
        return fail("without a % this may be a fraction or a percentage");
    }
    for (auto part = parts->rbegin(); part != parts->rend(); ++part) {
      if (part->unit.empty()) part->unit = unit;
      unit = part->unit;
    }
    // `$120/150`: the unit before counts for what follows.
    for (amount_part& part : *parts) {
      if (part.unit.empty()) part.unit = unit;
      unit = part.unit;
    }
    if (unit.empty()) return fail("there is no currency, neither here nor in the header");
    texts result;
    for (const amount_part& part : *parts) {
      const std::string amount = with_unit(part);
      if (part.before == '-')
        result.back() += ".." + amount;
      else
        result.push_back(amount);
    }
    return result;
  }

  [[nodiscard]] std::string with_unit(const amount_part& part) const {
    std::string unit = part.unit;
    if (unit == "number") return part.digits;
    if (unit == "percent") return part.digits + '%';
    const bool binary = declared_.unit.size() == 3 && declared_.unit.ends_with("iB");
    if (binary && unit.size() == 2 && unit.back() == 'B')
      unit = std::string(1, unit == "kB" ? 'K' : unit.front()) + "iB";
    return part.digits + ' ' + unit;
  }

  [[nodiscard]] std::optional<std::vector<amount_part>> amount_parts(const std::string& written) {
    std::vector<amount_part> parts;
    std::string_view text = written;
    amount_part next;
    double factor = 1;
    const auto close = [&] {
      if (next.digits.empty()) return false;
      if (factor != 1) next.digits = number_text(number_of(next) * factor);
      parts.push_back(std::exchange(next, {}));
      factor = 1;
      return true;
    };
    while (!(text = trimmed(text)).empty()) {
      if (is_digit(text.front())) {
        if (!next.digits.empty() && !close()) return std::nullopt;
        const auto number = take_written_number(text, declared_.type == fact_type::money);
        if (number->ambiguous)
          return fail("the sign before three digits may divide thousands or decimals"), std::nullopt;
        next.digits = number->digits;
      } else if (const char between = take_between(text)) {
        if (!close()) return std::nullopt;
        next.before = between;
      } else if (!take_word(text, next, factor)) {
        return std::nullopt;
      }
    }
    if (!close()) return std::nullopt;
    // A range has two or three ends; `4 GB 6 GB` without a sign between is no list.
    for (std::size_t index = 1; index < parts.size(); ++index)
      if (parts[index].before == 0) return std::nullopt;
    return parts;
  }

  /// What divides amounts: '/' for alternatives, '-' for the ends of a range.
  static char take_between(std::string_view& text) {
    static constexpr std::pair<std::string_view, char> signs[] = {
        {"..", '-'}, {"-", '-'},   {"/", '/'},    {",", '/'},  {";", '/'},
        {"|", '/'},  {"or ", '/'}, {"или ", '/'}, {"и ", '/'}, {"and ", '/'}};
    for (const auto& [sign, meaning] : signs) {
      if (!text.starts_with(sign)) continue;
      text.remove_prefix(sign.size());
      return meaning;
    }
    return 0;
  }

  /// A unit, a currency (also before the number) or a word for thousands.
  bool take_word(std::string_view& text, amount_part& next, double& factor) const {
    const auto end = (std::min)(text.find_first_of(" /,;|0123456789-"), text.size());
    if (end == 0) return false;
    const std::string word = folded(text.substr(0, end));
    const bool money = declared_.type == fact_type::money;
    const std::string unit = money ? currency_of_word(word) : std::string(unit_of_word(word));
    text.remove_prefix(end);
    if (unit.empty() && money && !next.digits.empty() && factor == 1 && multiplier_of_word(word) > 1) {
      factor = multiplier_of_word(word);
      return true;
    }
    if (unit.empty() || !next.unit.empty()) return false;
    next.unit = unit;
    return true;
  }

  std::optional<texts> fail(std::string why) {
    problem_ = std::move(why);
    return std::nullopt;
  }

  const csv_column& column_;
  const fact_declaration& declared_;
  std::string problem_;
};

}  // namespace portfit::detail
