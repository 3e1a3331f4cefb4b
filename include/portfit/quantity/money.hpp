#pragma once

#include <portfit/quantity/amount.hpp>

namespace portfit {

/// Tag of `money`.
struct money_unit {};

/// Money in the catalog's own currency (`money:` at its head); conversion happens once, when the catalog is read.
using money = amount<money_unit>;

}  // namespace portfit
