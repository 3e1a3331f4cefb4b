#include <portfit/import/csv.hpp>

#include <portfit/catalog/read_catalog.hpp>
#include <portfit/import/yaml.hpp>

#include "support/imported.hpp"
#include "support/text_of_file.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace {

using portfit::document_node;
using portfit::document_result;
using portfit_test::fact;
using portfit_test::shown;
using portfit_test::text_of_file;

constexpr const char* declared_facts = R"(
portfit: 1
facts:
  ram:           {type: GiB, headers: [RAM, memory, "ОЗУ"]}
  storage:       {type: GB}
  price:         {type: money, headers: ["Цена"]}
  screen:        {type: inch, headers: ["Диагональ"]}
  battery:       {type: mAh}
  share:         {type: percent}
  cores:         {type: number}
  kernel:        {type: version}
  released:      {type: date}
  kernel_source: {type: yes/no, headers: [source code, "Исходники ядра"]}
  registered:    {type: yes/no, default: no, headers: ["В реестре"]}
  camera:        {type: [none, photo, video]}
  form:          {type: {one_of: [phone, tv_box]}}
  gpu:           {type: word}
  network:       {type: {set: [3g, 4g]}}
  sensors:       {type: set}
  support:       {type: [none, weak, good], of: vendor, headers: ["Поддержка"]}
  mainline:      {type: yes/no, of: platform}
)";

std::vector<portfit::document> declared() { return {portfit::read_yaml(declared_facts, "facts.yaml").document}; }

document_result read(const std::string& text) { return portfit::read_csv(text, "sheet.csv", declared()); }

/// What a cell under a header means for a device, or the code of the remark about it.
std::string meaning(const std::string& header, const std::string& cell, const std::string& name) {
  const document_result result = read("model;vendor;" + header + "\nx1;m;" + cell + '\n');
  if (!result.remarks.empty()) return result.remarks.front().code;
  return fact(result, "devices", "x1", name);
}

std::vector<std::string> told(const document_result& result) {
  std::vector<std::string> lines;
  for (const auto& remark : result.remarks)
    lines.push_back(std::to_string(remark.where.line) + ':' + std::to_string(remark.where.column) + ' ' + remark.code);
  return lines;
}

}  // namespace

TEST_CASE("separators, quotes, line ends and a byte order mark") {
  for (const char* const text :
       {"model;vendor;gpu\nx1;m;\"a;b\"\n", "model,vendor,gpu\r\nx1,m,\"a;b\"\r\n",
        "\xEF\xBB\xBFmodel\tvendor\tgpu\rx1\tm\ta;b\r", "sep=;\nmodel;vendor;gpu\nx1;m;a;b\n"}) {
    CAPTURE(text);
    const document_result result = read(text);
    const std::string gpu = fact(result, "devices", "x1", "gpu");
    CHECK((gpu == "a;b" || gpu == "a"));
  }
  const document_result quoted = read("model;vendor;gpu\nx1;m;\"a \"\"b\"\"\nc\"\nx2;m;6,1\"\n");
  CHECK(quoted.remarks.empty());
  CHECK(fact(quoted, "devices", "x1", "gpu") == "a \"b\" c");  // a line end inside a cell is a blank
  CHECK(fact(quoted, "devices", "x2", "gpu") == "6,1\"");
  CHECK(quoted.document.root.find("devices")->find("x2")->line == 4);
}

TEST_CASE("every node knows its cell") {
  const document_result result = read("\nМодель;vendor;ОЗУ\nЛён;m;4\n");
  const document_node* const device = result.document.root.find("devices")->find("len");
  REQUIRE(device != nullptr);
  CHECK(device->line == 3);
  CHECK(device->column == 1);
  CHECK(device->find("vendor")->column == 5);
  CHECK(device->find("ram")->line == 3);
  CHECK(device->find("ram")->column == 7);
}

TEST_CASE("headers are found below junk, with units, in any case") {
  const document_result result =
      read("Our list;;;\nmodel;;;\n;;;\nMODEL ; Brand;Memory [MB];  source CODE*\nx1;m;512;yes\n");
  CHECK(result.remarks.empty());
  CHECK(fact(result, "devices", "x1", "ram") == "512 MiB");
  CHECK(fact(result, "devices", "x1", "kernel_source") == "yes");
  CHECK(meaning("RAM, GB", "2", "ram") == "2 GiB");
  CHECK(meaning("ram mb", "2", "ram") == "2 MiB");
  CHECK(meaning("kernel_source", "no", "kernel_source") == "no");
  CHECK(told(read("a;b\n1;2\n")) == std::vector<std::string>{"1:1 no_header"});
  CHECK(told(read("")) == std::vector<std::string>{"1:1 no_header"});
}

TEST_CASE("amounts as people write them") {
  CHECK(meaning("ram", "4 GB", "ram") == "4 GiB");
  CHECK(meaning("ram", "4096 MB", "ram") == "4096 MiB");
  CHECK(meaning("ram", "4Гб", "ram") == "4 GiB");
  CHECK(meaning("ram", "4 ГБ", "ram") == "4 GiB");
  CHECK(meaning("ram", "4", "ram") == "4 GiB");
  CHECK(meaning("ram", "3/4 GB", "ram") == "[3 GiB, 4 GiB]");
  CHECK(meaning("ram", "3 GB, 4 GB", "ram") == "[3 GiB, 4 GiB]");
  CHECK(meaning("ram", "512 MB / 1 GB", "ram") == "[512 MiB, 1 GiB]");
  CHECK(meaning("ram", "3 or 4 GB", "ram") == "[3 GiB, 4 GiB]");
  CHECK(meaning("ram",
                "3\xE2\x80\x93"
                "4 GB",
                "ram") == "3 GiB..4 GiB");
  CHECK(meaning("ram", "3..4", "ram") == "3 GiB..4 GiB");
  CHECK(meaning("storage", "64 GB", "storage") == "64 GB");
  CHECK(meaning("screen", "6,1\"", "screen") == "6.1 inch");
  CHECK(meaning("screen", "6.5 дюйма", "screen") == "6.5 inch");
  CHECK(meaning("screen", "7,9", "screen") == "7.9 inch");
  CHECK(meaning("battery", "5000 mAh", "battery") == "5000 mAh");
  CHECK(meaning("battery",
                "5\xC2\xA0"
                "000 мАч",
                "battery") == "5000 mAh");
  CHECK(meaning("battery", "5 Ah", "battery") == "5 Ah");
  CHECK(meaning("share", "70 %", "share") == "70%");
  CHECK(meaning("share", "70", "share") == "70%");
  CHECK(meaning("share (%)", "0,7", "share") == "0.7%");
  CHECK(meaning("share", "0,7", "share") == "bad_cell");
  CHECK(meaning("cores", "8", "cores") == "8");
  CHECK(meaning("ram", "lots", "ram") == "bad_cell");
  CHECK(meaning("ram", "4 mAh", "ram") == "bad_cell");
  CHECK(meaning("ram", "4 5 GB", "ram") == "bad_cell");
  CHECK(meaning("ram", "4-3 GB", "ram") == "bad_cell");
  CHECK(meaning("battery", "5,000", "battery") == "bad_cell");
}

TEST_CASE("money needs a currency, in the cell or the header") {
  CHECK(meaning("price", "9 900 \xE2\x82\xBD", "price") == "9900 RUB");
  CHECK(meaning("price",
                "9\xE2\x80\x89"
                "900 руб.",
                "price") == "9900 RUB");
  CHECK(meaning("price", "US$120", "price") == "120 USD");
  CHECK(meaning("price", "120 $", "price") == "120 USD");
  CHECK(meaning("price",
                "\xE2\x82\xAC"
                "99",
                "price") == "99 EUR");
  CHECK(meaning("price", "RUB 9900", "price") == "9900 RUB");
  CHECK(meaning("price, RUB", "1'299.50", "price") == "1299.50 RUB");
  CHECK(meaning("price, RUB", "$5", "price") == "5 USD");
  CHECK(meaning("price", "1,299.50 EUR", "price") == "1299.50 EUR");
  CHECK(meaning("price", "1.299,50 EUR", "price") == "1299.50 EUR");
  CHECK(meaning("price", "1,2 млн руб.", "price") == "1200000 RUB");
  CHECK(meaning("price", "$100/120", "price") == "[100 USD, 120 USD]");
  CHECK(meaning("price", "7500-9000 RUB", "price") == "7500 RUB..9000 RUB");
  CHECK(meaning("price", "9900", "price") == "bad_cell");
  CHECK(meaning("price, RUB", "9,900", "price") == "bad_cell");
  CHECK(meaning("price, RUB", "9.900", "price") == "bad_cell");
  CHECK(meaning("price", "9900 shells", "price") == "bad_cell");
}

TEST_CASE("words, sets, versions and dates") {
  CHECK(meaning("camera", "Photo", "camera") == "photo");
  CHECK(meaning("camera", "film", "camera") == "bad_cell");
  CHECK(meaning("form", "TV box", "form") == "tv_box");
  CHECK(meaning("network", "\"3G, 4G\"", "network") == "[3g, 4g]");
  CHECK(meaning("network", "none", "network") == "[]");
  CHECK(meaning("network", "6G", "network") == "bad_cell");
  CHECK(meaning("sensors", "GPS / Light sensor", "sensors") == "[gps, light_sensor]");
  CHECK(meaning("kernel", "4.10", "kernel") == "4.10");
  CHECK(meaning("kernel", "Linux 4.19.157-perf", "kernel") == "4.19.157");
  CHECK(meaning("kernel", "new", "kernel") == "bad_cell");
  CHECK(meaning("released", "2023-11", "released") == "2023-11");
  CHECK(meaning("released", "2023", "released") == "2023");
  CHECK(meaning("released", "05.11.2023", "released") == "2023-11-05");
  CHECK(meaning("released", "11.2023", "released") == "2023-11");
  CHECK(meaning("released", "2023/11/05", "released") == "2023-11-05");
  CHECK(meaning("released", "2023 г.", "released") == "2023");
  CHECK(meaning("released", "11/05/2023", "released") == "bad_cell");
  CHECK(meaning("released", "31.02.2023", "released") == "bad_cell");
}

TEST_CASE("yes, no, and what the sheet does not know") {
  for (const char* const yes : {"yes", "Y", "+", "да", "Да", "TRUE", "1"})
    CHECK(meaning("kernel_source", yes, "kernel_source") == "yes");
  for (const char* const no : {"no", "N", "нет", "false", "0"})
    CHECK(meaning("kernel_source", no, "kernel_source") == "no");
  CHECK(meaning("kernel_source", "70%", "kernel_source") == "70%");
  CHECK(meaning("kernel_source", "x", "kernel_source") == "bad_cell");
  for (const char* const unknown :
       {"", " ", "-", "\xE2\x80\x94", "n/a", "NA", "?", "Unknown", "TBD", "нет данных", "Н/Д"}) {
    CAPTURE(unknown);
    CHECK(meaning("kernel_source", unknown, "kernel_source") == "(none)");
    // A default is for facts nobody asked about; here somebody did, and the sheet has no answer.
    CHECK(meaning("registered", unknown, "registered") == "~");
  }
  CHECK(meaning("gpu", "x", "registered") == "(none)");
}

TEST_CASE("facts of vendors and platforms, whatever row they stand in") {
  const document_result result = read(
      "model;vendor;country;support;soc;mainline\n"
      "x1;A;China;weak;SDM845;yes\nx2;A;CN;;sdm845;\nx3;B;;good;;yes\nx4;B;;weak;;\nx5;B;;good;;\n");
  CHECK(told(result) == std::vector<std::string>{"4:13 no_platform", "5:7 conflicting_rows"});
  CHECK(fact(result, "vendors", "a", "home") == "CN");
  CHECK(fact(result, "vendors", "a", "support") == "weak");
  CHECK(fact(result, "vendors", "b", "support") == "~");
  CHECK(fact(result, "platforms", "sdm845", "mainline") == "yes");
  CHECK(fact(result, "platforms", "sdm845", "vendor") == "qualcomm");
  CHECK(fact(result, "devices", "x2", "platform") == "sdm845");
  CHECK(fact(result, "devices", "x3", "platform") == "unknown");
}

TEST_CASE("ids are made of names and stay unique") {
  const document_result result =
      read("model;vendor;ODM;note\nСмартфон-5;Завод №1;Фабрика;good\nOne;A;;\nOne;B;;\nA;B;;\n日本;B;;\none;a;;\n");
  const auto& devices = result.document.root.find("devices")->members;
  std::vector<std::string> ids;
  for (const auto& member : devices) ids.push_back(member.key);
  CHECK(ids == std::vector<std::string>{"smartfon_5", "one", "b_one", "b_a", "device"});
  CHECK(fact(result, "devices", "smartfon_5", "vendor") == "zavod_1");
  CHECK(fact(result, "devices", "smartfon_5", "built_by") == "fabrika");
  CHECK(fact(result, "devices", "smartfon_5", "note") == "good");
  CHECK(fact(result, "devices", "smartfon_5", "name") == "Смартфон-5");
  CHECK(told(result) == std::vector<std::string>{"7:1 duplicate_row"});
  const document_result given = read("id;name;vendor\nk-7;Seven;A\nk-7;Eight;B\n");
  CHECK(fact(given, "devices", "k_7", "name") == "Seven");
  CHECK(told(given) == std::vector<std::string>{"3:1 duplicate_row"});
}

TEST_CASE("nothing is lost silently") {
  const document_result result =
      read("model;vendor;memroy;ram;RAM (GB);\nx1;m;1;2;3;4\n;m;;;;\nx2;;;;;\nx3;m;;many;;\n");
  CHECK(told(result) == std::vector<std::string>{"1:14 unknown_column", "1:25 duplicate_column",
                                                 "2:12 cell_without_header", "3:2 no_name", "4:1 no_vendor",
                                                 "5:7 bad_cell"});
  CHECK(result.remarks[0].nearest == "memory");
  CHECK(result.remarks[5].expected == "an amount of memory, as in 2 GiB");
  CHECK(result.remarks[5].message.find("'ram'") != std::string::npos);
  CHECK(fact(result, "devices", "x1", "ram") == "2 GiB");
  CHECK(fact(result, "devices", "x2", "vendor") == "maker_of_x2");
  CHECK(told(read("model;ram\nx1;2\nx2;2\n")) == std::vector<std::string>{"1:1 no_vendor"});
  CHECK(told(read("model;vendor;ram\nx1;m;\"2\n")) == std::vector<std::string>{"2:6 open_quote"});
}

TEST_CASE("other encodings are one error that says what to do") {
  for (const std::string& text : {std::string("\xFF\xFEm\0o\0", 6), std::string("model;vendor\nx\xE9;m\n"),
                                  std::string("model;ven\0dor\n", 14), std::string("PK\x03\x04zip")}) {
    const document_result result = read(text);
    REQUIRE(result.remarks.size() == 1);
    CHECK(result.remarks[0].code == "bad_encoding");
    CHECK(result.remarks[0].expected.find("save as") != std::string::npos);
  }
  CHECK(told(read("model;vendor\nx\xE9;m\n")) == std::vector<std::string>{"2:2 bad_encoding"});
}

TEST_CASE("a sheet as it comes, with the shared vocabulary") {
  const std::vector<portfit::document> shared{
      portfit::read_yaml(text_of_file("examples/catalogs/vocabulary.yaml"), "vocabulary.yaml").document};
  const document_result messy = portfit::read_csv(text_of_file("tests/data/messy-devices.csv"), "messy.csv", shared);
  CHECK(told(messy) == std::vector<std::string>{"8:2 no_name", "9:26 bad_cell", "9:36 bad_cell"});
  CHECK(fact(messy, "devices", "a_1_len", "ram") == "[3 GiB, 4 GiB]");
  CHECK(fact(messy, "devices", "a_1_len", "price") == "9900 RUB");
  CHECK(fact(messy, "devices", "beta_2", "platform") == "sdm845");
  CHECK(fact(messy, "devices", "beta_2", "kernel_source") == "(none)");
  CHECK(fact(messy, "devices", "beta_2", "registered") == "~");
  CHECK(fact(messy, "devices", "beta_3_pro", "kernel_source") == "no");
  CHECK(fact(messy, "devices", "beta_3_pro", "name") == "Beta \"3\" Pro");
  CHECK(fact(messy, "vendors", "zavod", "home") == "RU");
  CHECK(fact(messy, "vendors", "maker_b", "support") == "good");

  const document_result sample =
      portfit::read_csv(text_of_file("examples/catalogs/sample-devices.csv"), "sample.csv", shared);
  CHECK(told(sample).empty());
  const std::vector<portfit::document> documents{
      shared.front(), portfit::read_yaml("portfit: 1\nas_of: 2024-04-01\nmoney: USD\n", "head.yaml").document,
      sample.document};
  const portfit::read_result catalog = portfit::read_catalog(documents);
  for (const auto& remark : catalog.remarks) FAIL_CHECK(portfit::to_text(remark));
  CHECK(catalog.catalog.devices.size() == 30);
}

TEST_CASE("a damaged sheet never breaks the reader") {
  const std::string good = text_of_file("tests/data/messy-devices.csv");
  const auto context = declared();
  std::uint64_t state = 11;
  for (int round = 0; round < 300; ++round) {
    std::string text = good;
    for (int change = 0; change < 4; ++change) {
      state = state * 6364136223846793005ULL + 1442695040888963407ULL;
      const auto place = static_cast<std::size_t>((state >> 33U) % text.size());
      if (change % 2 == 0)
        text[place] = ";,\"\n\t0 x"[(state >> 20U) % 8];
      else
        text.erase(place, (state >> 25U) % 5);
    }
    const document_result result = portfit::read_csv(text, "sheet.csv", context);
    CHECK((result.document.root.is_map() || portfit::has_errors(result.remarks)));
  }
}
