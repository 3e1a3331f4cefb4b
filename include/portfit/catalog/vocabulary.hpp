#pragma once

#include <portfit/catalog/diagnostic.hpp>
#include <portfit/catalog/fact.hpp>
#include <portfit/quantity/date.hpp>
#include <portfit/quantity/version_number.hpp>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace portfit {

/// What kind of values a fact takes.
enum class fact_type { yes_no, quantity, money, version, date, word, ordered_words, word_set };

/// The declaration of one fact name.
struct fact_declaration {
  std::string name;
  fact_type type = fact_type::yes_no;
  /// Unit of a quantity (`GiB`, `percent`, `number`, `months`, ...); values are held in it, but for percent, which is
  /// written `70%` and held as the fraction 0.7.
  std::string unit;
  /// The words of ordered words from worst to best, or the only words allowed (empty: any word).
  std::vector<std::string> words;
  /// `default:`: counted as known unless stated.
  std::optional<fact_value> default_value;
  /// `unless_known:`: the prior of a fact nobody stated; still unknown, counted as assumed.
  std::optional<distribution> default_prior;
  /// What to ask a vendor; may be empty.
  std::string question;
  /// Column headers of spreadsheets, in addition to the name.
  std::vector<std::string> headers;
  /// Whose fact a spreadsheet's column is: `device` (also where empty), `vendor` or `platform`.
  std::string of;
  std::string note;
  written_at where;

  /// Values are held as numbers that can be compared.
  [[nodiscard]] bool is_ordered() const { return type != fact_type::word && type != fact_type::word_set; }
  friend bool operator==(const fact_declaration&, const fact_declaration&) = default;
};

/// Every fact name a catalog may use.
using vocabulary = std::map<std::string, fact_declaration>;

}  // namespace portfit
