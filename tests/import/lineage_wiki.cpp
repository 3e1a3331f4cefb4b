#include <portfit/import/lineage_wiki.hpp>

#include <portfit/catalog/read_catalog.hpp>

#include "support/imported.hpp"
#include "support/text_of_file.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace {

using portfit::document_node;
using portfit::document_result;
using portfit::wiki_file;
using portfit_test::fact;
using portfit_test::shown;
using portfit_test::text_of_file;

std::vector<wiki_file> fixtures() {
  std::vector<wiki_file> files;
  for (const char* const name : {"alpha_variant1.yml", "alpha_variant2.yml", "beta.yml"})
    files.push_back({name, text_of_file(std::string("tests/data/lineage-wiki/") + name)});
  return files;
}

/// A device file that says this and nothing else.
wiki_file minimal(const std::string& more) {
  return {"x.yml", "codename: x\nvendor_short: maker\nvendor: Maker\n" + more};
}

document_result read_one(const std::string& more) {
  const std::vector<wiki_file> files{minimal(more)};
  return portfit::read_lineage_wiki(files);
}

std::string ram_of(const std::string& text) {
  const document_result read = read_one("ram: '" + text + "'\n");
  return fact(read, "devices", "maker-x", "ram");
}

}  // namespace

TEST_CASE("variants of one codename become one device") {
  const document_result read = portfit::read_lineage_wiki(fixtures());
  CHECK(read.document.root.find("devices")->members.size() == 2);
  const auto alpha = [&](const std::string& name) { return fact(read, "devices", "maker-Alpha", name); };
  CHECK(alpha("name") == "Maker Alpha / Alpha Plus");
  CHECK(alpha("vendor") == "maker");
  CHECK(alpha("built_by") == "(none)");
  CHECK(alpha("ram") == "[2 GiB, 3 GiB, 4 GiB, 6 GiB]");
  CHECK(alpha("storage") == "[0 GB, 16 GB, 256 GB, 512 GB, 1024 GB]");
  CHECK(alpha("battery") == "[3000 mAh, 5200 mAh, 6800 mAh]");
  CHECK(alpha("screen") == "[5 inch, 5.5 inch]");
  CHECK(alpha("resolution") == "[720x1280, 1080x1920]");
  CHECK(alpha("cameras") == "[0, 2]");
  CHECK(alpha("camera_resolution") == "13 MP");
  CHECK(alpha("wifi") == "[ac, n]");
  CHECK(alpha("cores") == "6");
  CHECK(alpha("gpu") == "[Adreno 1, Adreno 2]");
  CHECK(alpha("kernel") == "3.10");
  CHECK(alpha("lineage_branch") == "[18.1, 20]");
  CHECK(alpha("lineage_versions") == "[16.0, 18.1, 20]");
  CHECK(alpha("models") == "[2016031, 2016032]");
  CHECK(alpha("source") == "lineage_wiki");
  CHECK(alpha("as_of") == "(none)");
  CHECK(read.document.root.find("as_of") == nullptr);
}

TEST_CASE("what differs between variants is named in the note") {
  const document_result read = portfit::read_lineage_wiki(fixtures());
  CHECK(fact(read, "devices", "maker-Alpha", "released") == "2016-5");
  CHECK(fact(read, "devices", "maker-Alpha", "lineage_maintained") == "yes");
  CHECK(fact(read, "devices", "maker-Alpha", "peripherals") == "[gps, headphone_jack, nfc]");
  CHECK(
      fact(read, "devices", "maker-Alpha", "note") ==
      "variants released also 2016-06-14; removable_battery: true only of some variants; network: 2g, 4g only of some "
      "variants; cellular: true only of some variants; peripherals: nfc only of some variants; lineage_versions: 16.0, "
      "18.1, 20 only of some variants; lineage_maintained: true only of some variants");
}

TEST_CASE("None is knowledge, an absent key is not") {
  const document_result read = portfit::read_lineage_wiki(fixtures());
  const auto beta = [&](const std::string& name) { return fact(read, "devices", "maker-beta_tab", name); };
  CHECK(beta("battery") == "0 mAh");
  CHECK(beta("removable_battery") == "no");
  CHECK(beta("screen") == "0 inch");
  CHECK(beta("network") == "[]");
  CHECK(beta("cellular") == "no");
  CHECK(beta("peripherals") == "[]");
  CHECK(beta("wifi") == "none");
  CHECK(beta("bluetooth") == "0");
  CHECK(beta("cameras") == "(none)");
  CHECK(beta("sdcard") == "(none)");
  CHECK(beta("kernel_source") == "(none)");
  CHECK(beta("models") == "(none)");
}

TEST_CASE("keys that are written for one side only") {
  const document_result read = portfit::read_lineage_wiki(fixtures());
  CHECK(fact(read, "devices", "maker-beta_tab", "ab_slots") == "yes");
  CHECK(fact(read, "devices", "maker-beta_tab", "official_unlock") == "no");
  CHECK(fact(read, "devices", "maker-beta_tab", "unlockable") == "(none)");
  CHECK(fact(read, "devices", "maker-beta_tab", "ships_android") == "no");
  CHECK(fact(read, "devices", "maker-Alpha", "ab_slots") == "no");
  CHECK(fact(read, "devices", "maker-Alpha", "official_unlock") == "yes");
  CHECK(fact(read, "devices", "maker-Alpha", "unlockable") == "yes");
  CHECK(fact(read, "devices", "maker-Alpha", "ships_android") == "(none)");
}

TEST_CASE("a platform that depends on the variant is unknown, and told") {
  const document_result read = portfit::read_lineage_wiki(fixtures());
  CHECK(fact(read, "devices", "maker-Alpha", "platform") == "msm8974");
  CHECK(fact(read, "platforms", "msm8974", "name") ==
        "Qualcomm MSM8974 Snapdragon 800 / Qualcomm MSM8974AC Snapdragon 801");
  CHECK(fact(read, "platforms", "msm8974", "vendor") == "qualcomm");
  CHECK(fact(read, "devices", "maker-beta_tab", "platform") == "unknown");
  CHECK(fact(read, "devices", "maker-beta_tab", "soc") == "[Intel Atom Z3560, Samsung Exynos 9810]");
  CHECK(fact(read, "devices", "maker-beta_tab", "note") ==
        "platform depends on the variant: exynos9810, z3560; the wiki goes on under gamma");
  const auto told = std::find_if(read.remarks.begin(), read.remarks.end(),
                                 [](const auto& remark) { return remark.code == "several_platforms"; });
  REQUIRE(told != read.remarks.end());
  CHECK(told->level == portfit::severity::note);
  CHECK(told->where.file == "beta.yml");
}

TEST_CASE("brands, and makers behind them") {
  const auto file = [](const std::string& codename, const std::string& brand, const std::string& maker) {
    return wiki_file{codename + ".yml",
                     "codename: " + codename + "\nvendor: " + brand + "\nvendor_short: " + maker + "\n"};
  };
  const std::vector<wiki_file> files{file("a", "LG", "lge"),        file("b", "Google", "lge"),
                                     file("c", "Google", "google"), file("d", "Google", "moto"),
                                     file("e", "Walmart", "askey"), file("f", "Dynalink", "askey"),
                                     file("g", "Zinwa", "xelex"),   file("h", "F(x)tec", "fxtec")};
  const document_result read = portfit::read_lineage_wiki(files);
  struct expectation {
    const char* device;
    const char* vendor;
    const char* built_by;
  };
  for (const expectation& wanted : {expectation{"lge-a", "lge", "(none)"},
                                    {"lge-b", "google", "lge"},
                                    {"google-c", "google", "(none)"},
                                    {"moto-d", "google", "motorola"},
                                    {"askey-e", "walmart", "askey"},
                                    {"askey-f", "dynalink", "askey"},
                                    {"xelex-g", "xelex", "(none)"},
                                    {"fxtec-h", "fxtec", "(none)"}}) {
    CAPTURE(wanted.device);
    CHECK(fact(read, "devices", wanted.device, "vendor") == wanted.vendor);
    CHECK(fact(read, "devices", wanted.device, "built_by") == wanted.built_by);
  }
}

TEST_CASE("sizes in free text") {
  CHECK(ram_of("2 GB") == "2 GiB");
  CHECK(ram_of("1.5 GB") == "1.5 GiB");
  CHECK(ram_of("3/4/6 GB") == "[3 GiB, 4 GiB, 6 GiB]");
  CHECK(ram_of("2 / 3 GB") == "[2 GiB, 3 GiB]");
  CHECK(ram_of("4 or 6 GB") == "[4 GiB, 6 GiB]");
  CHECK(ram_of("3 GB, 4 GB") == "[3 GiB, 4 GiB]");
  CHECK(ram_of("6/8/12GB LPDDR5") == "[6 GiB, 8 GiB, 12 GiB]");
  CHECK(ram_of("8/12 GB LPDDR4X/LPDDR5") == "[8 GiB, 12 GiB]");
  CHECK(ram_of("12 GB LPDDR5X / 16 GB LPDDR5T") == "[12 GiB, 16 GiB]");
  CHECK(ram_of("2 GB (R5), 3 GB (R5s)") == "[2 GiB, 3 GiB]");
  CHECK(ram_of("4 GB LPDDR4 (Standard edition) / 6 GB LPDDR4 (Exclusive edition)") == "[4 GiB, 6 GiB]");
  CHECK(ram_of("512 MB") == "0.5 GiB");
  CHECK(ram_of("much") == "(none)");
}

TEST_CASE("graphics processors belong to the families of free drivers") {
  const auto family = [](const std::string& gpu) {
    return fact(read_one("gpu: " + gpu + "\n"), "devices", "maker-x", "gpu_family");
  };
  CHECK(family("Qualcomm Adreno 225") == "a2xx");
  CHECK(family("Qualcomm Adreno 642L") == "a6xx");
  CHECK(family("Qualcomm Adreno 830") == "a8xx");
  CHECK(family("ARM Mali-400 MP4") == "mali_utgard");
  CHECK(family("ARM Mali-T628 MP6") == "mali_midgard");
  CHECK(family("ARM Mali-T880 MP12") == "mali_midgard");
  CHECK(family("ARM Mali-G52 MC2") == "mali_bifrost");
  CHECK(family("ARM Mali-G57 MC2") == "mali_valhall");
  CHECK(family("ARM Mali-G715s MC10") == "mali_valhall_csf");
  CHECK(family("PowerVR SGX544MP2") == "powervr_sgx");
  CHECK(family("PowerVR G6430") == "powervr_rogue");
  CHECK(family("NVIDIA GM20B (Maxwell)") == "nvidia_maxwell");
  CHECK(family("NVIDIA Kepler DX1 192-core") == "nvidia_kepler");
  CHECK(family("NVIDIA Tegra 4") == "nvidia_tegra");
  CHECK(family("[Qualcomm Adreno 306, Qualcomm Adreno 405]") == "[a3xx, a4xx]");
  for (const char* const other :
       {"Adreno 1", "ARM Mali-G999", "ARM Mali-T100", "Immortalis", "PowerVR X", "Tegra 4", "Vivante"})
    CHECK_MESSAGE(family(other) == "(none)", other);
}

TEST_CASE("the way to unlock is a guide, a command, or what the method of installation takes") {
  const auto way = [](const std::string& text) { return fact(read_one(text), "devices", "maker-x", "unlock_method"); };
  CHECK(way("install_method: fastboot_nexus\n") == "command");
  CHECK(way("install_method: fastboot_sony\n") == "maker_code");
  CHECK(way("install_method: fastboot_xiaomi_hyperos\n") == "maker_tool");
  CHECK(way("install_method: samloader_rs\n") == "download_mode");
  CHECK(way("install_method: fastboot_unlocked\n") == "open");
  CHECK(way("install_method: fastboot_custom\n") == "(none)");
  CHECK(way("install_method: fastboot_custom\ncustom_unlock_cmd: fastboot flashing unlock\n") == "command");
  CHECK(way("install_method: fastboot_sony\nunlock_bootloader_guide: https://example.org\ncustom_unlock_cmd: x\n") ==
        "guide");
  // Without the maker's offer the usual way is closed; rooting needs no offer.
  CHECK(way("install_method: fastboot_motorola\nis_unlockable: false\n") == "(none)");
  CHECK(way("install_method: dd\nis_unlockable: false\n") == "root");
  CHECK(way("ram: 2 GB\n") == "(none)");
  CHECK(fact(read_one("no_oem_unlock_switch: true\n"), "devices", "maker-x", "oem_unlock_switch") == "no");
  CHECK(fact(read_one("ram: 2 GB\n"), "devices", "maker-x", "oem_unlock_switch") == "(none)");
}

TEST_CASE("model numbers and files' names may be code names elsewhere") {
  const auto names = [](const std::string& models) {
    return fact(read_one("models: " + models + "\n"), "devices", "maker-x", "aliases");
  };
  CHECK(names("[GT-I9300, GT-I9300T]") == "[i9300, i9300t]");
  CHECK(names("[A6020a40]") == "[a6020a40]");
  CHECK(names("[LG-D722, X]") == "[d722]");
  CHECK(names("['2016031']") == "(none)");
  CHECK(names("[Some Name, Z3]") == "(none)");
  CHECK(names("[]") == "(none)");
  const auto of_file = [](const std::string& file, const std::string& maker, const std::string& codename) {
    const std::vector<wiki_file> files{{file, "codename: " + codename + "\nvendor_short: " + maker + "\n"}};
    return fact(portfit::read_lineage_wiki(files), "devices", maker + '-' + codename, "aliases");
  };
  CHECK(of_file("devices/A6020_variant12.yml", "lenovo", "A6020") == "(none)");
  CHECK(of_file("devices/other_variant1.yml", "lenovo", "A6020") == "[other]");
  CHECK(of_file("jfltexx.yml", "samsung", "jfltexx") == "[jflte]");
  CHECK(of_file("jfltexx.yml", "sony", "jfltexx") == "(none)");
}

TEST_CASE("every key is read or left out on purpose, and none is both") {
  std::vector<std::string_view> keys(portfit::detail::wiki_keys_read.begin(), portfit::detail::wiki_keys_read.end());
  keys.insert(keys.end(), portfit::detail::wiki_keys_left.begin(), portfit::detail::wiki_keys_left.end());
  std::sort(keys.begin(), keys.end());
  CHECK(std::adjacent_find(keys.begin(), keys.end()) == keys.end());
  for (const char* const key : {"tree", "wifi", "variant", "custom_unlock_cmd", "dimensions", "width"})
    CHECK(std::binary_search(keys.begin(), keys.end(), std::string_view(key)));
}

TEST_CASE("what cannot be read is told with file and line") {
  struct mistake {
    const char* text;
    const char* code;
    int column;
  };
  for (const mistake& wanted : {mistake{"ram: much\n", "unreadable_value", 6},
                                {"storage: 32/64 B\n", "doubtful_value", 10},
                                {"ram: 4\n", "unreadable_value", 6},
                                {"type: toaster\n", "unreadable_value", 7},
                                {"release: soon\n", "unreadable_value", 10},
                                {"cpu_cores: many\n", "unreadable_value", 12},
                                {"network: [6G]\n", "unreadable_value", 11},
                                {"wifi: 802.11 zz\n", "unreadable_value", 7},
                                {"battery: big\n", "unreadable_value", 10},
                                {"screen: {size: wide}\n", "unreadable_value", 16},
                                {"cameras: [{flash: LED}]\n", "unreadable_value", 11},
                                {"kernel: {repo: r}\n", "unreadable_value", 9},
                                {"bluetooth: {spec: old}\n", "unreadable_value", 19},
                                {"soc: {a: b, c: d}\n", "unreadable_value", 6},
                                {"peripherals: yes\n", "unreadable_value", 14},
                                {"codenam: y\n", "unknown_key", 1},
                                {"sdcard: {size_max: huge}\n", "unreadable_value", 20}}) {
    CAPTURE(wanted.text);
    const document_result read = read_one(wanted.text);
    REQUIRE(read.remarks.size() == 1);
    CHECK(read.remarks[0].level == portfit::severity::warning);
    CHECK(read.remarks[0].code == wanted.code);
    CHECK(read.remarks[0].where == portfit::position{"x.yml", 4, wanted.column});
    CHECK(read.document.root.find("devices")->members.size() == 1);
  }
  CHECK(read_one("codenam: y\n").remarks[0].nearest == "codename");
}

TEST_CASE("a file that is no device is an error, the others are read") {
  const std::vector<wiki_file> files{
      minimal("ram: 2 GB\n"), {"bad.yml", "a: [\n"}, {"empty.yml", ""}, {"none.yml", "vendor: A\n"}};
  const document_result read = portfit::read_lineage_wiki(files);
  CHECK(read.document.root.find("devices")->members.size() == 1);
  std::vector<std::string> told;
  for (const auto& remark : read.remarks) {
    CHECK(remark.level == portfit::severity::error);
    told.push_back(remark.where.file + ' ' + remark.code);
  }
  CHECK(told == std::vector<std::string>{"bad.yml bad_yaml", "empty.yml empty_file", "none.yml missing_key",
                                         "none.yml missing_key"});
}

TEST_CASE("part numbers name platforms") {
  const auto id = [](const char* name) { return portfit::detail::read_platform_name(name).id; };
  CHECK(id("Qualcomm SDM845 Snapdragon 845") == "sdm845");
  CHECK(id("sdm845") == "sdm845");
  CHECK(id("Snapdragon 845 (SDM845)") == "sdm845");
  CHECK(id("Qualcomm MSM8974AB-AB Snapdragon 801") == "msm8974");
  CHECK(id("Qualcomm MSM8974PRO Snapdragon 801") == "msm8974");
  CHECK(id("Qualcomm MSM8996 Pro Snapdragon 821") == "msm8996");
  CHECK(id("Qualcomm MSM8939v2 Snapdragon 616") == "msm8939");
  CHECK(id("Qualcomm SM8250-AC Snapdragon 870") == "sm8250");
  CHECK(id("Qualcomm APQ8064T Snapdragon 600") == "apq8064");
  CHECK(id("Qualcomm MSM8260A Snapdragon S4") == "msm8260a");
  CHECK(id("Qualcomm MSM8960T Snapdragon S4 Pro") == "msm8960t");
  CHECK(id("Qualcomm Dragonwing\xE2\x84\xA2 QCM6490 (QCM6490)") == "qcm6490");
  CHECK(id("NVIDIA Tegra X1+ (T210b01)") == "tegra210b01");
  CHECK(id("Samsung Exynos 9810") == "exynos9810");
  CHECK(id("HiSilicon Kirin 970") == "kirin970");
  CHECK(id("Google Tensor GS101") == "gs101");
  CHECK(id("Google Tensor G3") == "tensor-g3");
  CHECK(id("Mediatek Helio G81 Extreme") == "helio-g81-extreme");
  CHECK(id("Helio P35 / MT6765") == "mt6765");
  CHECK(id("TI OMAP4430") == "omap4430");
  CHECK(id("Amlogic S905X3") == "s905x3");
  CHECK(portfit::detail::read_platform_name("mt6765").maker == "mediatek");
  CHECK(portfit::detail::read_platform_name("Mediatek Helio G85").maker_name == "MediaTek");
  CHECK(portfit::detail::read_platform_name("X1").maker.empty());
}

TEST_CASE("the order of the files does not matter") {
  std::vector<wiki_file> files = fixtures();
  const document_result one = portfit::read_lineage_wiki(files);
  std::reverse(files.begin(), files.end());
  const document_result other = portfit::read_lineage_wiki(files);
  CHECK(portfit::detail::same_text(one.document.root, other.document.root));
  CHECK(one.document.hash == other.document.hash);
  CHECK(one.remarks == other.remarks);
  files[0].text += "# changed\n";
  CHECK(portfit::read_lineage_wiki(files).document.hash != one.document.hash);
}

TEST_CASE("the shared vocabulary takes all of it") {
  std::vector<portfit::document> documents{
      portfit::read_yaml(text_of_file("examples/catalogs/vocabulary.yaml"), "vocabulary.yaml").document,
      portfit::read_yaml("portfit: 1\nas_of: 2026-07-22\n", "head.yaml").document,
      portfit::read_lineage_wiki(fixtures()).document};
  const portfit::read_result read = portfit::read_catalog(documents);
  for (const auto& remark : read.remarks)
    CHECK_MESSAGE(remark.level == portfit::severity::note, portfit::to_text(remark));
  REQUIRE(read.catalog.devices.size() == 2);
  const auto& facts = read.catalog.devices.at("maker-beta_tab").facts;
  REQUIRE(facts.contains("peripherals"));
  CHECK(facts.at("peripherals").front().is_known());
  CHECK(read.catalog.devices.at("maker-Alpha").facts.at("ram").front().values.size() == 4);
}
