#include <portfit/vintf/check_kernel.hpp>

#include <portfit/vintf/combine_matrices.hpp>

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace {

using portfit::check_kernel;
using portfit::kernel_description;
using portfit::kernel_release;
using portfit::kernel_requirement;
using portfit::kernel_result;
using portfit::kernel_value_kind;
using portfit::matrix_level;
using portfit::requirement_kind;

kernel_description kernel_with(kernel_release release, portfit::kernel_options options = {}) {
  return {release, {}, std::move(options)};
}

kernel_requirement needs(kernel_release lowest, std::uint32_t level, const std::string& option) {
  return {lowest, matrix_level{level}, {}, {{option, kernel_value_kind::tristate, "y"}}, {}};
}

bool has(kernel_value_kind kind, const std::string& wanted, const std::string& value) {
  const std::vector<kernel_requirement> asked{{{4, 14, 0}, matrix_level{1}, {}, {{"CONFIG_X", kind, wanted}}, {}}};
  return check_kernel(asked, kernel_with({4, 14, 0}, {{"CONFIG_X", value}}), {}).compatible();
}

std::string kernel_unmet(const kernel_result& result) {
  std::string text;
  for (const auto& each : result.unmet)
    text += (text.empty() ? "" : " ") + to_text(each.kind) + (each.name.empty() ? "" : ":" + each.name);
  return text;
}

TEST_CASE("values are compared by their type") {
  CHECK(has(kernel_value_kind::word, "a,b", "\"a,b\""));
  CHECK_FALSE(has(kernel_value_kind::word, "a,b", "a,b"));
  CHECK_FALSE(has(kernel_value_kind::word, "", "\""));
  CHECK(has(kernel_value_kind::word, "", "\"\""));
  CHECK(has(kernel_value_kind::number, "64", "0x40"));
  CHECK(has(kernel_value_kind::number, "010", "8"));
  CHECK(has(kernel_value_kind::number, "-1", "0xffffffffffffffff"));
  CHECK(has(kernel_value_kind::number, "", "0"));
  CHECK_FALSE(has(kernel_value_kind::number, "", " "));
  CHECK_FALSE(has(kernel_value_kind::number, "64", "64k"));
  CHECK_FALSE(has(kernel_value_kind::number, "0", "y"));
  CHECK_FALSE(has(kernel_value_kind::number, "9", "09"));
  CHECK(has(kernel_value_kind::range, "1-16", "1-0x10"));
  CHECK_FALSE(has(kernel_value_kind::range, "1-16", "8"));  // no containment
  CHECK_FALSE(has(kernel_value_kind::range, "1-16", "1-15"));
  CHECK(has(kernel_value_kind::tristate, "m", "m"));
  CHECK_FALSE(has(kernel_value_kind::tristate, "y", "m"));
}

TEST_CASE("an option that is not there passes where n is asked, and nowhere else") {
  const auto missing = [](kernel_value_kind kind, const std::string& value) {
    const std::vector<kernel_requirement> asked{{{4, 14, 0}, matrix_level{1}, {}, {{"CONFIG_X", kind, value}}, {}}};
    return check_kernel(asked, kernel_with({4, 14, 0}), {}).compatible();
  };
  CHECK(missing(kernel_value_kind::tristate, "n"));
  CHECK_FALSE(missing(kernel_value_kind::tristate, "y"));
  CHECK_FALSE(missing(kernel_value_kind::word, "n"));
  CHECK_FALSE(missing(kernel_value_kind::number, "0"));
}

TEST_CASE("only entries of the kernel's line concern it, from their release on") {
  const std::vector<kernel_requirement> asked{needs({4, 14, 100}, 3, "CONFIG_A"), needs({4, 19, 0}, 3, "CONFIG_B")};
  CHECK(check_kernel(asked, kernel_with({4, 14, 100}, {{"CONFIG_A", "y"}}), {}).compatible());
  CHECK(kernel_unmet(check_kernel(asked, kernel_with({4, 14, 99}, {{"CONFIG_A", "y"}}), {})) == "kernel_release");
  const auto other = check_kernel(asked, kernel_with({5, 4, 0}), {});
  REQUIRE(other.unmet.size() == 1);
  CHECK(other.unmet.front().required == "a kernel from 4.14.100, or from 4.19.0");
  CHECK(other.unmet.front().provided == "5.4.0");
}

TEST_CASE("conditions decide whether an entry applies, and all that apply must be met") {
  std::vector<kernel_requirement> asked{needs({4, 14, 0}, 3, "CONFIG_A"), needs({4, 14, 0}, 3, "CONFIG_B")};
  asked[1].conditions = {{"CONFIG_ARM", kernel_value_kind::tristate, "y"}};
  CHECK(check_kernel(asked, kernel_with({4, 14, 1}, {{"CONFIG_A", "y"}}), {}).compatible());
  CHECK(kernel_unmet(check_kernel(asked, kernel_with({4, 14, 1}, {{"CONFIG_ARM", "y"}}), {})) ==
        "kernel_option:CONFIG_A kernel_option:CONFIG_B");
  asked.erase(asked.begin());
  CHECK(kernel_unmet(check_kernel(asked, kernel_with({4, 14, 1}), {})) == "kernel_release");
}

TEST_CASE("a kernel without a level is held to the lowest, which must be below Android 11's") {
  const std::vector<kernel_requirement> asked{needs({4, 14, 0}, 4, "CONFIG_B"), needs({4, 14, 0}, 3, "CONFIG_A")};
  CHECK(check_kernel(asked, kernel_with({4, 14, 0}, {{"CONFIG_A", "y"}}), {}).compatible());
  CHECK(kernel_unmet(check_kernel(asked, kernel_with({4, 14, 0}, {{"CONFIG_B", "y"}}), {})) ==
        "kernel_option:CONFIG_A");
  const std::vector<kernel_requirement> newer{needs({4, 14, 0}, 5, "CONFIG_A")};
  CHECK(kernel_unmet(check_kernel(newer, kernel_with({4, 14, 0}, {{"CONFIG_A", "y"}}), {})) == "kernel_level");
}

TEST_CASE("a matrix without a level judges kernels without a level alone") {
  const kernel_requirement asked{{4, 14, 0}, {}, {}, {{"CONFIG_A", kernel_value_kind::tristate, "y"}}, {}};
  const auto unmet = [&](const portfit::kernel_options& options, matrix_level level) {
    return kernel_unmet(check_kernel(std::vector{asked}, kernel_with({4, 14, 9}, options), level));
  };
  CHECK(unmet({{"CONFIG_A", "y"}}, {}).empty());
  CHECK(unmet({}, {}) == "kernel_option:CONFIG_A");
  CHECK(unmet({{"CONFIG_A", "y"}}, matrix_level{4}) == "kernel_level");
}

TEST_CASE("a kernel with a level chooses among its own and higher ones; the fewest changes are told") {
  std::vector<kernel_requirement> asked{needs({4, 14, 0}, 3, "CONFIG_A"), needs({4, 14, 0}, 4, "CONFIG_B"),
                                        needs({4, 14, 0}, 5, "CONFIG_C")};
  asked[0].options.push_back({"CONFIG_D", kernel_value_kind::tristate, "y"});
  CHECK(check_kernel(asked, kernel_with({4, 14, 0}, {{"CONFIG_B", "y"}}), matrix_level{3}).compatible());
  CHECK(check_kernel(asked, kernel_with({4, 14, 0}, {{"CONFIG_C", "y"}}), matrix_level{4}).compatible());
  CHECK_FALSE(check_kernel(asked, kernel_with({4, 14, 0}, {{"CONFIG_B", "y"}}), matrix_level{5}).compatible());
  const auto none = check_kernel(asked, kernel_with({4, 14, 0}), matrix_level{3});
  CHECK(none.attempts.size() == 3);
  CHECK(kernel_unmet(none) == "kernel_option:CONFIG_B");
  CHECK(kernel_unmet(check_kernel(asked, kernel_with({4, 14, 0}), matrix_level{2})) == "kernel_level");
  CHECK(kernel_unmet(check_kernel(asked, kernel_with({4, 14, 0}), matrix_level{6})) == "kernel_release");
}

TEST_CASE("from level 6 on, and since Android 14, no higher level is a way") {
  const std::vector<kernel_requirement> asked{needs({5, 10, 0}, 6, "CONFIG_A"), needs({5, 10, 0}, 7, "CONFIG_B")};
  const auto kernel = kernel_with({5, 10, 0}, {{"CONFIG_B", "y"}});
  CHECK_FALSE(check_kernel(asked, kernel, matrix_level{6}).compatible());
  CHECK(check_kernel(asked, kernel, matrix_level{6}, {13}).compatible());
  CHECK(check_kernel(asked, kernel, matrix_level{7}).compatible());
}

TEST_CASE("releases of generic kernel images tell their level") {
  CHECK(portfit::level_of_release("5.10.43-android12-9-g1234") == matrix_level{6});
  CHECK(portfit::level_of_release("6.1.0-android14-2") == matrix_level{8});
  CHECK(portfit::level_of_release("6.6.0-android15-0") == matrix_level{202404});
  for (const char* const text :
       {"5.10.43", "5.10.43-android", "5.10.43-android12", "5.10.43-android9-1", "5.10.43-androidx-1"})
    CHECK_FALSE(portfit::level_of_release(text).given());
  CHECK(portfit::is_mainline_release("6.12.0-mainline-g123"));
  CHECK_FALSE(portfit::is_mainline_release("6.12.0-android16-1"));
}

TEST_CASE("releases are three numbers") {
  CHECK(portfit::read_kernel_release("4.14.180") == kernel_release{4, 14, 180});
  for (const char* const text : {"", "4.14", "4", "4.14.180.1", "4.14.x", "a.b.c"})
    CHECK_FALSE(portfit::read_kernel_release(text));
  CHECK(to_text(kernel_release{4, 14, 180}) == "4.14.180");
}

}  // namespace
