#include <portfit/analysis/contagion.hpp>

#include <doctest/doctest.h>

using namespace portfit;

TEST_CASE("contagion: a breach may happen if it is done, open, or within reach of a plan") {
  breach what;
  CHECK_FALSE(what.may_happen());
  what.can_arise = true;
  CHECK(what.may_happen());
  what.can_arise = false;
  what.done = answer::unknown;
  CHECK(what.may_happen());
  what.done = answer::yes;
  CHECK(what.may_happen());
}
