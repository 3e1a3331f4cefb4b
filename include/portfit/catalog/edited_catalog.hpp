#pragma once

#include <portfit/catalog/detail/place_edit.hpp>
#include <portfit/catalog/document.hpp>
#include <portfit/catalog/edit.hpp>
#include <portfit/catalog/read_catalog.hpp>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace portfit {

namespace detail {

/// The edits whose key another one says anew once more.
[[nodiscard]] inline std::vector<edit> superseded(std::span<const edit> edits) {
  std::vector<edit> earlier;
  std::set<std::pair<std::string, std::string>> said;
  for (std::size_t index = edits.size(); index-- > 0;)
    if (!said.emplace(edits[index].subject.text, edits[index].key.text).second)
      earlier.insert(earlier.begin(), edits[index]);
  return earlier;
}

/// Appends a document for each edit that has a place, and tells the others.
inline void place_edits(std::vector<document>& documents, std::span<const edit> edits, diagnostics& remarks) {
  for (const edit& each : edits)
    if (auto placed = edit_placer(documents, each, remarks).place()) documents.push_back(std::move(*placed));
}

/// Reads all of `documents` with the edits placed behind them; leaves `documents` as they were.
[[nodiscard]] inline read_result read_with(std::vector<document>& documents, std::span<const edit> edits) {
  const std::size_t told = documents.size();
  diagnostics remarks;
  place_edits(documents, edits, remarks);
  read_result result = read_catalog(documents);
  documents.resize(told);
  // What is said anew twice is read once; a mistake in the first saying is one all the same.
  if (const std::vector<edit> earlier = superseded(edits); !earlier.empty())
    for (const diagnostic& each : read_with(documents, earlier).remarks)
      if (std::any_of(earlier.begin(), earlier.end(), [&](const edit& one) { return one.file == each.where.file; }))
        remarks.push_back(each);
  remarks.insert(remarks.end(), std::make_move_iterator(result.remarks.begin()),
                 std::make_move_iterator(result.remarks.end()));
  std::vector<input_file> files;
  for (const document& each : documents) files.push_back({each.file});
  for (const edit& each : edits) {
    files.push_back({each.file});
    result.catalog.edits.push_back(each.text);
  }
  order_remarks(remarks, files);
  result.remarks = std::move(remarks);
  return result;
}

}  // namespace detail

/// Reads documents as one catalog in which the edits are said anew, one after the other: of two about one key the later wins.
///
/// An edit replaces what all documents say under one key of one thing, be they overriding, dated or of better sources; all other
/// keys stay. Values are read as catalogs are, by the same readers, with the same remarks; a remark about an edit names its `file`,
/// line and column. An id that names nothing is `dangling_reference`, one that names two things `duplicate_id`, a key that cannot
/// be said anew `unknown_key`. `catalog::edits` and `catalog::fingerprint` tell of the edits.
/// Complexity: as `read_catalog`, and linear in the documents for each edit. @throws std::bad_alloc only.
[[nodiscard]] inline read_result read_edited(std::vector<document> documents, std::span<const edit> edits) {
  return detail::read_with(documents, edits);
}

/// A catalog before and after edits, and with any choice of them.
class edited_catalog {
 public:
  edited_catalog(std::vector<document> documents, std::vector<edit> edits)
      : documents_(std::move(documents)),
        edits_(std::move(edits)),
        before_(read_catalog(documents_)),
        after_(detail::read_with(documents_, edits_)) {
    for (const edit& each : edits_) was_.push_back(detail::stated_before(documents_, each));
  }

  [[nodiscard]] const std::vector<edit>& edits() const { return edits_; }
  [[nodiscard]] const catalog& before() const { return before_.catalog; }
  [[nodiscard]] const catalog& after() const { return after_.catalog; }
  /// What is wrong or doubtful about documents and edits. Nothing may be asked of either catalog where errors are among them.
  [[nodiscard]] const diagnostics& remarks() const { return after_.remarks; }
  /// What the documents say where the edit speaks, as written; `not stated` where none does. @pre `index < edits().size()`
  [[nodiscard]] const std::string& was(std::size_t index) const { return was_[index]; }

  /// The catalog with only the edits chosen, and with whatever errors this leads to.
  /// @pre `chosen.size() == edits().size()`. Complexity: reads the documents again.
  [[nodiscard]] read_result with(const std::vector<char>& chosen) {
    std::vector<edit> some;
    for (std::size_t index = 0; index < edits_.size(); ++index)
      if (chosen[index] != 0) some.push_back(edits_[index]);
    return detail::read_with(documents_, some);
  }

 private:
  std::vector<document> documents_;
  std::vector<edit> edits_;
  std::vector<std::string> was_;
  read_result before_;
  read_result after_;
};

}  // namespace portfit
