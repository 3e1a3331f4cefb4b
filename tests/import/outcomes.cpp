#include <portfit/import/outcomes.hpp>

#include <portfit/import/lineage_wiki.hpp>

#include "support/random.hpp"

#include <cstddef>
#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace {

portfit::catalog world_with(const std::vector<std::string>& devices) {
  portfit::catalog world;
  for (const std::string& id : devices) world.devices[id].id = id;
  return world;
}

portfit::outcome_result read_table(const std::string& text, const portfit::outcome_columns& wanted = {}) {
  return portfit::read_outcomes(text, "o.tsv", world_with({"acme-one", "acme-two", "three"}), wanted);
}

/// The only remark.
std::string only_remark(const portfit::outcome_result& read) {
  REQUIRE(read.remarks.size() == 1);
  return portfit::to_text(read.remarks.front());
}

}  // namespace

TEST_CASE("a table names devices by id or by maker and codename") {
  const portfit::outcome_result by_id = read_table("outcome\tdevice\nkept\tthree\nlost\tacme-one\n");
  REQUIRE(by_id.outcomes.size() == 2);
  CHECK(by_id.remarks.empty());
  CHECK(by_id.outcomes[0].device == "three");
  CHECK(by_id.outcomes[0].is == "kept");
  CHECK(by_id.outcomes[0].group.empty());
  CHECK(by_id.outcomes[1].where == portfit::position{"o.tsv", 3, 1});
  const portfit::outcome_result by_names =
      read_table("vendor_short\tcodename\toutcome\tkin\tway\nacme\ttwo\tkept\tk1\t\n", {"kin", "way", {"kept"}});
  REQUIRE(by_names.outcomes.size() == 1);
  CHECK(by_names.outcomes[0].device == "acme-two");
  CHECK(by_names.outcomes[0].group == "k1");
  CHECK(by_names.outcomes[0].part.empty());
}

TEST_CASE("ids are those of the wiki's importer") {
  const std::vector<portfit::wiki_file> files{
      {"a.yml", "codename: x (y).z\nvendor_short: acme\nvendor: Acme\nname: Z\n"}};
  const portfit::document_result wiki = portfit::read_lineage_wiki(files);
  const portfit::document_node* const devices = wiki.document.root.find("devices");
  REQUIRE(devices != nullptr);
  REQUIRE(devices->members.size() == 1);
  CHECK(devices->members[0].key == portfit::detail::wiki_device_id("acme", "x (y).z"));
}

TEST_CASE("byte order mark, carriage returns, tabs and empty lines at the end are accepted, quotes are letters") {
  const portfit::outcome_result read = read_table(
      "\xEF\xBB\xBF"
      "device\toutcome\tnote\t\r\n\r\nthree\tkept\t8\"\t\t\r\n\t\t\r\nacme-one\tlost\t\"a\r");
  CHECK(read.remarks.empty());
  REQUIRE(read.outcomes.size() == 2);
  CHECK(read.outcomes[1].is == "lost");
  CHECK(read.outcomes[1].where == portfit::position{"o.tsv", 5, 1});
}

TEST_CASE("a device no catalog has is told and left out") {
  const portfit::outcome_result read = read_table("device\toutcome\nacme-onw\tkept\nthree\tkept\n");
  CHECK(read.outcomes.size() == 1);
  CHECK(read.left_out == 1);
  CHECK(only_remark(read) ==
        "o.tsv:2:1: warning[unknown_device]: no catalog has the device 'acme-onw'; the row is left out; did you mean "
        "'acme-one'?");
}

TEST_CASE("mistakes are told with their place") {
  const std::string head = "device\toutcome\n";
  CHECK(only_remark(read_table(head + "three\tkept\nthree\tlost\n")) ==
        "o.tsv:3:1: error[duplicate_row]: 'three' stands in line 2 already; expected one row for each device");
  CHECK(only_remark(read_table("devise\toutcome\tcodename\nx\ty\tz\n")) ==
        "o.tsv:1:1: error[unknown_column]: there is no column 'vendor_short'; expected a column device with ids, or "
        "vendor_short and codename");
  CHECK(only_remark(read_table("device\tgrup\toutcome\nthree\tg\tkept\n", {"group", "", {}})) ==
        "o.tsv:1:1: error[unknown_column]: there is no column 'group'; expected a column of this name; did you mean "
        "'grup'?");
  CHECK(only_remark(read_table("device\toutcome\toutcome\nthree\tx\ty\n")) ==
        "o.tsv:1:16: error[duplicate_column]: the column 'outcome' stands at column 8 already; expected one column of "
        "each "
        "name");
  CHECK(only_remark(read_table("device\toutcome\tway\nthree\tkept\n")) ==
        "o.tsv:2:7: error[short_row]: the row ends here, before its 'way'; expected 3 cells, as the first row has");
  CHECK(only_remark(read_table(head + "three\tkept\tmore\n")) ==
        "o.tsv:2:12: error[long_row]: 'more' stands behind the last column; expected 2 cells, as the first row has");
  CHECK(only_remark(read_table(head + "three\t \n")) ==
        "o.tsv:2:7: error[empty_cell]: the row does not say its 'outcome' and is left out");
  CHECK(only_remark(read_table(head + "th\xC3\xA9\tkpt\n", {"", "", {"kept", "lost"}})) ==
        "o.tsv:2:5: error[unknown_outcome]: 'kpt' is no outcome; expected kept, lost; did you mean 'kept'?");
  CHECK(only_remark(read_table("")) ==
        "o.tsv:1:1: error[no_header]: the file has no row; expected a row that names columns, as device and outcome");
  CHECK(read_table(std::string("device\0outcome", 14)).remarks.front().code == "bad_encoding");
  CHECK(read_table(head + "three\tkept\nthree\tlost\n").outcomes.size() == 1);
}

TEST_CASE("nothing is read under a header with mistakes") {
  CHECK(read_table("device\toutcome\tdevice\nthree\tkept\tx\n").outcomes.empty());
}

TEST_CASE("whatever bytes a table holds, it is read or refused") {
  portfit_test::random_source random(20261123);
  const std::string bytes = "\t\n\r\"\xC3\xFF dt";
  std::size_t read = 0;
  for (int round = 0; round < 2000; ++round) {
    std::string text = "device\toutcome\nthree\tkept\nacme-one\tkept\n";
    for (std::size_t left = random.below(4); left > 0; --left) {
      const std::size_t place = random.below(text.size());
      if (random.chance(0.5))
        text[place] = bytes[random.below(bytes.size())];
      else
        text.insert(place, 1, bytes[random.below(bytes.size())]);
      if (random.chance(0.2)) text.resize(place + 1);
    }
    const portfit::outcome_result found = read_table(text, {"", "", {"kept"}});
    for (const portfit::observed_outcome& each : found.outcomes) {
      CHECK(each.is == "kept");
      CHECK((each.device == "three" || each.device == "acme-one"));
    }
    for (const portfit::diagnostic& each : found.remarks) CHECK(each.where.line > 0);
    read += found.outcomes.size();
  }
  CHECK(read > 1000);
}
