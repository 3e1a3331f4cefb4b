#pragma once

#include <portfit/catalog/diagnostic.hpp>

#include <string>
#include <vector>

namespace portfit {

/// What became of one device, as somebody observed it: a word of the fact a score is measured against.
struct observed_outcome {
  std::string device;  ///< id
  std::string is;      ///< the word: `community`, `none`
  std::string group;  ///< devices of one group are never on both sides of a back-test; may be empty: a group of its own
  std::string part;   ///< a word by which results are told apart in a report, never a feature; may be empty
  std::vector<std::string>
      also;  ///< other devices of the catalog that are this one, by id: what became of them is not told
  written_at where;
  friend bool operator==(const observed_outcome&, const observed_outcome&) = default;
};

}  // namespace portfit
