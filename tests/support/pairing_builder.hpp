#pragma once

#include <portfit/catalog/builder.hpp>

#include <initializer_list>

namespace portfit_test {

/// A catalog as it would be written, with one pairing in it already: system `os`, device `d` of vendor `v` on platform `p`,
/// market `m`, asked as of 2024-04-01. Nothing is required and nothing is known.
struct pairing_builder : portfit::catalog_builder {
  pairing_builder() {
    as_of("2024-04-01");
    vendor("v");
    platform("p");
    device("d").vendor("v").platform("p");
    system("os");
    market("m");
  }
  /// Declares yes/no facts.
  pairing_builder& flags(std::initializer_list<const char*> names) {
    for (const char* const name : names) fact(name, "yes/no");
    return *this;
  }
};

/// What a builder made; mistakes in it fail the test. Compiled once, in pairing_builder.cpp: reading is a lot of code.
[[nodiscard]] portfit::catalog built(const portfit::catalog_builder& told);

}  // namespace portfit_test
