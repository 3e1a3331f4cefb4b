#include <portfit/analysis/describe_stake.hpp>

#include <doctest/doctest.h>

#include <limits>
#include <string>

using namespace portfit;

namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

exposure_factor factor(const char* name, double low, double high, bool known = true) {
  exposure_factor made;
  made.fact = {fact_owner::vendor, name};
  made.ends = {low, high};
  made.known = known;
  return made;
}

stake sample() {
  stake what;
  what.vendor = "acme";
  what.market = "shops";
  what.agreement = "google";
  what.act = "fork";
  what.gain = bounds<double>{0.5e6, 5.4e6};
  what.exposed.of = factor("revenue", 10e9, 14e9);
  what.exposed.share = factor("gms_share", 0.7, 0.7);
  what.exposed.enforced = estimate::between(0.5, 0.9);
  return what;
}

bool mentions(const std::string& text, const char* part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("spans of money name the unit once, and never read 0 or infinite for what nobody knows") {
  CHECK(describe_span({27500, 990e3}, "USD") == "27.5 to 990 kUSD");
  CHECK(describe_span({500, 2e6}, "USD") == "500 USD to 2 MUSD");
  CHECK(describe_span({1e3, 2e6}, "USD") == "1000 USD to 2 MUSD");
  CHECK(describe_span({3e6, 3e6}, "USD") == "3 MUSD");
  CHECK(describe_span({0, 3e6}, "USD") == "0 to 3 MUSD");
  CHECK(describe_span({0, 0}, "USD") == "nothing");
  CHECK(describe_span({0, infinite}, "USD") == "an unknown sum");
  CHECK(describe_span({3e6, infinite}, "USD") == "3 MUSD or more");
}

TEST_CASE("the inequality with both ends, and its answer") {
  stake what = sample();
  CHECK(describe_stake(what, "USD") ==
        "acme gains 500 kUSD to 5.4 MUSD + side payments 0 < loses 3500 to 8820 MUSD by google.fork (vendor.revenue "
        "10000 "
        "to 14000 MUSD x vendor.gms_share 70 % x 50 to 90 % enforced): not willing");
  what.gain = bounds<double>{9e9, 9e9};
  CHECK(mentions(describe_stake(what, "USD"), " >= loses 3500 to 8820 MUSD"));
  CHECK(describe_stake(what, "USD").ends_with(": willing"));
  what.gain = bounds<double>{5e9, 5e9};
  CHECK(mentions(describe_stake(what, "USD"), " < or >= loses"));
  CHECK(describe_stake(what, "USD").ends_with(": willing or not, that is unknown"));
}

TEST_CASE("payments, own costs, other breaches and what could be paid") {
  stake what = sample();
  what.payments = {1e6, 2e6};
  what.costs = {10e3, 10e3};
  what.other_losses = {0, 5e6};
  what.offers = {0, 7e6};
  const std::string text = describe_stake(what, "USD");
  CHECK(mentions(text, " + side payments 1 to 2 MUSD - own costs 10 kUSD < loses"));
  CHECK(mentions(text, "enforced) + 0 to 5 MUSD by other breaches: not willing"));
  CHECK(text.ends_with("; remedies could pay it up to 7 MUSD"));
}

TEST_CASE("unknown figures read as unknown") {
  stake what = sample();
  what.gain.reset();
  what.exposed.of = factor("revenue", 0, infinite, false);
  what.exposed.share = factor("gms_share", 0, 1, false);
  what.exposed.years = 2;
  const std::string text = describe_stake(what, "USD");
  CHECK(mentions(text, "gains an unknown sum (market shops says no units x margin)"));
  CHECK(mentions(text,
                 "loses an unknown sum by google.fork (vendor.revenue unknown x vendor.gms_share unknown x 2 years"));
  CHECK_FALSE(mentions(text, "inf"));
  what.exposed.of.reset();
  CHECK(describe_exposure(what.exposed, "USD") == "exposure not stated x 50 to 90 % enforced");
}

TEST_CASE("a vendor that is willing still needs a clause that lets its loss count") {
  stake what = sample();
  what.gain = bounds<double>{9e9, 9e9};
  what.counts = acceptance::ask;
  CHECK(mentions(describe_stake(what, "USD"), "willing; the clause lets a loss count as a way through only where"));
  what.counts = acceptance::never;
  CHECK(mentions(describe_stake(what, "USD"), "willing; the clause lets no loss count"));
  what.exposed.share = factor("gms_share", 0, 0);  // nothing to lose: nothing to let count
  CHECK(describe_stake(what, "USD").ends_with("enforced): willing"));
}
