#pragma once

#include "support/report_samples.hpp"

#include <portfit/analysis/sensitivity.hpp>

/// A sensitivity made by hand, for tests of what is printed of it: every kind of measure, undefined and infinite ones too.
namespace portfit_test {

[[nodiscard]] inline portfit::sensitivity sample_sensitivity() {
  portfit::sensitivity what;
  what.summary = sample_assessment();
  what.plan = {"M", "U"};
  what.likelihood = 0.75;
  what.score = 25.9375;
  what.best = 25.9375;
  what.events = {{"fact", "d1: c", "yes", 0.5, false, false, {0.75, 1, 0.5}},
                 {"success", "U: works", "works", 0.25, true, false, {0.75, 0.375, 0.875}},
                 {"stake", "v1 is willing", "willing on all terms", std::nullopt, false, false, {0.75, 0.75, 0.75}}};
  what.facts = {{"d1: ram", true, true, {{"4 GiB or more", 0.75, 0.875, 30}, {"below 4 GiB", 0.25, 0.375, 12.5}}},
                {"d1: idle", false, false, {{"one", 0.5, 0.75, 25}, {"two", 0.5, 0.75, 25}}}};
  what.derivatives = {{"success", "U: works", 0.25, -50, 0.1},
                      {"effort", "M: effort", 5, -0.5, 0.5},
                      {"scale", "scale", 200e3, 1e-5, 20e3},
                      {"floor", "policy floor", 0.5, 0, 0.1}};
  portfit::figure_swing fact{"fact", "d1: c", "unknown", {}, {}};
  fact.low = {"no", portfit::verdict::blocked, 0, 10, {}, true, true};
  fact.high = {"yes", portfit::verdict::undetermined, 40, 40, {"M", "U"}, false, false};
  portfit::figure_swing money{"payment", "M: pays vendor", "1000 USD to 2000 USD", {}, {}, true};
  money.low = {"1000 USD", portfit::verdict::undetermined, 26, 30, {"M"}, true, false};
  money.high = {"2000 USD", portfit::verdict::undetermined, 25, 25, {"M", "U"}, false, false};
  portfit::figure_swing idle{"units", "m1: units", "50 to 100", {}, {}, true};
  idle.low = idle.high = {"50", portfit::verdict::undetermined, 25.9375, 25.9375, {"M", "U"}, false, false};
  what.swings = {fact, money, idle};
  return what;
}

}  // namespace portfit_test
