#include <portfit/analysis/ask_everywhere.hpp>
#include <portfit/report/ask_text.hpp>

#include "support/worked_example.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <sstream>
#include <string>

TEST_CASE("what to ask about the worked example") {
  const portfit::catalog book = portfit_test::worked_example();
  portfit::report_head head = portfit::head_of(book, {});
  head.version = "VERSION";
  std::ostringstream out;
  portfit::write_inquiries(out, head, portfit::ask_everywhere(book));
  std::ifstream in("tests/golden/worked_ask.txt", std::ios::binary);
  CHECK(out.str() == std::string(std::istreambuf_iterator<char>(in), {}));
}
