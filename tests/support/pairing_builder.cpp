#include "support/pairing_builder.hpp"

#include <doctest/doctest.h>

#include <utility>

namespace portfit_test {

portfit::catalog built(const portfit::catalog_builder& told) {
  portfit::read_result read = told.build();
  for (const portfit::diagnostic& remark : read.remarks)
    if (remark.level == portfit::severity::error) FAIL_CHECK(to_text(remark));
  return std::move(read.catalog);
}

}  // namespace portfit_test
