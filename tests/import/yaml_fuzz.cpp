// Strangers' files: whatever bytes come, reading ends with a catalog and remarks, and the same ones each time.
#include <portfit/import/yaml.hpp>

#include "import/catalog_fixture.hpp"

#include <portfit/catalog/read_catalog.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

using namespace portfit;

/// A linear congruential generator (Knuth's MMIX constants): fixed, so that a failure can be repeated.
struct generator {
  std::uint64_t state;
  std::size_t below(std::size_t bound) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<std::size_t>((state >> 33U) % bound);
  }
};

read_result read_fuzzed(const std::string& text) {
  const document_result told = read_yaml(text, "f");
  read_result result = read_catalog(std::span<const document>(&told.document, 1));
  result.remarks.insert(result.remarks.end(), told.remarks.begin(), told.remarks.end());
  return result;
}

/// Every remark can be shown, and points into the text.
bool sound(const read_result& result, const std::string& text) {
  int lines = 2;
  for (const char byte : text) lines += byte == '\n' ? 1 : 0;
  for (const diagnostic& remark : result.remarks)
    if (remark.code.empty() || remark.message.empty() || remark.where.line < 0 || remark.where.line > lines ||
        remark.where.column < 0)
      return false;
  return true;
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines(1);
  for (const char byte : text) {
    if (byte == '\n')
      lines.emplace_back();
    else
      lines.back() += byte;
  }
  return lines;
}

/// The words of the fixture: what stands between blanks, brackets, commas and colons.
std::vector<std::pair<std::size_t, std::size_t>> words_of(std::string_view text) {
  std::vector<std::pair<std::size_t, std::size_t>> words;
  constexpr std::string_view breaks = " \n,:[]{}";
  std::size_t start = text.find_first_not_of(breaks);
  while (start != std::string_view::npos) {
    const std::size_t end = (std::min)(text.find_first_of(breaks, start), text.size());
    words.emplace_back(start, end - start);
    start = text.find_first_not_of(breaks, end);
  }
  return words;
}

}  // namespace

TEST_CASE("changed bytes") {
  generator random{20250101};
  constexpr std::string_view bytes = "[]{}:,-#'\"%.>=!&*?|~ \n\t0a\x80\xC3\xFF\x01";
  int mistaken = 0;
  for (int round = 0; round < 700; ++round) {
    std::string text(catalog_fixture);
    for (std::size_t count = random.below(4) + 1; count > 0; --count) {
      const std::size_t where = random.below(text.size());
      const char byte = bytes[random.below(bytes.size())];
      switch (random.below(3)) {
        case 0: text[where] = byte; break;
        case 1: text.erase(where, 1 + random.below(3)); break;
        default: text.insert(where, 1, byte);
      }
    }
    const read_result result = read_fuzzed(text);
    if (!sound(result, text)) {
      CAPTURE(text);
      FAIL_CHECK("a remark without code, message or place");
    }
    mistaken += has_errors(result.remarks) ? 1 : 0;
    if (round % 50 == 0) CHECK(read_fuzzed(text).remarks == result.remarks);
  }
  CHECK(mistaken > 500);
}

TEST_CASE("changed words: well-formed text that means something else") {
  generator random{7};
  const auto words = words_of(catalog_fixture);
  REQUIRE(words.size() > 500);
  int mistaken = 0;
  for (int round = 0; round < 700; ++round) {
    std::string text(catalog_fixture);
    const auto [to, length] = words[random.below(words.size())];
    const auto [from, other] = words[random.below(words.size())];
    text.replace(to, length, catalog_fixture.substr(from, other));
    const read_result result = read_fuzzed(text);
    if (!sound(result, text)) {
      CAPTURE(text);
      FAIL_CHECK("a remark without code, message or place");
    }
    mistaken += has_errors(result.remarks) ? 1 : 0;
  }
  CHECK(mistaken > 500);
}

TEST_CASE("lines dropped or moved") {
  generator random{99};
  const std::vector<std::string> lines = lines_of(catalog_fixture);
  for (int round = 0; round < 300; ++round) {
    std::vector<std::string> changed = lines;
    const std::size_t from = random.below(changed.size());
    const std::string line = changed[from];
    changed.erase(changed.begin() + static_cast<std::ptrdiff_t>(from));
    if (round % 2 == 0)
      changed.insert(changed.begin() + static_cast<std::ptrdiff_t>(random.below(changed.size())), line);
    std::string text;
    for (const std::string& kept : changed) text += kept + '\n';
    const read_result result = read_fuzzed(text);
    if (!sound(result, text)) {
      CAPTURE(text);
      FAIL_CHECK("a remark without code, message or place");
    }
  }
}

TEST_CASE("every prefix of a catalog") {
  for (std::size_t length = 0; length < catalog_fixture.size(); length += 17) {
    const std::string text(catalog_fixture.substr(0, length));
    CHECK(sound(read_fuzzed(text), text));
  }
}
