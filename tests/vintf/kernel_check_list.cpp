#include <portfit/vintf/kernel_check_list.hpp>

#include <doctest/doctest.h>

#include <string>

namespace {

using portfit::kernel_check_list;
using portfit::kernel_options;
using portfit::listed_option;
using portfit::listed_value_kind;
using portfit::detail::read_listed_release;
using portfit::detail::read_release_bound;

kernel_check_list list_of(const listed_option& option, const std::string& bound = ">=0",
                          const std::string& architecture = "") {
  kernel_check_list list;
  list.sections.push_back({"one", {*read_release_bound(bound)}, {}, {option}});
  if (!architecture.empty()) list.sections.back().architectures = {architecture};
  list.aliases["all"] = {"one", "two"};
  return list;
}

bool met(const listed_option& option, const kernel_options& options) {
  const auto list = list_of(option);
  return find_unmet_options(list, "one", "6.1", "arm", options)->empty();
}

TEST_CASE("a module is as good as built in, and not there as good as n") {
  for (const char* const asked : {"y", "m"}) {
    CHECK(met({"A", listed_value_kind::tristate, {asked}, {}}, {{"CONFIG_A", "y"}}));
    CHECK(met({"A", listed_value_kind::tristate, {asked}, {}}, {{"CONFIG_A", "m"}}));
    CHECK_FALSE(met({"A", listed_value_kind::tristate, {asked}, {}}, {{"CONFIG_A", "n"}}));
    CHECK_FALSE(met({"A", listed_value_kind::tristate, {asked}, {}}, {}));
  }
  CHECK(met({"A", listed_value_kind::tristate, {"n"}, {}}, {}));
  CHECK(met({"A", listed_value_kind::tristate, {"n"}, {}}, {{"CONFIG_A", "n"}}));
  CHECK_FALSE(met({"A", listed_value_kind::tristate, {"n"}, {}}, {{"CONFIG_A", "m"}}));
}

TEST_CASE("of a list each part must be there; a text must be the same") {
  const listed_option parts{"A", listed_value_kind::parts, {"x", "z"}, {}};
  CHECK(met(parts, {{"CONFIG_A", "\"z,y,x\""}}));
  CHECK_FALSE(met(parts, {{"CONFIG_A", "\"zz,x\""}}));
  CHECK_FALSE(met(parts, {}));
  const listed_option word{"A", listed_value_kind::word, {"x,z"}, {}};
  CHECK(met(word, {{"CONFIG_A", "\"x,z\""}}));
  CHECK_FALSE(met(word, {{"CONFIG_A", "\"z,x\""}}));
}

TEST_CASE("candidates come before the release, and missing parts are zero") {
  const auto before = [](const char* a, const char* b) { return *read_listed_release(a) < *read_listed_release(b); };
  CHECK(before("6.18_rc1", "6.18"));
  CHECK(before("6.18_rc1", "6.18-rc2"));
  CHECK(before("6.17.9", "6.18_rc1"));
  CHECK(*read_listed_release("6.1") == *read_listed_release("6.1.0-downstream"));
  CHECK_FALSE(read_listed_release("x"));
  CHECK_FALSE(read_release_bound("6.1"));
}

TEST_CASE("a section applies by category or alias, release and architecture") {
  const listed_option option{"A", listed_value_kind::tristate, {"y"}, {}};
  const auto unmet = [&](const std::string& bound, const std::string& architecture, const std::string& category) {
    const auto list = list_of(option, bound, architecture);
    return find_unmet_options(list, category, "6.1", "arm", {})->size();
  };
  CHECK(unmet(">=6.1", "", "one") == 1);
  CHECK(unmet(">6.1", "", "one") == 0);
  CHECK(unmet("<=6.1", "", "all") == 1);
  CHECK(unmet("<6.1", "", "one") == 0);
  CHECK(unmet("=6.1", "arm", "one") == 1);
  CHECK(unmet(">=0", "x86", "one") == 0);
  CHECK(unmet(">=0", "", "two") == 0);
  const auto list = list_of(option);
  CHECK_FALSE(find_unmet_options(list, "one", "unknown", "arm", {}));
  CHECK(list.knows("all"));
  CHECK_FALSE(list.knows("two"));
}

TEST_CASE("what is not as asked becomes a requirement with what to set") {
  const auto list = list_of({"A", listed_value_kind::tristate, {"m"}, {"list", 3, 1}});
  const auto result = unmet_requirements(*find_unmet_options(list, "one", "6.1", "arm", {{"CONFIG_A", "n"}}));
  REQUIRE(result.unmet.size() == 1);
  CHECK(result.unmet.front().name == "CONFIG_A");
  CHECK(result.unmet.front().required == "y or m");
  CHECK(result.unmet.front().provided == "n");
  CHECK(result.unmet.front().where.line == 3);
  CHECK(result.changes.front().text == "set CONFIG_A=m in the kernel");
}

}  // namespace
