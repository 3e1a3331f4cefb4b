#pragma once

#include "support/case_checks.hpp"

#include <portfit/analysis/schedule.hpp>

/// How long a recommended plan takes: the longest path through its prerequisites, parallel otherwise, in months.
namespace portfit_test {

inline portfit::estimate duration_of(const portfit::catalog& world, const case_question& asked) {
  portfit::schedule_options options;
  options.assess = options_of(asked).assess;
  return make_schedule(world, world.systems.at(asked.os), world.devices.at(asked.device), market_of(world, asked),
                       answer_of(world, asked).remedies, options)
      .duration;
}

}  // namespace portfit_test
