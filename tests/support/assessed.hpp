#pragma once

#include "support/pairing_builder.hpp"

#include <portfit/analysis/assess.hpp>

namespace portfit_test {

/// The assessment of `os` on `d` for `m`. Compiled once, in assessed.cpp.
[[nodiscard]] portfit::assessment assessed(const portfit::catalog& world, const portfit::assess_options& options = {});
[[nodiscard]] portfit::assessment assessed(const portfit::catalog_builder& told,
                                           const portfit::assess_options& options = {});

/// Every figure of an assessment to the last bit, one line each.
[[nodiscard]] std::string all_figures(const portfit::assessment& answer);

}  // namespace portfit_test
