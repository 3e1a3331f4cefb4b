#include <portfit/report/reliability_svg.hpp>

#include "support/backtest_report_sample.hpp"

#include <cstddef>
#include <sstream>
#include <string>

#include <doctest/doctest.h>

namespace {

std::string drawn_reliability(const portfit::backtest_result& what) {
  std::ostringstream out;
  portfit::write_reliability_svg(out, what);
  return out.str();
}

std::size_t times_in(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (std::size_t place = text.find(part); place != std::string::npos; place = text.find(part, place + 1)) ++count;
  return count;
}

portfit::reliability_bin bin_of(double low, double high, double mean, std::size_t yes, std::size_t count) {
  return {{low, high},
          count,
          yes,
          mean,
          static_cast<double>(yes) / static_cast<double>(count),
          portfit::wilson_interval(yes, count)};
}

}  // namespace

TEST_CASE("each bin is a point at its mean forecast and its share") {
  portfit::backtest_result what = portfit_test::backtest_report_sample();
  what.forecast.bins = {bin_of(0, 0.2, 0.1, 0, 10), bin_of(0.4, 1, 0.5, 9, 10)};
  const std::string svg = drawn_reliability(what);
  CHECK(times_in(svg, "<circle ") == 2);
  // The axes reach to 100 %, 390 units from the lower left corner at 60, 450.
  CHECK(svg.find("points=\"99,450 255,99\"") != std::string::npos);
  CHECK(svg.find("<title>9 of 10</title>") != std::string::npos);
  CHECK(svg.find("100 %</text>") != std::string::npos);
  CHECK(times_in(svg, "<rect ") == 3);
}

TEST_CASE("axes reach as far as the figures do") {
  portfit::backtest_result what = portfit_test::backtest_report_sample();
  what.forecast.bins = {bin_of(0.01, 0.03, 0.02, 20, 1000), bin_of(0.03, 0.19, 0.15, 150, 1000)};
  const std::string svg = drawn_reliability(what);
  CHECK(svg.find("20 %</text>") != std::string::npos);
  CHECK(svg.find("30 %</text>") == std::string::npos);
}

TEST_CASE("a drawing is one well-formed element, names escaped") {
  portfit::backtest_result what = portfit_test::backtest_report_sample();
  what.os = "a<b>&c\n";
  const std::string svg = drawn_reliability(what);
  CHECK(svg.rfind("<svg ", 0) == 0);
  CHECK(svg.find("a&lt;b&gt;&amp;c : likelihood") != std::string::npos);
  CHECK(svg.find("nan") == std::string::npos);
  CHECK(svg.find("inf") == std::string::npos);
  CHECK(times_in(svg, "<text ") == times_in(svg, "</text>"));
  CHECK(times_in(svg, "<g ") == times_in(svg, "</g>"));
  CHECK(svg.find("</svg>\n") == svg.size() - 7);
  CHECK(drawn_reliability(what) == svg);
  what.forecast.bins.clear();
  CHECK(drawn_reliability(what).find("points=\"\"") != std::string::npos);
}
