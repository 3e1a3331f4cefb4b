#include <portfit/catalog/catalog.hpp>

#include <doctest/doctest.h>

// What a catalog means where it does not say: each of these is a promise of docs/catalog.md, and values built in C++ rely on it.

using namespace portfit;

TEST_CASE("defaults: a clause is strict until it says otherwise") {
  const forbidden_act act;
  CHECK(act.accept == acceptance::never);
  CHECK_FALSE(act.forfeits_grants);
  CHECK(act.enforced == estimate::exactly(1));
  CHECK_FALSE(act.exposed.has_value());  // not stated is not nothing
  CHECK(requirement().must);
}

TEST_CASE("defaults: work is ours, for one system on one device, and succeeds") {
  const remedy work;
  CHECK(work.paid_by == "os");
  CHECK(work.by == "os");
  CHECK(work.once_per == std::set<sharing>{sharing::os, sharing::device});
  CHECK(work.works.empty());
  CHECK(hazard().once_per == work.once_per);
}

TEST_CASE("defaults: nothing asked for holds, a bare name asks for yes, a bare service for all of it") {
  const expression nothing;
  CHECK(nothing.is == expression::operation::all_of);
  CHECK(nothing.parts.empty());
  const condition bare;
  CHECK(bare.compares == comparison::equal);
  CHECK(bare.bound == fact_value(1.0));
  CHECK(bare.coverage == 1);
  CHECK_FALSE(bare.coverage_named);
}
