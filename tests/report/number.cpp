#include <portfit/report/number.hpp>

#include <doctest/doctest.h>

#include <limits>
#include <string>

using portfit::effort_text;
using portfit::exact_text;
using portfit::fixed_text;
using portfit::money_text;
using portfit::percent_text;
using portfit::score_text;

TEST_CASE("scores have two decimals and no negative zero") {
  CHECK(score_text(25.937) == "25.94");
  CHECK(score_text(100) == "100.00");
  CHECK(score_text(-0.0) == "0.00");
  CHECK(score_text(-0.001) == "0.00");
  CHECK(score_text(-1.5) == "-1.50");
  CHECK(fixed_text(1e15, 1) == "1000000000000000.0");
  CHECK(fixed_text(std::numeric_limits<double>::infinity(), 2) == "unlimited");
}

TEST_CASE("exact text reads back as the same number") {
  for (const double each : {0.1, 1.0 / 3, 1e-300, 12345678.9, 1e21}) CHECK(std::stod(exact_text(each)) == each);
  CHECK(exact_text(-0.0) == "0");
  CHECK(exact_text(0.5) == "0.5");
}

TEST_CASE("a share that is not quite certain or impossible does not look so") {
  CHECK(percent_text(0) == "0 %");
  CHECK(percent_text(1) == "100 %");
  CHECK(percent_text(0.645) == "64.5 %");
  CHECK(percent_text(0.7) == "70 %");
  CHECK(percent_text(0.0001) == "< 0.1 %");
  CHECK(percent_text(0.9999) == "> 99.9 %");
  CHECK(percent_text(0.9994) == "99.9 %");
  CHECK(percent_text(1 - 1e-16) == "100 %");
}

TEST_CASE("money has three digits that count, also where rounding reaches the next prefix") {
  CHECK(money_text(0, "USD") == "0 USD");
  CHECK(money_text(20, "USD") == "20 USD");
  CHECK(money_text(350e3, "USD") == "350 kUSD");
  CHECK(money_text(1.25e6, "USD") == "1.25 MUSD");
  CHECK(money_text(12.34e6, "RUB") == "12.3 MRUB");
  CHECK(money_text(999.6, "USD") == "1 kUSD");
  CHECK(money_text(999600, "USD") == "1 MUSD");
  CHECK(money_text(9.999e3, "USD") == "10 kUSD");
  CHECK(money_text(14.4e9, "USD") == "14.4 bnUSD");
  CHECK(money_text(2e13, "USD") == "20000 bnUSD");
  CHECK(money_text(-2500, "USD") == "-2.5 kUSD");
}

TEST_CASE("effort and hashes") {
  CHECK(effort_text(12.5) == "12.5 pm");
  CHECK(effort_text(8) == "8 pm");
  CHECK(effort_text(0.04) == "0 pm");
  CHECK(portfit::fingerprint_text(0x0123456789abcdefULL) == "0123456789abcdef");
  CHECK(portfit::fingerprint_text(0) == "0000000000000000");
}
