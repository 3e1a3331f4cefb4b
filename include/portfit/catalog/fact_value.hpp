#pragma once

#include <set>
#include <string>
#include <variant>

namespace portfit {

/// One value of a fact. Which alternative is held follows from the declared type (`fact_type`):
/// - `double` for everything ordered: yes/no (1, 0), quantities in the declared unit, money in the catalog's currency,
///   version ranks, dates in days since 1970, ordered words by their place in the declared order (from 0);
/// - `std::string` for a word or an id;
/// - a set of words.
using fact_value = std::variant<double, std::string, std::set<std::string>>;

}  // namespace portfit
