#include <portfit/import/pmaports.hpp>

#include <portfit/catalog/read_catalog.hpp>
#include <portfit/import/yaml.hpp>

#include "import/pmaports_fixture.hpp"
#include "support/imported.hpp"
#include "support/random.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

namespace {

using portfit::diagnostic;
using portfit::document_node;
using portfit::document_result;
using portfit::pmaports_file;
using portfit_test::fact;
using portfit_test::pmaports_fixture;

document_result read_fixture(bool complete = true, bool table = true) {
  return portfit::read_pmaports(pmaports_fixture(table), {complete});
}

std::string of(const document_result& read, const std::string& device, const std::string& name) {
  return fact(read, "devices", device, name);
}

/// One device file in testing, and what is wrong with it.
document_result read_text(const std::string& text) {
  const std::vector<pmaports_file> files{{"device/testing/device-a-b/deviceinfo", text}};
  return portfit::read_pmaports(files);
}

const diagnostic* find_remark(const document_result& read, const std::string& code) {
  const auto found =
      std::find_if(read.remarks.begin(), read.remarks.end(), [&](const auto& each) { return each.code == code; });
  return found == read.remarks.end() ? nullptr : &*found;
}

std::string platform_of(const std::string& lines) {
  return of(read_text("deviceinfo_codename=\"a-b\"\n" + lines), "a-b", "platform");
}
std::string platform_of_tree(const std::string& tree) { return platform_of("deviceinfo_dtb=\"" + tree + "\"\n"); }

/// The platform by one line of the table: its soc packages and kernels.
std::string platform_of_packages(const std::string& socs, const std::string& kernels) {
  const std::vector<pmaports_file> files{
      {"packages.tsv",
       "device\tcategory\tsoc_packages\tkernel_packages\na-b\ttesting\t" + socs + '\t' + kernels + '\n'}};
  return of(portfit::read_pmaports(files), "a-b", "platform");
}

}  // namespace

TEST_CASE("a package is a device with the facts of its deviceinfo") {
  const document_result read = read_fixture();
  CHECK(of(read, "maker-alpha", "name") == "Maker Alpha (10.1\")");
  CHECK(of(read, "maker-alpha", "vendor") == "maker");
  CHECK(of(read, "maker-alpha", "codename") == "alpha");
  CHECK(of(read, "maker-alpha", "platform") == "msm8916");
  CHECK(of(read, "maker-alpha", "released") == "2015");
  CHECK(of(read, "maker-alpha", "architecture") == "arm64");
  CHECK(of(read, "maker-alpha", "form") == "tablet");
  CHECK(of(read, "maker-alpha", "resolution") == "1920x1200");
  CHECK(of(read, "maker-alpha", "sdcard") == "yes");
  CHECK(of(read, "maker-alpha", "flash_method") == "fastboot");
  CHECK(of(read, "maker-alpha", "source") == "pmaports");
  CHECK(of(read, "lg-beta", "sdcard") == "no");
  CHECK(of(read, "lg-beta", "resolution") == "(none)");
  CHECK(of(read, "other-delta", "form") == "watch");
  CHECK(of(read, "other-delta", "architecture") == "riscv64");
  CHECK(of(read, "maker-book", "form") == "laptop");
  CHECK(of(read, "maker-book", "platform") == "unknown");
  CHECK(of(read, "maker-gamma", "form") == "(none)");
}

TEST_CASE("the table tells kernels, people, reasons and firmware") {
  const document_result read = read_fixture();
  CHECK(of(read, "lg-beta", "pmos_category") == "community");
  CHECK(of(read, "lg-beta", "pmos_kernel") == "close");
  CHECK(of(read, "lg-beta", "pmos_kernel_packages") == "[linux-postmarketos-exynos4]");
  CHECK(of(read, "lg-beta", "pmos_maintainers") == "1");
  CHECK(of(read, "lg-beta", "nonfree_firmware") == "no");
  CHECK(of(read, "lg-beta", "archived_reason") == "(none)");
  CHECK(of(read, "maker-gamma", "pmos_category") == "archived");
  CHECK(of(read, "maker-gamma", "archived_reason") == "unmaintained");
  CHECK(of(read, "maker-gamma", "pmos_maintainers") == "0");
  CHECK(of(read, "maker-gamma", "nonfree_firmware") == "(none)");
  CHECK(of(read, "other-delta", "nonfree_firmware") == "yes");
  CHECK(of(read, "other-delta", "pmos_category") == "downstream");
  CHECK(of(read, "maker-book", "pmos_kernel") == "mainline");
}

TEST_CASE("a line of the table without a deviceinfo is a device, too") {
  const document_result read = read_fixture();
  CHECK(of(read, "maker-listed", "name") == "Maker Listed");
  CHECK(of(read, "maker-listed", "platform") == "mt6763");
  CHECK(of(read, "maker-listed", "released") == "2011");
  CHECK(of(read, "maker-listed", "architecture") == "arm");
  CHECK(of(read, "maker-listed", "flash_method") == "uuu");
}

TEST_CASE("two packages of one device are one, and the better category counts") {
  const document_result read = read_fixture();
  CHECK(read.document.root.find("devices")->find("maker-alpha-downstream") == nullptr);
  CHECK(of(read, "maker-alpha", "pmos_category") == "testing");
  CHECK(of(read, "maker-alpha", "pmos_kernel") == "close");
  CHECK(of(read, "maker-alpha", "pmos_kernel_packages") ==
        "[linux-maker-alpha-downstream, linux-postmarketos-qcom-msm8916]");
  CHECK(of(read, "maker-alpha", "pmos_maintainers") == "3");
  CHECK(of(read, "maker-alpha", "archived_reason") == "(none)");
  CHECK(of(read, "maker-alpha", "note") == "packages maker-alpha (testing), maker-alpha-downstream (archived)");
  CHECK(find_remark(read, "several_packages") != nullptr);
}

TEST_CASE("of two archived packages the device's own tells the reason, or the other where it tells none") {
  const auto reason = [](const std::string& own, const std::string& second) {
    const std::vector<pmaports_file> files{
        {"packages.tsv",
         "device\tcategory\tarchived_reason\na-b-downstream\tarchived\t" + second + "\na-b\tarchived\t" + own + '\n'}};
    return of(portfit::read_pmaports(files), "a-b", "archived_reason");
  };
  CHECK(reason("unmaintained", "use the other") == "unmaintained");
  CHECK(reason("", "use the other") == "use the other");
  CHECK(reason("", "") == "(none)");
}

TEST_CASE("a package for many devices is no device, but counts for those it names") {
  const document_result read = read_fixture();
  const document_node* const devices = read.document.root.find("devices");
  CHECK(devices->find("qcom-msm8953") == nullptr);
  CHECK(devices->find("maker-exynos7") == nullptr);
  CHECK(devices->find("generic-thing") == nullptr);
  CHECK(of(read, "maker-epsilon", "pmos_category") == "testing");
  CHECK(of(read, "maker-epsilon", "platform") == "exynos7870");
  CHECK(of(read, "maker-epsilon", "name") == "maker-epsilon");
  CHECK(of(read, "maker-epsilon", "released") == "(none)");
  const diagnostic* const told = find_remark(read, "generic_packages");
  REQUIRE(told != nullptr);
  CHECK(told->level == portfit::severity::note);
  CHECK(told->message.ends_with(": maker-exynos7, qcom-msm8953"));
  CHECK(devices->members.size() == 7);
}

TEST_CASE("a package for many devices counts for those that were archived for it") {
  const auto category = [](const std::string& reason) {
    const std::vector<pmaports_file> files{
        {"packages.tsv",
         "device\tcategory\tarchived_reason\tdtb\nqcom-msm8953\tcommunity\t\tqcom/msm8953-* qcom/sdm632-*\n"
         "c-d\ttesting\t\t\na-b\tarchived\t" +
             reason + "\tqcom/sdm632-a-b\n"}};
    const document_result read = portfit::read_pmaports(files);
    CHECK(of(read, "a-b", "platform") == "sdm632");
    return of(read, "a-b", "pmos_category");
  };
  CHECK(category("Use generic/mainline port (qcom-msm8953)") == "community");
  CHECK(category("Superseded by generic \"device-qcom-msm8953\" port") == "community");
  CHECK(category("Use the other port (c-d)") == "archived");  // of another device
  CHECK(category("unmaintained") == "archived");
}

TEST_CASE("other names come from the device tree and from what a package provides") {
  const document_result read = read_fixture();
  CHECK(of(read, "lg-beta", "aliases") == "[b9300]");
  CHECK(of(read, "maker-alpha", "aliases") == "[alphalte]");
  const auto alias = [](const std::string& tree) {
    return of(read_text("deviceinfo_codename=\"a-b\"\ndeviceinfo_dtb=\"" + tree + "\"\n"), "a-b", "aliases");
  };
  CHECK(alias("qcom/msm8916-wingtech-wt88047") == "[wingtech-wt88047]");
  CHECK(alias("qcom/msm8916-a-b") == "(none)");
  CHECK(alias("qcom/msm8916-a-c") == "[c]");
  CHECK(alias("qcom/msm8916-a-b-rev-2") == "(none)");
  CHECK(alias("qcom/msm8916-c qcom/msm8916-d") == "(none)");
  CHECK(alias("mt8183-kukui*") == "(none)");
}

TEST_CASE("vendors have the ids and names that most packages give them") {
  const document_result read = read_fixture();
  CHECK(of(read, "lg-beta", "vendor") == "lge");
  CHECK(fact(read, "vendors", "lge", "name") == "LG");
  CHECK(fact(read, "vendors", "maker", "name") == "Maker");
  CHECK(fact(read, "vendors", "other", "name") == "Other Company");
  CHECK(fact(read, "vendors", "qualcomm", "name") == "Qualcomm");
  CHECK(fact(read, "platforms", "msm8916", "vendor") == "qualcomm");
}

TEST_CASE("the device tree tells the platform") {
  CHECK(platform_of_tree("qcom/msm8916-samsung-a5u-eur") == "msm8916");
  CHECK(platform_of_tree("qcom-apq8064-samsung-jflte") == "apq8064");
  CHECK(platform_of_tree("qcom-msm8974pro-oneplus-bacon") == "msm8974");
  CHECK(platform_of_tree("qcom/msm8996pro-xiaomi-natrium") == "msm8996");
  CHECK(platform_of_tree("mediatek/mt6763v-gigaset-gs290") == "mt6763");
  CHECK(platform_of_tree("mediatek/mt6768") == "mt6768");
  CHECK(platform_of_tree("exynos/exynos7870-a6lte") == "exynos7870");
  CHECK(platform_of_tree("exynos/google/gs101-raven") == "gs101");
  CHECK(platform_of_tree("allwinner/sun50i-a64-pinephone-1.2") == "a64");
  CHECK(platform_of_tree("sun8i-h2-plus-bananapi-m2-zero") == "h2");
  CHECK(platform_of_tree("rockchip/rk3399-pinephone-pro") == "rk3399");
  CHECK(platform_of_tree("amlogic/meson-gxl-s905x-libretech-cc") == "s905x");
  CHECK(platform_of_tree("amlogic/meson-g12b-a311d-khadas-vim3") == "a311d");
  CHECK(platform_of_tree("amlogic/meson-gxm-gt1-ultimate") == "meson-gxm");
  CHECK(platform_of_tree("amlogic/meson-sm1-odroid-c4") == "meson-sm1");
  CHECK(platform_of_tree("ste-ux500-samsung-kyle") == "ux500");
  CHECK(platform_of_tree("armada-385-linksys-shelby") == "armada-385");
  CHECK(platform_of_tree("qcom/x1e80100-asus-vivobook-s15") == "x1e80100");
  CHECK(platform_of_tree("qcom/sc8280xp-lenovo-thinkpad-x13s") == "sc8280xp");
  CHECK(platform_of_tree("omap4-samsung-espresso7") == "omap4");
}

TEST_CASE("a device tree that names no chip, or several, leaves the platform unknown") {
  CHECK(platform_of_tree("false") == "unknown");
  CHECK(platform_of_tree("a52sxq") == "unknown");
  CHECK(platform_of_tree("vendor/qcom/monet-sm7250") == "unknown");
  CHECK(platform_of_tree("motorola-smi") == "unknown");
  CHECK(platform_of_tree("qcom/sdm636-x qcom/sdm660-x") == "unknown");
  CHECK(platform_of_tree("meson") == "unknown");
  CHECK(platform_of_tree("-") == "unknown");
  CHECK(platform_of("deviceinfo_dtb_one=\"qcom/sdm660-x\"\ndeviceinfo_dtb_two=\"qcom/sdm660-y\"\n") == "sdm660");
  CHECK(platform_of("deviceinfo_dtb_one=\"qcom/sdm660-x\"\ndeviceinfo_dtb_two=\"qcom/sdm636-y\"\n") == "unknown");
}

TEST_CASE("where the device tree does not tell it, packages do") {
  CHECK(platform_of_packages("soc-qcom-msm8909,soc-qcom-msm8916-rproc", "") == "msm8909");
  CHECK(platform_of_packages("soc-qcom-sdm660-rproc", "") == "sdm660");
  CHECK(platform_of_packages("soc-qcom,soc-qcom-modem", "linux-postmarketos-qcom-sdm845") == "sdm845");
  CHECK(platform_of_packages("", "linux-postmarketos-qcom-sdm845") == "sdm845");
  CHECK(platform_of_packages("", "linux-postmarketos-exynos4") == "unknown");
  CHECK(platform_of_packages("", "linux-postmarketos-mediatek-mt81") == "unknown");
  CHECK(platform_of_packages("", "linux-postmarketos-qcom-sdm845,linux-postmarketos-qcom-sdm670") == "unknown");
  CHECK(platform_of_packages("soc-qcom-msm8916,soc-qcom-msm8939", "linux-postmarketos-qcom-msm8916") == "msm8916");
  const document_result read = read_fixture();
  CHECK(of(read, "other-delta", "platform") == "sdm660");  // one of two device trees, and the soc package
  CHECK(of(read, "maker-gamma", "platform") == "msm8909");
}

TEST_CASE("a platform has the best category of a package with its kernel") {
  const document_result read = read_fixture();
  CHECK(fact(read, "platforms", "msm8916", "shared_kernel") == "testing");
  // Its own package is archived, but the kernel is not.
  CHECK(fact(read, "platforms", "msm8909", "shared_kernel") == "testing");
  CHECK(fact(read, "platforms", "exynos4412", "shared_kernel") == "community");
  CHECK(fact(read, "platforms", "msm8953", "shared_kernel") == "community");
  CHECK(fact(read, "platforms", "sdm632", "shared_kernel") == "community");
  CHECK(fact(read, "platforms", "exynos7870", "shared_kernel") == "testing");
  CHECK(fact(read, "platforms", "sdm660", "shared_kernel") == "(none)");
  CHECK(fact(read, "platforms", "sdm660", "source") == "(none)");
  CHECK(fact(read, "platforms", "msm8953", "source") == "pmaports");
}

TEST_CASE("who is not in a complete register has no port, but for chips with a package for many devices") {
  const document_result read = read_fixture();
  const document_node* const world = read.document.root.find("world");
  REQUIRE(world != nullptr);
  CHECK(world->find("pmos_category")->find("is")->text == "none");
  CHECK(world->find("pmos_category")->find("source")->text == "no_port");
  CHECK(fact(read, "sources", "no_port", "confidence") == "A");
  CHECK(fact(read, "platforms", "msm8953", "pmos_category") == "unknown");
  CHECK(fact(read, "platforms", "msm8916", "pmos_category") == "(none)");
}

TEST_CASE("of an incomplete register absence says nothing, and shared kernels may be better than they look") {
  const document_result read = read_fixture(false);
  CHECK(read.document.root.find("world") == nullptr);
  CHECK(read.document.root.find("sources")->find("no_port") == nullptr);
  CHECK(fact(read, "platforms", "msm8953", "pmos_category") == "(none)");
  CHECK(fact(read, "platforms", "msm8953", "shared_kernel") == "community");
  CHECK(fact(read, "platforms", "msm8916", "shared_kernel") == "(none)");
  CHECK(read.document.hash != read_fixture(true).document.hash);
}

TEST_CASE("without the table the folders tell the categories, and a note what is missing") {
  const document_result read = read_fixture(true, false);
  CHECK(of(read, "lg-beta", "pmos_category") == "community");
  CHECK(of(read, "other-delta", "pmos_category") == "downstream");
  CHECK(of(read, "lg-beta", "pmos_kernel") == "(none)");
  CHECK(of(read, "lg-beta", "pmos_maintainers") == "(none)");
  CHECK(fact(read, "platforms", "exynos4412", "shared_kernel") == "(none)");
  REQUIRE(find_remark(read, "missing_table") != nullptr);
  CHECK(find_remark(read_fixture(), "missing_table") == nullptr);
}

TEST_CASE("the shared vocabulary takes every fact, whatever the register") {
  for (const bool complete : {true, false}) {
    const std::vector<portfit::document> documents{
        portfit::read_yaml(portfit_test::text_of_file("examples/catalogs/vocabulary.yaml"), "vocabulary.yaml").document,
        read_fixture(complete).document};
    const portfit::read_result read = portfit::read_catalog(documents);
    for (const diagnostic& remark : read.remarks) CHECK_MESSAGE(false, to_text(remark));
    CHECK(read.catalog.devices.size() == 7);
  }
}

TEST_CASE("the order of the files does not matter") {
  std::vector<pmaports_file> files = pmaports_fixture();
  const document_result read = portfit::read_pmaports(files);
  std::reverse(files.begin(), files.end());
  const document_result again = portfit::read_pmaports(files);
  CHECK(portfit::detail::same_text(read.document.root, again.document.root));
  CHECK(read.document.hash == again.document.hash);
  CHECK(read.remarks == again.remarks);
}

TEST_CASE("values are read as a shell would read them, and nothing is run") {
  const auto name = [](const std::string& value) {
    return of(read_text("deviceinfo_codename=\"a-b\"\ndeviceinfo_name=" + value + '\n'), "a-b", "name");
  };
  CHECK(name(R"("13.3\" Pad")") == "13.3\" Pad");
  CHECK(name(R"("a \\ \$5 \`b\` \n")") == R"(a \ $5 `b` \n)");
  CHECK(name(R"("Pad" # really)") == "Pad");
  CHECK(name("\"Pad\"  ") == "Pad");
  CHECK(name("\"Pad\"\r") == "Pad");
  CHECK(name(R"("# no comment")") == "# no comment");
  for (const char* const bad :
       {"\"$(reboot)\"", "\"`reboot`\"", "\"$HOME\"", "'Pad'", "Pad", "\"Pad", "\"Pad\"x", "\"Pad\"#x",
        "\"Pad\"; reboot", "\"Pad\" reboot", "\"\xFF\"", "\"\x01\"", "", " \"Pad\""})
    CHECK_MESSAGE(name(bad) == "a-b", bad);
}

TEST_CASE("a line that is no assignment is told with its place") {
  const document_result read =
      read_text("deviceinfo_codename=\"a-b\"\n\n# fine\n  . /etc/profile\ndeviceinfo_year=\"$(date)\"\n");
  std::vector<const diagnostic*> told;
  for (const diagnostic& remark : read.remarks)
    if (remark.code == "unreadable_line") told.push_back(&remark);
  REQUIRE(told.size() == 2);
  CHECK(told[0]->level == portfit::severity::warning);
  CHECK(told[0]->where == portfit::position{"device/testing/device-a-b/deviceinfo", 4, 3});
  CHECK(told[1]->where.line == 5);
  CHECK(told[1]->expected == "deviceinfo_key=\"value\"");
}

TEST_CASE("values that cannot be are told and left out") {
  const document_result read = read_text(
      "deviceinfo_codename=\"a-b\"\ndeviceinfo_year=\"soon\"\ndeviceinfo_arch=\"mips\"\ndeviceinfo_chassis="
      "\"toaster\"\n"
      "deviceinfo_external_storage=\"maybe\"\ndeviceinfo_screen_width=\"wide\"\ndeviceinfo_screen_height=\"5\"\n");
  for (const char* const name : {"released", "architecture", "form", "sdcard", "resolution"})
    CHECK_MESSAGE(of(read, "a-b", name) == "(none)", name);
  std::vector<int> lines;
  for (const diagnostic& remark : read.remarks)
    if (remark.code == "unreadable_value") lines.push_back(remark.where.line);
  std::sort(lines.begin(), lines.end());
  CHECK(lines == std::vector<int>{2, 3, 4, 5, 6});
  CHECK(read_text("deviceinfo_codename=\"a-b\"\ndeviceinfo_arch=\"loongarch64\"\n").remarks.size() == 1);  // no table
}

TEST_CASE("doubles and disagreements are told") {
  CHECK(find_remark(read_text("deviceinfo_codename=\"a-b\"\ndeviceinfo_codename=\"a-b\"\n"), "repeated_key") !=
        nullptr);
  CHECK(of(read_text("deviceinfo_name=\"x\"\ndeviceinfo_name=\"y\"\n"), "a-b", "name") == "y");
  CHECK(find_remark(read_text("deviceinfo_codename=\"a-c\"\n"), "name_differs") != nullptr);
  const std::vector<pmaports_file> twice{{"testing/device-a-b/deviceinfo", ""}, {"archived/device-a-b/deviceinfo", ""}};
  const document_result both = portfit::read_pmaports(twice);
  CHECK(find_remark(both, "repeated_key") != nullptr);
  CHECK(of(both, "a-b", "pmos_category") == "testing");
  const std::vector<pmaports_file> moved{{"testing/device-a-b/deviceinfo", ""},
                                         {"packages.tsv", "device\tcategory\na-b\tarchived\n"}};
  const document_result after = portfit::read_pmaports(moved);
  CHECK(find_remark(after, "category_differs") != nullptr);
  CHECK(of(after, "a-b", "pmos_category") == "testing");
}

TEST_CASE("tables with other columns, missing cells and doubled lines") {
  const auto table = [](const std::string& text) {
    return portfit::read_pmaports(std::vector<pmaports_file>{{"x/packages.tsv", text}});
  };
  CHECK(find_remark(table("name\tcategory\na\tb\n"), "missing_key") != nullptr);
  CHECK(find_remark(table("device\tcategory\n\ttesting\n"), "missing_key") != nullptr);
  CHECK(find_remark(table("device\tcategory\na-b\n"), "unreadable_line") != nullptr);
  for (const char* const name : {"ab", "-a", "a-", "_-a", "a-b/c", "a-downstream"}) {
    const document_result odd_name = table(std::string("device\tcategory\n") + name + "\ttesting\n");
    CHECK_MESSAGE(find_remark(odd_name, "unreadable_value") != nullptr, name);
    CHECK(odd_name.document.root.find("devices")->members.empty());
  }
  CHECK(find_remark(table("device\tcategory\na-b\ttesting\na-b\tarchived\n"), "repeated_key") != nullptr);
  const document_result odd = table("device\tcategory\r\na-b\tsplendid\r\n");
  CHECK(find_remark(odd, "category_differs") != nullptr);
  CHECK(of(odd, "a-b", "pmos_category") == "unknown");
  CHECK(of(table("device\tcategory\na-b7.0\ttesting\n"), "a-b7_0", "codename") == "b7.0");
  CHECK(of(table("category\tdevice\narchived\ta-b\n"), "a-b", "pmos_category") == "archived");
  CHECK(table("").document.root.find("devices")->members.empty());
}

TEST_CASE("files that are neither are left out") {
  const std::vector<pmaports_file> files{{"device/testing/device-a-b/APKBUILD", "x"}, {"deviceinfo", ""}};
  const document_result read = portfit::read_pmaports(files);
  CHECK(find_remark(read, "unknown_file") != nullptr);
  CHECK(find_remark(read, "missing_key") != nullptr);
  CHECK(read.document.root.find("devices")->members.empty());
}

TEST_CASE("no bytes crash the readers, and every line is read or told") {
  const portfit::document vocabulary =
      portfit::read_yaml(portfit_test::text_of_file("examples/catalogs/vocabulary.yaml"), "vocabulary.yaml").document;
  portfit_test::random_source random(20261123);
  const std::vector<std::string> pieces{
      "deviceinfo_", "dtb",  "=\"",  "\"",      "\n",    "\\", "#",        " ",   "codename", "qcom/msm8916-",
      "\xC3",        "\xFF", "$",    "meson-",  "sun8i", "*",  "-",        "\t",  "device",   "category",
      "false",       "ste",  "\r\n", "armada-", "year",  "x",  "packages", "0x1", "provides", ","};
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    const int length = random.between(0, 30);
    for (int index = 0; index < length; ++index)
      text += random.chance(0.1) ? std::string(1, static_cast<char>(random.below(256))) : random.pick(pieces);
    portfit::diagnostics remarks;
    const auto info = portfit::detail::deviceinfo_reader("f", remarks).read(text);
    std::size_t saying = 0;
    const std::vector<std::string> lines = portfit::detail::split(text, '\n');
    for (const std::string& line : lines) saying += !line.empty() && line.front() != '#';
    // A byte order mark is blank, and one at the start is skipped.
    if (text.find("\xEF\xBB\xBF") == std::string::npos) CHECK(info.entries.size() + remarks.size() == saying);
    for (const diagnostic& remark : remarks) {
      CHECK(remark.where.line >= 1);
      CHECK(remark.where.line <= static_cast<int>(lines.size()));
      CHECK(remark.where.column >= 1);
    }
    const std::vector<pmaports_file> files{{"testing/device-a-b/deviceinfo", text},
                                           {"archived/device-a-c/deviceinfo", "deviceinfo_dtb=\"" + text + "\"\n"},
                                           {"packages.tsv", "device\tprovides\tsoc_packages\tdtb\na-b\t" + text}};
    const document_result read = portfit::read_pmaports(files);
    CHECK(read.document.root.find("devices")->members.size() <= 2 + lines.size());
    // Whatever the bytes were: ids are ids, and the catalog's reader takes them.
    for (const char* const section : {"devices", "platforms", "vendors"})
      for (const auto& entity : read.document.root.find(section)->members)
        CHECK_MESSAGE(entity.key.find_first_not_of(
                          "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-") == std::string::npos,
                      entity.key);
    if (round % 20 != 0) continue;
    const std::vector<portfit::document> documents{vocabulary, read.document};
    const portfit::read_result catalog = portfit::read_catalog(documents);
    for (const diagnostic& remark : catalog.remarks) CHECK_MESSAGE(false, to_text(remark));
  }
}
