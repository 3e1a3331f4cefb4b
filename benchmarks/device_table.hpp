#pragma once

#include "support/random.hpp"
#include "support/shipped_catalog.hpp"

#include <portfit/catalog/read_catalog.hpp>
#include <portfit/import/csv.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

/// Made-up devices in the words of the shipped vocabulary, as many as wanted, for measurements.
namespace portfit_benchmark {

/// One device: names and values in the order of its columns; an empty value is a blank.
using device_row = std::vector<std::pair<std::string, std::string>>;

/// Devices as a table of the trade looks: chips that systems.yaml knows and others, and one cell in four blank
/// unless told otherwise.
[[nodiscard]] inline std::vector<device_row> make_devices(std::size_t count, std::uint64_t seed = 1,
                                                          double blank = 0.25) {
  portfit_test::random_source random(seed);
  const std::vector<std::string> chips{"sdm845",  "msm8953", "sdm632",  "sm7225", "msm8916",
                                       "msm8974", "sm8250",  "msm8998", "mt6765", "x1000"};
  const auto blank_or = [&](std::string value) { return random.chance(blank) ? std::string() : std::move(value); };
  const auto flag = [&](double yes) { return blank_or(random.chance(yes) ? "yes" : "no"); };
  std::vector<device_row> rows;
  for (std::size_t index = 0; index < count; ++index) {
    const std::string memory = std::to_string(random.between(1, 8));
    rows.push_back(
        {{"vendor", "maker" + std::to_string(random.below(50))},
         {"platform", random.pick(chips)},
         {"form", random.chance(0.8) ? "phone" : "tablet"},
         {"released", std::to_string(random.between(2012, 2025)) + "-0" + std::to_string(random.between(1, 9))},
         {"ram", blank_or(memory + " GiB")},
         {"storage", blank_or(std::to_string(8 << random.below(6)) + " GB")},
         {"price", blank_or(std::to_string(random.between(60, 900)) + " USD")},
         {"screen", blank_or("6." + std::to_string(random.between(0, 9)) + " inch")},
         {"battery", blank_or(std::to_string(random.between(20, 60)) + "00 mAh")},
         {"architecture", blank_or(random.chance(0.8) ? "arm64" : "arm")},
         {"kernel", blank_or("4." + std::to_string(random.between(4, 19)))},
         {"kernel_source", flag(0.8)},
         {"device_tree", flag(0.6)},
         {"vendor_blobs", flag(0.5)},
         {"official_unlock", flag(0.6)},
         {"cellular", flag(0.9)},
         {"sdcard", flag(0.6)},
         {"removable_battery", flag(0.2)}});
  }
  return rows;
}

[[nodiscard]] inline std::string device_name(std::size_t index) { return "device" + std::to_string(index); }

/// The rows as a catalog file, their makers and chips declared with them.
[[nodiscard]] inline std::string as_yaml(const std::vector<device_row>& rows) {
  std::string text = "portfit: 1\nvendors:\n";
  for (int maker = 0; maker < 50; ++maker) text += "  maker" + std::to_string(maker) + ": {}\n";
  text += "platforms:\n  x1000: {}\n  mt6765: {}\ndevices:\n";
  for (std::size_t index = 0; index < rows.size(); ++index) {
    text += "  " + device_name(index) + ":\n";
    for (const auto& [name, value] : rows[index])
      if (!value.empty()) text.append("    ").append(name).append(": ").append(value).append("\n");
  }
  return text;
}

/// The rows as a spreadsheet.
[[nodiscard]] inline std::string as_csv(const std::vector<device_row>& rows) {
  std::string text = "name";
  for (const auto& [name, value] : rows.front()) text += ';' + (name == "platform" ? std::string("soc") : name);
  text += '\n';
  for (std::size_t index = 0; index < rows.size(); ++index) {
    text += device_name(index);
    for (const auto& [name, value] : rows[index]) text.append(";").append(value);
    text += '\n';
  }
  return text;
}

[[nodiscard]] inline std::vector<portfit::document> systems_catalog() {
  std::vector<portfit::document> documents;
  portfit_test::add_catalog_documents(documents, "examples/catalogs/systems.yaml");
  return documents;
}

}  // namespace portfit_benchmark
