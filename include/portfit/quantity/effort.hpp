#pragma once

#include <portfit/quantity/amount.hpp>
#include <portfit/quantity/money.hpp>

namespace portfit {

/// Tag of `effort`.
struct effort_unit {};

/// Work in person-months.
using effort = amount<effort_unit>;

/// What an effort costs at a price per person-month (the catalog's `person_month`).
[[nodiscard]] constexpr money price_of(effort work, money person_month) { return person_month * work.value(); }

}  // namespace portfit
