#include "support/case_durations.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>

// C17, C18, C23: durations, work that is not shared, and one cause for many.

using namespace portfit;
using namespace portfit_test;

namespace {

case_question first_phone(const std::string& os) { return {os, "new_phone"}; }

const case_question rfon{"rosa_mobile", "r_fon", "ru_any"};
const case_question second{"rosa_mobile", "second_phone", "ru_any"};

}  // namespace

TEST_CASE("C17 ordering: changed Android before Linux on Android's drivers before a kernel of one's own, by duration") {
  const catalog& world = read_case("c17_time_by_base");
  const estimate android = duration_of(world, first_phone("redos_m"));
  const estimate linux_phone = duration_of(world, first_phone("aurora"));
  const estimate own = duration_of(world, first_phone("kasperskyos"));
  CHECK(android.likely < linux_phone.likely);
  CHECK(linux_phone.likely < own.likely);
  CHECK(android.mean() < linux_phone.mean());
  CHECK(linux_phone.high < own.low);
}

TEST_CASE("C17 Kaspersky: promised for 2021, still far in October 2025: 58 months are within the range") {
  const estimate own = duration_of(read_case("c17_time_by_base"), first_phone("kasperskyos"));
  CHECK(own.low <= 58);
  CHECK(own.high >= 58);
}

TEST_CASE("C17 Nothing's adaptation to a device, 3 months, is the likely duration for a changed Android") {
  CHECK(duration_of(read_case("c17_time_by_base"), first_phone("redos_m")).likely == 3);
}

TEST_CASE("C17 control: by base, not by name") {
  const catalog swapped = changed_case("c17_time_by_base", [](catalog& world) {
    world.systems.at("redos_m").based_on = "own_kernel";
    world.systems.at("kasperskyos").based_on = "aosp_based";
  });
  CHECK(duration_of(swapped, first_phone("kasperskyos")).likely < duration_of(swapped, first_phone("redos_m")).likely);
}

TEST_CASE("C18 this device: feasible by writing its drivers") {
  const assessment made = answer_of(read_case("c18_rfon"), {"rosa_mobile", "r_fon", "ru_shops"});
  CHECK(made.verdict == verdict::feasible);
  CHECK(plans(made, "write_drivers"));
}

TEST_CASE("C18 second device: the drivers are written and paid again, same chip or not") {
  const catalog& world = read_case("c18_rfon");
  const assessment one = answer_of(world, rfon);
  const assessment two = answer_of(world, second);
  CHECK(one.remedies == two.remedies);
  CHECK(one.plan.cost.mean == two.plan.cost.mean);
  const std::set<sharing>& drivers = world.remedies.at("write_drivers").once_per;
  CHECK(drivers.contains(sharing::device));
  CHECK(world.remedies.at("mainline_the_chip").once_per == std::set<sharing>{sharing::platform});  // that would be
}

TEST_CASE("C18 trust: undetermined, no source was published") {
  const explanation told = explained(read_case("c18_rfon"), {"rosa_mobile", "r_fon", "ru_sensitive"});
  CHECK(told.summary.verdict == verdict::undetermined);
  CHECK(std::any_of(told.unknowns.begin(), told.unknowns.end(),
                    [](const reason& each) { return each.subject == "r_fon: firmware_source"; }));
  const catalog published = changed_case(
      "c18_rfon", [](catalog& world) { restate(world.devices.at("r_fon").facts, "firmware_source", 1.0); });
  CHECK(verdict_of(published, {"rosa_mobile", "r_fon", "ru_sensitive"}) == verdict::feasible);
}

TEST_CASE("C23 before: all fourteen are ready") {
  const catalog& world = read_case("c23_msm8916");
  CHECK(world.devices.size() == 14);
  for (const auto& [id, device] : world.devices)
    CHECK_MESSAGE(verdict_of(world, {"postmarketos_community", id}) == verdict::ready, id);
}

TEST_CASE("C23 after: all fourteen are blocked, by one cause, the kernel of the chip") {
  const catalog& world = read_case("c23_msm8916");
  std::set<std::string> causes;
  for (const auto& [id, device] : world.devices) {
    const explanation told = explained(world, {"postmarketos_community", id, "", "2025-11-10"});
    CHECK_MESSAGE(blocks(told, "postmarketos_community: fresh_kernel"), id);
    CHECK_MESSAGE(blocks(told, "msm8916: shared_kernel"), id);
    for (const auto& conflict : told.conflicts)
      for (const reason& each : conflict) causes.insert(each.subject);
  }
  // Nothing of a single device is among them: fourteen pairs, one story.
  CHECK(causes == std::set<std::string>{"msm8916: kernel_kept", "msm8916: shared_kernel",
                                        "postmarketos_community: fresh_kernel"});
}

TEST_CASE("C23 controls: a kernel that is kept, a device on another chip") {
  const catalog kept = changed_case(
      "c23_msm8916", [](catalog& world) { restate(world.platforms.at("msm8916").facts, "kernel_kept", 1.0); });
  CHECK(verdict_of(kept, {"postmarketos_community", "bq-paella", "", "2025-11-10"}) == verdict::feasible);
  const catalog moved = changed_case("c23_msm8916", [](catalog& world) {
    portfit::platform elsewhere = world.platforms.at("msm8916");
    elsewhere.id = "sdm845";
    restate(elsewhere.facts, "shared_kernel", 3.0);  // community, by its place
    world.platforms["sdm845"] = elsewhere;
    world.devices.at("bq-paella").platform = "sdm845";
    restate(world.devices.at("bq-paella").facts, "ported", 1.0);
  });
  CHECK(verdict_of(moved, {"postmarketos_community", "bq-paella", "", "2025-11-10"}) == verdict::ready);
}
