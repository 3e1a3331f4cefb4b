#pragma once

#include <portfit/quantity/amount.hpp>

namespace portfit {

/// Tag of `duration`.
struct duration_unit {};

/// A span of calendar time in months (a year is 12 of them).
using duration = amount<duration_unit>;

}  // namespace portfit
