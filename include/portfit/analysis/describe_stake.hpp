#pragma once

#include <portfit/analysis/stake.hpp>
#include <portfit/catalog/describe_value.hpp>
#include <portfit/resolve/detail/build_expression.hpp>

#include <cmath>
#include <string>

namespace portfit {

/// Money between two ends: `27.5 to 990 kUSD`, `500 USD to 2 MUSD`, `3 MUSD`, `nothing`, `an unknown sum`, `3 MUSD or more`.
[[nodiscard]] inline std::string describe_span(const bounds<double>& ends, const std::string& currency) {
  if (std::isinf(ends.high)) return ends.low > 0 ? describe_money(ends.low, currency) + " or more" : "an unknown sum";
  if (ends.low == 0 && ends.high == 0) return "nothing";
  const std::string high = describe_money(ends.high, currency);
  std::string low = describe_money(ends.low, currency);
  if (low == high) return high;
  const std::string unit = high.substr(high.find(' '));
  if (ends.low == 0)
    low = "0";
  else if (low.ends_with(unit) && low.find(' ') == low.size() - unit.size())
    low.erase(low.find(' '));
  return low + " to " + high;
}

namespace detail {

[[nodiscard]] inline std::string percents(double low, double high) {
  const std::string upper = describe_number(high * 100) + " %";
  return low == high ? upper : describe_number(low * 100) + " to " + upper;
}

/// `vendor.revenue 5000 to 20000 MUSD`, `vendor.gms_share unknown`.
[[nodiscard]] inline std::string describe_factor(const exposure_factor& factor, bool is_money,
                                                 const std::string& currency) {
  const std::string name = expression_builder::describe(factor.fact);
  if (!factor.known) return name + " unknown";
  return name + ' ' + (is_money ? describe_span(factor.ends, currency) : percents(factor.ends.low, factor.ends.high));
}

[[nodiscard]] inline std::string sum_or_zero(const bounds<double>& ends, const std::string& currency) {
  return ends.low == 0 && ends.high == 0 ? "0" : describe_span(ends, currency);
}

/// Gain, side payments and costs: `gains 27.5 to 990 kUSD + side payments 0`.
[[nodiscard]] inline std::string describe_income(const stake& what, const std::string& currency) {
  std::string text = "gains ";
  if (what.gain)
    text += describe_span(*what.gain, currency);
  else
    text += "an unknown sum (market " + what.market + " says no units x margin)";
  text += " + side payments " + sum_or_zero(what.payments, currency);
  if (what.costs.high > 0) text += " - own costs " + describe_span(what.costs, currency);
  return text;
}

}  // namespace detail

/// How a loss comes about: `vendor.revenue 10000 to 14000 MUSD x vendor.gms_share 70 % x 50 to 90 % enforced`. What nobody
/// knows reads `unknown`.
[[nodiscard]] inline std::string describe_exposure(const exposed_money& exposed, const std::string& currency) {
  std::string text = "exposure not stated";
  if (exposed.of) {
    text = detail::describe_factor(*exposed.of, true, currency);
    if (exposed.share) text += " x " + detail::describe_factor(*exposed.share, false, currency);
    if (exposed.years != 1) text += " x " + describe_number(exposed.years) + " years";
  }
  return text + " x " + detail::percents(exposed.enforced.low, exposed.enforced.high) + " enforced";
}

/// The inequality with both ends and its answer, on one line:
/// `acme gains 0.5 to 5.4 MUSD + side payments 0 < loses 2600 to 12600 MUSD by google.fork (...): not willing`.
[[nodiscard]] inline std::string describe_stake(const stake& what, const std::string& currency) {
  const answer willing = what.willing();
  std::string text = what.vendor + ' ' + detail::describe_income(what, currency);
  text += willing == answer::yes ? " >= " : willing == answer::no ? " < " : " < or >= ";
  if (what.has_act())
    text += "loses " + describe_span(what.loss(), currency) + " by " + what.agreement + '.' + what.act + " (" +
            describe_exposure(what.exposed, currency) + ')';
  else
    text += "loses nothing by a breach";
  if (what.other_losses.high > 0) text += " + " + describe_span(what.other_losses, currency) + " by other breaches";
  text += willing == answer::yes  ? ": willing"
          : willing == answer::no ? ": not willing"
                                  : ": willing or not, that is unknown";
  if (willing != answer::yes && what.offers.high > 0)
    text += "; remedies could pay it up to " + describe_money(what.offers.high, currency);
  if (willing == answer::no || what.loss().high == 0) return text;
  if (what.counts == acceptance::never) text += "; the clause lets no loss count as a way through";
  if (what.counts == acceptance::ask)
    text +=
        "; the clause lets a loss count as a way through only where it is known to be none, or where the asker says so";
  return text;
}

}  // namespace portfit
