#include <portfit/statistics/roc.hpp>

#include "support/forecast_cases.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

#include <doctest/doctest.h>

namespace {

double order_of_pair(double positive, double negative) {
  return positive > negative ? 1 : positive < negative ? 0 : 0.5;
}

/// The area by looking at every pair.
double counted_area(const std::vector<bool>& happened, const std::vector<double>& scores) {
  double right = 0;
  double pairs = 0;
  for (std::size_t one = 0; one < scores.size(); ++one)
    for (std::size_t other = 0; other < scores.size(); ++other)
      if (happened[one] && !happened[other]) {
        right += order_of_pair(scores[one], scores[other]);
        pairs += 1;
      }
  return right / pairs;
}

/// Obuchowski's variance of an area with clusters, term by term from the definition.
double defined_clustered_variance(const std::vector<bool>& happened, const std::vector<double>& scores,
                                  const std::vector<std::size_t>& clusters) {
  const double area = counted_area(happened, scores);
  std::vector<double> place;  // placement value of each case
  double m = 0;
  double n = 0;
  for (std::size_t one = 0; one < scores.size(); ++one) {
    (happened[one] ? m : n) += 1;
    double sum = 0;
    double count = 0;
    for (std::size_t other = 0; other < scores.size(); ++other) {
      if (happened[other] == happened[one]) continue;
      sum += happened[one] ? order_of_pair(scores[one], scores[other]) : order_of_pair(scores[other], scores[one]);
      count += 1;
    }
    place.push_back(sum / count);
  }
  std::size_t last = 0;
  for (const std::size_t each : clusters) last = each > last ? each : last;
  double s10 = 0, s01 = 0, s11 = 0, all = 0, with10 = 0, with01 = 0;
  for (std::size_t cluster = 0; cluster <= last; ++cluster) {
    double v10 = 0, v01 = 0, of10 = 0, of01 = 0;
    for (std::size_t each = 0; each < scores.size(); ++each) {
      if (clusters[each] != cluster) continue;
      (happened[each] ? v10 : v01) += place[each];
      (happened[each] ? of10 : of01) += 1;
    }
    if (of10 + of01 == 0) continue;
    all += 1;
    with10 += of10 > 0 ? 1 : 0;
    with01 += of01 > 0 ? 1 : 0;
    s10 += (v10 - of10 * area) * (v10 - of10 * area);
    s01 += (v01 - of01 * area) * (v01 - of01 * area);
    s11 += (v10 - of10 * area) * (v01 - of01 * area);
  }
  s10 *= with10 / ((with10 - 1) * m);
  s01 *= with01 / ((with01 - 1) * n);
  s11 *= all / (all - 1);
  return s10 / m + s01 / n + 2 * s11 / (m * n);
}

/// DeLong's covariance of two areas, from the definition: S10 / m + S01 / n over structural components.
double defined_covariance(const std::vector<bool>& happened, const std::vector<double>& a,
                          const std::vector<double>& b) {
  double result = 0;
  for (const bool kind : {true, false}) {
    std::vector<double> first;
    std::vector<double> second;
    for (std::size_t one = 0; one < a.size(); ++one) {
      if (happened[one] != kind) continue;
      double of_a = 0;
      double of_b = 0;
      double count = 0;
      for (std::size_t other = 0; other < a.size(); ++other) {
        if (happened[other] == kind) continue;
        of_a += kind ? order_of_pair(a[one], a[other]) : order_of_pair(a[other], a[one]);
        of_b += kind ? order_of_pair(b[one], b[other]) : order_of_pair(b[other], b[one]);
        count += 1;
      }
      first.push_back(of_a / count);
      second.push_back(of_b / count);
    }
    const double area_a = counted_area(happened, a);
    const double area_b = counted_area(happened, b);
    double sum = 0;
    for (std::size_t each = 0; each < first.size(); ++each) sum += (first[each] - area_a) * (second[each] - area_b);
    const auto count = static_cast<double>(first.size());
    result += sum / (count - 1) / count;
  }
  return result;
}

}  // namespace

TEST_CASE("areas and their variances are those of the definitions") {
  int looked_at = 0;
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    const auto cases = portfit_test::draw_forecast_cases(seed, 2 + seed);
    CAPTURE(seed);
    const auto found = portfit::area_under_roc(cases.happened, cases.scores);
    const auto apart = portfit::compare_areas(cases.happened, cases.scores, cases.others);
    REQUIRE(found.has_value() == apart.has_value());
    if (!found) continue;
    CHECK(found->positives + found->negatives == cases.scores.size());
    CHECK(found->area == doctest::Approx(counted_area(cases.happened, cases.scores)).epsilon(1e-12));
    CHECK(apart->difference ==
          doctest::Approx(counted_area(cases.happened, cases.scores) - counted_area(cases.happened, cases.others)));
    REQUIRE(found->variance.has_value() == (found->positives > 1 && found->negatives > 1));
    REQUIRE(apart->variance.has_value() == found->variance.has_value());
    if (!found->variance) continue;
    ++looked_at;
    const double own = defined_covariance(cases.happened, cases.scores, cases.scores);
    const double other = defined_covariance(cases.happened, cases.others, cases.others);
    const double both = defined_covariance(cases.happened, cases.scores, cases.others);
    CHECK(*found->variance == doctest::Approx(own).epsilon(1e-10));
    CHECK(*apart->variance == doctest::Approx(own + other - 2 * both).epsilon(1e-9));
  }
  CHECK(looked_at > 40);
}

TEST_CASE("the standard error is about the spread over many samples") {
  std::vector<double> areas;
  double variance = 0;
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    portfit_test::random_source random(seed);
    std::vector<bool> happened;
    std::vector<double> scores;
    for (int each = 0; each < 60; ++each) {
      happened.push_back(each < 20);
      scores.push_back(random.unit() + random.unit() + (each < 20 ? 0.4 : 0));
    }
    const auto found = portfit::area_under_roc(happened, scores);
    areas.push_back(found->area);
    variance += *found->variance / 400;
  }
  const double spread = portfit::detail::variance_of_mean(areas) * 400;
  CHECK(spread / variance > 0.8);
  CHECK(spread / variance < 1.25);
}

TEST_CASE("one kind alone has no area, one case of a kind no variance") {
  CHECK_FALSE(portfit::area_under_roc({true, true}, {1, 2}));
  CHECK_FALSE(portfit::area_under_roc({false}, {1}));
  CHECK_FALSE(portfit::area_under_roc({}, {}));
  CHECK_FALSE(portfit::compare_areas({}, {}, {}));
  const auto found = portfit::area_under_roc({true, false, false}, {1, 2, 0});
  REQUIRE(found);
  CHECK(found->area == 0.5);
  CHECK_FALSE(found->variance);
}

TEST_CASE("a score compared with itself differs by nothing, for certain; turned round it mirrors") {
  const auto cases = portfit_test::draw_forecast_cases(77, 50);
  const auto same = portfit::compare_areas(cases.happened, cases.scores, cases.scores);
  REQUIRE(same);
  CHECK(same->difference == 0);
  CHECK(same->variance == 0);
  std::vector<double> turned;
  for (const double score : cases.scores) turned.push_back(-score);
  CHECK(portfit::area_under_roc(cases.happened, turned)->area ==
        doctest::Approx(1 - portfit::area_under_roc(cases.happened, cases.scores)->area));
  CHECK(portfit::area_under_roc({true, false, true, false}, {1, 1, 1, 1})->area == 0.5);
}

TEST_CASE("with clusters the variance is that of the definition") {
  for (std::uint64_t seed = 500; seed < 530; ++seed) {
    const auto cases = portfit_test::draw_forecast_cases(seed, 40);
    portfit_test::random_source random(seed);
    std::vector<std::size_t> clusters;
    for (std::size_t each = 0; each < 40; ++each) clusters.push_back(random.below(15));
    const auto found = portfit::area_under_roc(cases.happened, cases.scores, clusters);
    REQUIRE(found);
    if (!found->variance) continue;
    const double defined = defined_clustered_variance(cases.happened, cases.scores, clusters);
    CHECK(*found->variance == doctest::Approx(defined > 0 ? defined : 0).epsilon(1e-9));
  }
}

TEST_CASE("every case twice, as a cluster, says no more than once") {
  const auto cases = portfit_test::draw_forecast_cases(78, 30);
  portfit_test::forecast_cases twice;
  std::vector<std::size_t> clusters;
  for (std::size_t each = 0; each < 60; ++each) {
    twice.happened.push_back(cases.happened[each / 2]);
    twice.scores.push_back(cases.scores[each / 2]);
    twice.others.push_back(cases.others[each / 2]);
    clusters.push_back(each / 2);
  }
  const auto once = portfit::compare_areas(cases.happened, cases.scores, cases.others);
  const auto both = portfit::compare_areas(twice.happened, twice.scores, twice.others, clusters);
  const auto blind = portfit::compare_areas(twice.happened, twice.scores, twice.others);
  CHECK(both->difference == doctest::Approx(once->difference));
  CHECK(*both->variance == doctest::Approx(*once->variance).epsilon(1e-9));
  CHECK(*blind->variance < 0.6 * *once->variance);
}

TEST_CASE("one cluster of a kind has no variance") {
  CHECK_FALSE(portfit::area_under_roc({true, true, false, false}, {1, 2, 0, 3}, {0, 0, 1, 2})->variance);
  CHECK(portfit::area_under_roc({true, true, false, false}, {1, 2, 0, 3}, {0, 3, 1, 2})->variance);
}
