#include <portfit/report/vintf_text.hpp>

#include <portfit/report/json_vintf.hpp>

#include <doctest/doctest.h>

#include <sstream>
#include <string>

namespace {

portfit::vintf_report small_vintf_report() {
  using portfit::requirement_kind;
  portfit::vintf_report report;
  report.inputs = 255;
  portfit::vintf_part part{"a against b", {}, {}};
  part.result.unmet = {{requirement_kind::hal, "foo", "@1.0::IFoo/a", "nothing", {"m.xml", 7, 2}},
                       {requirement_kind::kernel_option, "CONFIG_A", "y", "n", {}}};
  part.result.changes = {{requirement_kind::hal, "foo", "serve foo"},
                         {requirement_kind::kernel_option, "CONFIG_A", "set it"}};
  report.parts = {part, {"c against d", {}, {}}};
  report.parts.back().result.changes = {part.result.changes.front()};
  return report;
}

template <class Report>
std::string written_vintf(const Report& report, bool as_json) {
  std::ostringstream out;
  if (as_json)
    write_json(out, report);
  else
    write_text(out, report);
  return out.str();
}

TEST_CASE("a compatibility report tells verdict, requirements and each change once") {
  const std::string text = written_vintf(small_vintf_report(), false);
  CHECK(text.substr(text.find('\n')) ==
        "\nINCOMPATIBLE: 2 unmet requirements, 2 changes would meet them\n"
        "\na against b\n"
        "  HAL foo (m.xml:7)\n    required: @1.0::IFoo/a\n    provided: nothing\n"
        "  kernel option CONFIG_A\n    required: y\n    provided: n\n"
        "\nc against d: nothing found wanting\n"
        "\nThe fewest changes:\n  1. serve foo\n  2. set it\n");
  CHECK(text.find("rules of Android 15, inputs 00000000000000ff") != std::string::npos);
}

TEST_CASE("what was not checked is told at the end") {
  portfit::vintf_report report = small_vintf_report();
  report.unchecked = {"kernel", "vbmeta"};
  CHECK(written_vintf(report, false).ends_with("\n\nAsked too, but not given and so not checked: kernel, vbmeta\n"));
  CHECK(written_vintf(report, true).find("\"unchecked\": [\n    \"kernel\",\n    \"vbmeta\"\n  ]") !=
        std::string::npos);
}

TEST_CASE("a search tells what it found, without changes") {
  portfit::vintf_report report;
  report.bad_word = "FOUND";
  report.parts = {{"unused", {}, {{"foo", {{1, 0}, "IFoo", "a"}, "nobody asks", {"v.xml", 3, 1}}}}};
  const std::string text = written_vintf(report, false);
  CHECK(text.find("\nFOUND: 1 finding\n\nunused\n  foo @1.0::IFoo/a: nobody asks (v.xml:3)\n") != std::string::npos);
  CHECK(text.find("fewest") == std::string::npos);
  const std::string json = written_vintf(report, true);
  CHECK(json.find("\"instance\": \"@1.0::IFoo/a\"") != std::string::npos);
}

TEST_CASE("a compatibility report as JSON tells the class at which libvintf would stop") {
  const std::string json = written_vintf(small_vintf_report(), true);
  CHECK(json.find("\"verdict\": \"INCOMPATIBLE\",\n  \"distance\": 2,") != std::string::npos);
  CHECK(json.find("\"first_error_class\": \"HAL\"") != std::string::npos);
  CHECK(json.find("\"kind\": \"kernel_option\",\n          \"name\": \"CONFIG_A\"") != std::string::npos);
  CHECK(written_vintf(portfit::vintf_report{}, true).find("\"verdict\": \"COMPATIBLE\"") != std::string::npos);
}

}  // namespace
