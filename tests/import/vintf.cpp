#include <portfit/import/vintf.hpp>

#include <portfit/vintf/check_compatibility.hpp>

#include "support/random.hpp"
#include "support/text_of_file.hpp"

#include <doctest/doctest.h>

#include <set>
#include <string>
#include <vector>

namespace {

using portfit::android_era;
using portfit::diagnostics;
using portfit::hal_manifest;
using portfit::manifest_reading;
using portfit::matrix_level;
using portfit::matrix_reading;
using portfit::read_compatibility_matrix;
using portfit::read_hal_manifest;
using portfit_test::text_of_file;

matrix_reading matrix(const std::string& inside,
                      const std::string& head = "version=\"9.0\" type=\"framework\" level=\"5\"", int era = 15) {
  return read_compatibility_matrix("<compatibility-matrix " + head + ">\n" + inside + "\n</compatibility-matrix>",
                                   "m.xml", {era});
}

manifest_reading manifest(const std::string& inside, const std::string& version = "2.0",
                          const std::string& type = "device") {
  return read_hal_manifest("<manifest version=\"" + version + "\" type=\"" + type + "\">\n" + inside + "\n</manifest>",
                           "v.xml");
}

/// A HIDL HAL of a manifest.
std::string hidl(const std::string& inside, const std::string& attributes = "") {
  return "<hal format=\"hidl\"" + attributes + "><name>foo</name><transport>hwbinder</transport>" + inside + "</hal>";
}

std::string aidl(const std::string& inside) { return "<hal format=\"aidl\"><name>foo</name>" + inside + "</hal>"; }

/// The codes of what was remarked, joined by blanks.
std::string codes(const diagnostics& remarks) {
  std::string text;
  for (const auto& each : remarks) text += (text.empty() ? "" : " ") + each.code;
  return text;
}

std::string served(const hal_manifest& from) {
  std::string text;
  for (const auto& [name, hal] : from.hals)
    for (const auto& each : hal.instances) text += (text.empty() ? "" : " ") + to_text(each);
  return text;
}

TEST_CASE("versions, interfaces and instances of a manifest are written out") {
  const auto read =
      manifest(hidl("<version>1.0</version><version>2.1</version>"
                    "<interface><name>IFoo</name><instance>a</instance><instance>b/c</instance></interface>"
                    "<fqname>@3.0::IBar/x</fqname>"));
  CHECK(codes(read.remarks).empty());
  CHECK(served(read.manifest) == "@1.0::IFoo/a @1.0::IFoo/b/c @2.1::IFoo/a @2.1::IFoo/b/c @3.0::IBar/x");
  CHECK(read.manifest.hals.begin()->second.where.line == 2);
}

TEST_CASE("an AIDL HAL has version 1 where it says none, and no version in its names") {
  CHECK(served(manifest(aidl("<fqname>IFoo/a</fqname>")).manifest) == "IFoo/a (@1)");
  CHECK(served(manifest(aidl("<version>3</version><fqname>IFoo/a</fqname>"
                             "<interface><name>IBar</name><instance>b</instance></interface>"))
                   .manifest) == "IBar/b (@3) IFoo/a (@3)");
  CHECK(codes(manifest(aidl("<fqname>@1.0::IFoo/a</fqname>")).remarks) == "bad_text");
  CHECK(codes(manifest(aidl("<version>1.0</version><fqname>IFoo/a</fqname>")).remarks) == "bad_text");
  CHECK(codes(manifest(aidl("<version>1</version><version>2</version>")).remarks) == "duplicate_version");
}

TEST_CASE("an instance twice in one major version: older formats keep the higher, newer refuse") {
  const std::string twice = hidl("<fqname>@1.0::IFoo/a</fqname><fqname>@1.2::IFoo/a</fqname>");
  CHECK(served(manifest(twice).manifest) == "@1.2::IFoo/a");
  CHECK(codes(manifest(twice).remarks).empty());
  CHECK(codes(manifest(twice, "6.0").remarks) == "duplicate_instance");
  const std::string apart = hidl("<fqname>@1.0::IFoo/a</fqname>") + hidl("<fqname>@1.2::IFoo/a</fqname>");
  CHECK(codes(manifest(apart).remarks).empty());
  CHECK(codes(manifest(apart, "6.0").remarks) == "conflict");
  CHECK(codes(manifest(hidl("<version>1.0</version>") + hidl("<version>1.1</version>")).remarks) == "conflict");
}

TEST_CASE("transports go with formats") {
  const auto with = [](const std::string& format, const std::string& transport, const std::string& version = "2.0") {
    return codes(manifest("<hal format=\"" + format + "\"><name>foo</name>" + transport + "</hal>", version).remarks);
  };
  CHECK(with("hidl", "<transport arch=\"32+64\">passthrough</transport>").empty());
  CHECK(with("hidl", "<transport>passthrough</transport>") == "bad_transport");
  CHECK(with("hidl", "<transport arch=\"16\">passthrough</transport>") == "bad_attribute bad_transport");
  CHECK(with("hidl", "<transport arch=\"32\">hwbinder</transport>") == "bad_transport");
  CHECK(with("hidl", "<transport ip=\"::1\" port=\"9\">hwbinder</transport>") == "bad_transport");
  CHECK(with("hidl", "<transport ip=\"::1\" port=\"9\">inet</transport>") == "bad_transport");
  CHECK(with("hidl", "<transport>hwbinder</transport><transport>hwbinder</transport>") == "duplicate_element");
  CHECK(with("hidl", "") == "bad_transport");
  CHECK(with("hidl", "<transport>pigeon</transport>") == "bad_text");
  CHECK(with("native", "").empty());
  CHECK(with("native", "<transport>hwbinder</transport>") == "bad_transport");
  CHECK(with("aidl", "<transport ip=\"::1\" port=\"9\">inet</transport>").empty());
  CHECK(with("aidl", "<transport ip=\"::1\" port=\"9\" arch=\"64\">inet</transport>") == "bad_transport");
  CHECK(with("aidl", "<transport ip=\"::1\">inet</transport>") == "bad_transport");
  CHECK(with("aidl", "<transport ip=\"::1\" port=\"x\">inet</transport>") == "bad_attribute bad_transport");
  CHECK(with("aidl", "<transport port=\"9\">inet</transport>") == "bad_transport");
  CHECK(with("aidl", "<transport>hwbinder</transport>", "4.0") == "bad_transport");
  CHECK_FALSE(has_errors(
      manifest("<hal format=\"aidl\"><name>foo</name><transport>hwbinder</transport></hal>", "4.0").remarks));
  CHECK(has_errors(
      manifest("<hal format=\"aidl\"><name>foo</name><transport>hwbinder</transport></hal>", "5.0").remarks));
}

TEST_CASE("from format 6.0 a HAL has an instance, unless it overrides or is native") {
  CHECK(codes(manifest(hidl("<version>1.0</version>"), "6.0").remarks) == "no_instance");
  CHECK(codes(manifest(hidl("", " override=\"true\""), "6.0").remarks).empty());
  CHECK(codes(manifest("<hal format=\"native\"><name>foo</name><version>1.0</version></hal>", "6.0").remarks).empty());
}

TEST_CASE("native HALs need no interface") {
  const auto read = manifest("<hal format=\"native\"><name>mapper</name><fqname>@5.0/pixel</fqname></hal>");
  CHECK(codes(read.remarks).empty());
  CHECK(served(read.manifest) == "@5.0/pixel");
  CHECK(codes(manifest(hidl("<fqname>@5.0/pixel</fqname>")).remarks) == "bad_text");
}

TEST_CASE("names of instances that are none are told with their place") {
  for (const char* const name :
       {"", "IFoo", "@1.0::IFoo/", "@1.0::/a", "@1::IFoo/a", "@x::IFoo/a", "foo@1.0::IFoo/a", "IFoo/a", "1Foo/a"}) {
    CAPTURE(name);
    const auto read = manifest(hidl("\n<fqname>" + std::string(name) + "</fqname>"));
    CHECK(codes(read.remarks) == "bad_text");
    CHECK(read.remarks.front().where.line == 3);
  }
}

TEST_CASE("a device's manifest tells level, policy and kernel") {
  const auto read = read_hal_manifest(
      "<manifest version=\"1.0\" type=\"device\" target-level=\"4\"><sepolicy><version>30.0</version></sepolicy>"
      "<kernel version=\"4.14.1\" "
      "target-level=\"6\"><config><key>CONFIG_A</key><value>y</value></config></kernel></manifest>",
      "v.xml");
  CHECK(codes(read.remarks).empty());
  CHECK(read.manifest.level == matrix_level{4});
  CHECK(read.manifest.sepolicy == portfit::sepolicy_version{30, 0});
  CHECK(read.manifest.kernel->release == portfit::kernel_release{4, 14, 1});
  CHECK(read.manifest.kernel->options.at("CONFIG_A") == "y");
  CHECK(inferred_kernel_level(read.manifest) == matrix_level{6});
  hal_manifest plain;
  plain.level = matrix_level{4};
  CHECK(inferred_kernel_level(plain) == matrix_level{});
  plain.level = matrix_level{5};
  CHECK(inferred_kernel_level(plain) == matrix_level{5});
  CHECK(codes(manifest("<kernel version=\"4.14\"/>", "9.0").remarks) == "bad_attribute");
  CHECK(has_errors(manifest("<kernel version=\"4.14\"/>", "9.0").remarks));
  const auto older = manifest("<kernel version=\"4.14\"/>");
  CHECK_FALSE(has_errors(older.remarks));
  CHECK_FALSE(older.manifest.kernel->release);
  CHECK(codes(manifest("<sepolicy/>").remarks) == "missing_element");
}

TEST_CASE("a framework's manifest tells development kits and SDKs, and for which levels its HALs are") {
  const auto read = read_hal_manifest(text_of_file("tests/data/vintf/framework_manifest.xml"), "f.xml");
  CHECK(codes(read.remarks).empty());
  CHECK(read.manifest.side == portfit::vintf_side::framework);
  CHECK(read.manifest.vendor_ndks.front().libraries == std::set<std::string>{"libwood.so"});
  CHECK(read.manifest.system_sdks == std::set<std::string>{"30"});
  CHECK(read.manifest.hals.find("android.frameworks.desk")->second.highest_level == matrix_level{4});
  CHECK(codes(manifest("<vendor-ndk><version>30</version></vendor-ndk><vendor-ndk><version>30</version></vendor-ndk>",
                       "2.0", "framework")
                  .remarks) == "duplicate_version");
}

TEST_CASE("whether a HAL of a matrix is optional where it does not say depends on the era") {
  const std::string hal = "<hal format=\"hidl\"><name>foo</name><version>1.0</version></hal>";
  CHECK(matrix(hal).matrix.hals.begin()->second.optional);
  CHECK_FALSE(matrix(hal, "version=\"1.0\" type=\"framework\"", 14).matrix.hals.begin()->second.optional);
}

TEST_CASE("a matrix tells what it asks") {
  const auto read = matrix(
      "<hal format=\"hidl\" optional=\"false\"><name>foo</name><version>1.0-2</version><version>2.0</version>"
      "<interface><name>IFoo</name><instance>a</instance><regex-instance>b.*</regex-instance></interface></hal>"
      "<hal format=\"aidl\"><name>bar</name><interface><name>IBar</name><instance>a</instance></interface></hal>"
      "<sepolicy><kernel-sepolicy-version>30</kernel-sepolicy-version><sepolicy-version>30.0-1</sepolicy-version></"
      "sepolicy>"
      "<avb><vbmeta-version>1.0</vbmeta-version></avb>");
  CHECK(codes(read.remarks).empty());
  CHECK(required_text(read.matrix.hals.find("foo")->second) ==
        "@1.0-2::IFoo/a and @1.0-2::IFoo/b.* or @2.0::IFoo/a and @2.0::IFoo/b.*");
  CHECK(required_text(read.matrix.hals.find("bar")->second) == "IBar/a (@1)");
  CHECK(read.matrix.sepolicy->kernel_version == 30);
  CHECK(to_text(read.matrix.sepolicy->versions.front()) == "30.0-1");
  CHECK(read.matrix.vbmeta == portfit::hal_version{1, 0});
}

TEST_CASE("kernels of a matrix: types, conditions, levels") {
  const auto kernel = [](const std::string& inside) {
    return matrix("<kernel version=\"4.14.42\">" + inside + "</kernel>");
  };
  const auto option = [](const std::string& type, const std::string& value) {
    return "<config><key>CONFIG_A</key><value type=\"" + type + "\">" + value + "</value></config>";
  };
  CHECK(kernel(option("string", "")).matrix.kernels.front().options.front().kind == portfit::kernel_value_kind::word);
  CHECK(kernel(option("tristate", "y")).matrix.kernels.front().level == matrix_level{5});
  CHECK(codes(kernel(option("int", "0x1F")).remarks).empty());
  CHECK(codes(kernel(option("range", "1-16")).remarks).empty());
  CHECK(codes(kernel(option("int", "y")).remarks) == "bad_text");
  CHECK(codes(kernel(option("range", "16")).remarks) == "bad_text");
  CHECK(codes(kernel(option("tristate", "yes")).remarks) == "bad_text");
  CHECK(codes(kernel(option("colour", "y")).remarks) == "bad_attribute");
  CHECK(codes(kernel("<conditions>" + option("tristate", "y") + "</conditions>").remarks) == "conditional_kernel");
  CHECK(codes(matrix("<kernel version=\"4.14.1\"/><kernel version=\"4.14.2\"/>").remarks) == "conflict");
  CHECK(codes(matrix("<kernel version=\"4.14.1\"/><kernel version=\"4.14.2\" level=\"6\"/>").remarks).empty());
}

TEST_CASE("bad values of attributes are errors from format 9.0 on and count as left out before") {
  CHECK(codes(matrix("", "version=\"9.0\" type=\"framework\" level=\"9\"").remarks) == "bad_attribute");
  CHECK(has_errors(matrix("", "version=\"9.0\" type=\"framework\" level=\"9\"").remarks));
  const auto older = matrix("", "version=\"8.0\" type=\"framework\" level=\"9\"");
  CHECK_FALSE(has_errors(older.remarks));
  CHECK_FALSE(older.matrix.level.given());
  CHECK(matrix("", "version=\"1.0\" type=\"framework\" level=\"9\"", 14).matrix.level == matrix_level{9});
}

TEST_CASE("a document of another kind, side or time is refused") {
  CHECK(codes(read_compatibility_matrix("<manifest version=\"1.0\" type=\"device\"/>", "m").remarks) == "wrong_root");
  CHECK(codes(read_hal_manifest("<compatibility-matrix version=\"1.0\" type=\"device\"/>", "m").remarks) ==
        "wrong_root");
  CHECK(codes(manifest("", "9.1").remarks) == "new_format");
  CHECK(codes(matrix("", "version=\"8.0\" type=\"framework\"", 14).remarks) == "new_format");
  CHECK(codes(manifest("", "x").remarks) == "bad_attribute");
  CHECK(codes(manifest("", "1.0", "table").remarks) == "bad_attribute");
}

TEST_CASE("a pattern that is none is told, and matches nothing") {
  for (const char* const pattern : {"[a", "+", "(", "a{2,1}"}) {
    CAPTURE(pattern);
    const auto read = matrix(
        "<hal format=\"hidl\"><name>foo</name><version>1.0</version><interface><name>IFoo</name>"
        "<regex-instance>" +
        std::string(pattern) + "</regex-instance></interface></hal>");
    CHECK(codes(read.remarks) == "bad_pattern");
    CHECK_FALSE(has_errors(read.remarks));
    REQUIRE(read.matrix.hals.size() == 1);
    CHECK_FALSE(read.matrix.hals.begin()->second.instances.front().matches(pattern));
  }
}

TEST_CASE("what may stand once and stands twice is told") {
  const auto twice = [](const std::string& text) { return text + '\n' + text; };
  const std::string policy = "<sepolicy><kernel-sepolicy-version>30</kernel-sepolicy-version></sepolicy>";
  CHECK(codes(matrix(twice(policy)).remarks) == "duplicate_element");
  CHECK(matrix(twice(policy)).remarks.front().where.line == 3);
  CHECK(codes(matrix(twice("<avb><vbmeta-version>1.0</vbmeta-version></avb>")).remarks) == "duplicate_element");
  CHECK(codes(matrix("<kernel version=\"4.4.1\">" + twice("<conditions/>") + "</kernel>").remarks) ==
        "duplicate_element");
  const std::string device = "version=\"1.0\" type=\"device\"";
  CHECK(codes(matrix(twice("<vendor-ndk><version>P</version></vendor-ndk>"), device).remarks) == "duplicate_element");
  CHECK(codes(matrix(twice("<system-sdk/>"), device).remarks) == "duplicate_element");
  CHECK(codes(matrix("<system-sdk>" + twice("<version>P</version>") + "</system-sdk>", device).remarks) ==
        "duplicate_element");
  CHECK(codes(manifest(twice("<sepolicy><version>30.0</version></sepolicy>")).remarks) == "duplicate_element");
  CHECK(codes(manifest(twice("<kernel/>")).remarks) == "duplicate_element");
  CHECK(codes(manifest("<vendor-ndk><version>P</version>" + twice("<library>a.so</library>") + "</vendor-ndk>", "2.0",
                       "framework")
                  .remarks) == "duplicate_element");
  CHECK(codes(manifest(hidl(twice("<fqname>@1.0::IFoo/a</fqname>"))).remarks) == "duplicate_element");
  CHECK(codes(matrix("<sepolicy><sepolicy-version>30.0</sepolicy-version></sepolicy>").remarks) == "missing_element");
}

TEST_CASE("who gives access and who alone has it") {
  CHECK(codes(manifest(aidl("<accessor>IAccessor/a</accessor><fqname>IFoo/a</fqname>"), "9.0").remarks).empty());
  CHECK(codes(manifest(aidl("<accessor/><fqname>IFoo/a</fqname>"), "9.0").remarks) == "bad_text");
  CHECK(codes(manifest(aidl("<accessor>a</accessor><accessor>b</accessor><fqname>IFoo/a</fqname>"), "9.0").remarks) ==
        "duplicate_element");
  const auto exclusive = [](const std::string& to, const std::string& version) {
    return manifest("<hal format=\"native\" exclusive-to=\"" + to + "\"><name>foo</name></hal>", version);
  };
  CHECK(exclusive("virtual-machine", "9.0").manifest.hals.begin()->second.exclusive_to == "virtual-machine");
  CHECK(codes(exclusive("moon", "9.0").remarks) == "bad_attribute");
  CHECK(exclusive("moon", "8.0").manifest.hals.begin()->second.exclusive_to.empty());
  CHECK(codes(matrix("<hal format=\"native\" exclusive-to=\"moon\"><name>foo</name></hal>").remarks) ==
        "bad_attribute");
  CHECK(codes(matrix("<hal format=\"native\" updatable-via-apex=\"yes\"><name>foo</name></hal>").remarks) ==
        "bad_attribute");
}

TEST_CASE("files of a matrix are optional; each of a manifest is listed once") {
  const auto file = [](const std::string& attributes, const std::string& inside) {
    return codes(matrix("<xmlfile " + attributes + "><name>profiles</name>" + inside + "</xmlfile>").remarks);
  };
  CHECK(file("format=\"dtd\" optional=\"true\"", "<version>2.0-1</version><path>/a.dtd</path>").empty());
  CHECK(file("format=\"xsd\"", "<version>2.0</version>") == "required_file");
  CHECK(file("format=\"txt\" optional=\"true\"", "<version>2.0</version>") == "bad_attribute");
  CHECK(file("format=\"xsd\" optional=\"true\"", "") == "missing_element");
  CHECK(file("format=\"xsd\" optional=\"true\"", "<version>2</version>") == "bad_text");
  const std::string served_file = "<xmlfile><name>profiles</name><version>1.0</version></xmlfile>";
  CHECK(manifest(served_file).manifest.xml_files == std::set<portfit::xml_file>{{"profiles", {1, 0}}});
  CHECK(codes(manifest(served_file + served_file).remarks) == "duplicate_element");
  CHECK(codes(manifest("<xmlfile><name>profiles</name></xmlfile>").remarks) == "missing_element");
}

TEST_CASE("one HAL has a rule of its own") {
  const auto wrapper = [](const std::string& versions) {
    return codes(matrix("<hal format=\"native\"><name>netutils-wrapper</name>" + versions + "</hal>").remarks);
  };
  CHECK(wrapper("<version>1.0</version>").empty());
  CHECK(wrapper("<version>1.1</version>") == "bad_text");
  CHECK(wrapper("<version>1.0-1</version>") == "bad_text");
  CHECK(wrapper("<version>1.0</version><version>2.0</version>") == "bad_text");
  CHECK(codes(manifest("<hal format=\"native\"><name>netutils-wrapper</name><version>1.1</version></hal>").remarks) ==
        "bad_text");
}

TEST_CASE("what is no XML, no text or too much is refused with a place") {
  const auto first = [](const std::string& text, portfit::vintf_limits limits = {}) {
    const auto read = read_hal_manifest(text, "v.xml", {}, limits);
    return read.remarks.empty() ? std::string("nothing") : to_text(read.remarks.front());
  };
  CHECK(first("").find("v.xml:1:1: error[bad_xml]") == 0);
  CHECK(first("<manifest version=\"1.0\" type=\"device\">\n<hal>").find("v.xml:2:") == 0);
  CHECK(first("<!-- nothing -->").find("error[bad_xml]") != std::string::npos);
  CHECK(first("plain").find("error[bad_xml]") != std::string::npos);
  CHECK(first("<a>\xff</a>").find("error[binary_file]") != std::string::npos);
  CHECK(first("<a>" + std::string(1, '\0') + "</a>").find("error[binary_file]") != std::string::npos);
  CHECK(first(std::string(200, ' '), {100, 100, 100}).find("error[too_large]") != std::string::npos);
  std::string deep;
  for (int level = 0; level < 100000; ++level) deep += "<a>";
  for (int level = 0; level < 100000; ++level) deep += "</a>";
  CHECK(first(deep).find("error[too_deep]") != std::string::npos);
}

TEST_CASE("entities of a document type are not expanded") {
  std::string bomb = "<!DOCTYPE m [<!ENTITY a0 \"xxxxxxxxxx\">";
  for (int level = 1; level < 30; ++level)
    bomb += "<!ENTITY a" + std::to_string(level) + " \"&a" + std::to_string(level - 1) + ";&a" +
            std::to_string(level - 1) + ";\">";
  bomb += "]><manifest version=\"1.0\" type=\"device\"><hal format=\"native\"><name>&a29;</name></hal></manifest>";
  const auto read = read_hal_manifest(bomb, "v.xml");
  REQUIRE(read.manifest.hals.size() == 1);
  CHECK(read.manifest.hals.begin()->first == "&a29;");
}

TEST_CASE("writing out versions by instances is bounded") {
  std::string versions;
  std::string instances;
  for (int each = 0; each < 1000; ++each) {
    versions += "<version>" + std::to_string(each) + ".0</version>";
    instances += "<instance>i" + std::to_string(each) + "</instance>";
  }
  const auto read = manifest(hidl(versions + "<interface><name>IFoo</name>" + instances + "</interface>"));
  CHECK(codes(read.remarks) == "too_many");
  std::string hals;
  for (int each = 0; each < 6000; ++each) hals += "<hal format=\"native\"><name>foo</name></hal>";
  CHECK(codes(manifest(hals).remarks) == "too_many");
  CHECK(codes(matrix(hals).remarks) == "too_many");
  CHECK(codes(matrix("<kernel version=\"4.14.1\"/>" + hals).remarks) == "too_many");
}

TEST_CASE("whatever bytes come, reading ends, the same way each time") {
  const std::vector<std::string> files{"framework/matrix.5.xml", "framework_manifest.xml", "device_matrix.xml",
                                       "good.xml"};
  std::vector<std::string> texts;
  for (const std::string& each : files) texts.push_back(text_of_file("tests/data/vintf/" + each));
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    portfit_test::random_source draw(seed);
    std::string text = draw.pick(texts);
    REQUIRE_FALSE(text.empty());
    for (std::size_t count = 1 + draw.below(4); count > 0; --count) {
      const std::size_t at = draw.below(text.size());
      if (draw.below(3) == 0)
        text.erase(at, 1 + draw.below(40));
      else if (draw.below(2) == 0)
        text.insert(at, text.substr(draw.below(text.size()), draw.below(60)));
      else
        text[at] = static_cast<char>(draw.below(256));
      if (text.empty()) text = "<";
    }
    const auto first = read_compatibility_matrix(text, "x");
    CHECK(first.remarks == read_compatibility_matrix(text, "x").remarks);
    const auto served_by = read_hal_manifest(text, "x");
    CHECK(served_by.remarks == read_hal_manifest(text, "x").remarks);
    static_cast<void>(check_compatibility(first.matrix, served_by.manifest));
  }
}

}  // namespace
