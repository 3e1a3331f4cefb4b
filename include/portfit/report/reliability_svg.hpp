#pragma once

#include <portfit/analysis/backtest_result.hpp>
#include <portfit/report/detail/xml_text.hpp>
#include <portfit/report/number.hpp>
#include <portfit/report/report_head.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <ostream>
#include <string>
#include <vector>

namespace portfit {
namespace detail {

/// Draws forecasts against what happened; lengths in user units.
class reliability_drawing {
 public:
  reliability_drawing(std::ostream& out, const std::vector<reliability_bin>& bins) : out_(out), bins_(bins) {
    double highest = 0.1;
    for (const reliability_bin& bin : bins) {
      highest = (std::max)({highest, bin.forecasts.high, bin.share_95.high});
      most_ = (std::max)(most_, bin.count);
    }
    top_ = (std::min)(1.0, std::ceil(highest * 10 - 1e-9) / 10);
  }

  void draw(const std::string& title, const std::string& subtitle) {
    out_ << "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 480 540\" font-family=\"sans-serif\" "
            "font-size=\"12\" "
            "color=\"#222\">\n<title>"
         << xml_text(one_line(title))
         << "</title>\n<style>.soft{opacity:.25}.dim{opacity:.7}@media(prefers-color-scheme:dark){svg{color:#ddd}"
            ".ground{fill:#1b1b1b}}</style>\n"
            "<rect class=\"ground\" width=\"480\" height=\"540\" fill=\"#fff\"/>\n"
            "<g fill=\"currentColor\" stroke=\"none\">\n";
    text(left, 22, "start", title, " font-size=\"14\" font-weight=\"bold\"");
    text(left, 40, "start", subtitle, " class=\"dim\"");
    draw_axes();
    draw_bins();
    draw_counts();
    out_ << "</g>\n</svg>\n";
  }

 private:
  static constexpr double left = 60, above = 60, side = 390, foot = 470, bars = 40;

  [[nodiscard]] static std::string number(double value) { return without_zeros(fixed_text(value, 2)); }
  [[nodiscard]] double x(double share) const { return left + side * share / top_; }
  [[nodiscard]] double y(double share) const { return above + side * (1 - share / top_); }

  void text(double at_x, double at_y, const char* anchor, const std::string& what, const std::string& more = {}) {
    out_ << "<text x=\"" << number(at_x) << "\" y=\"" << number(at_y) << "\" text-anchor=\"" << anchor << '"' << more
         << '>' << xml_text(one_line(what)) << "</text>\n";
  }
  void line(double x1, double y1, double x2, double y2, const std::string& more = {}) {
    out_ << "<line x1=\"" << number(x1) << "\" y1=\"" << number(y1) << "\" x2=\"" << number(x2) << "\" y2=\""
         << number(y2) << "\" stroke=\"currentColor\"" << more << "/>\n";
  }

  void draw_axes() {
    const double step = top_ > 0.5 ? 0.2 : 0.1;
    for (double share = 0; share < top_ + 1e-9; share += step) {
      line(x(share), y(0), x(share), y(top_), " class=\"soft\" stroke-width=\"0.5\"");
      line(x(0), y(share), x(top_), y(share), " class=\"soft\" stroke-width=\"0.5\"");
      text(x(share), y(0) + 16, "middle", number(share * 100) + " %");
      text(left - 6, y(share) + 4, "end", number(share * 100) + " %");
    }
    line(x(0), y(0), x(top_), y(top_), " class=\"dim\" stroke-dasharray=\"5 4\"");
    text(left + side / 2, foot + 14, "middle", "expected likelihood, mean of each bin; dashed: as forecast");
    const double middle = above + side / 2;
    text(16, middle, "middle", "share that happened, with 95 % interval",
         " transform=\"rotate(-90 16 " + number(middle) + ")\"");
  }

  void draw_bins() {
    std::string points;
    for (const reliability_bin& bin : bins_) points += number(x(bin.mean)) + ',' + number(y(bin.share)) + ' ';
    if (!points.empty()) points.pop_back();
    out_ << "<polyline points=\"" << points << "\" fill=\"none\" stroke=\"#3b82c4\" stroke-width=\"1.5\"/>\n";
    for (const reliability_bin& bin : bins_) {
      const double at = x(bin.mean);
      line(at, y(bin.share_95.low), at, y(bin.share_95.high));
      for (const double end : {bin.share_95.low, bin.share_95.high}) line(at - 3, y(end), at + 3, y(end));
      out_ << "<circle cx=\"" << number(at) << "\" cy=\"" << number(y(bin.share))
           << "\" r=\"4\" fill=\"#3b82c4\"><title>" << bin.yes << " of " << bin.count << "</title></circle>\n";
    }
  }

  /// How many devices a bin holds, each as wide as its forecasts reach; numbers where there is room.
  void draw_counts() {
    double taken = 0;
    for (const reliability_bin& bin : bins_) {
      const double from = x(bin.forecasts.low);
      const double width = (std::max)(2.0, x(bin.forecasts.high) - from);
      const double height = bars * static_cast<double>(bin.count) / static_cast<double>(most_);
      out_ << "<rect x=\"" << number(from) << "\" y=\"" << number(foot + 64 - height) << "\" width=\"" << number(width)
           << "\" height=\"" << number(height) << "\" class=\"soft\"/>\n";
      const double middle = from + width / 2;
      if (middle < taken + 22) continue;
      taken = middle;
      text(middle, foot + 62, "middle", std::to_string(bin.count), " font-size=\"10\"");
    }
    text(left - 6, foot + 62, "end", "devices", " font-size=\"10\"");
  }

  std::ostream& out_;
  const std::vector<reliability_bin>& bins_;
  double top_ = 1;
  std::size_t most_ = 1;
};

}  // namespace detail

/// Draws how forecasts of a back-test compare with what happened, as a standalone SVG: for each bin the share that happened over
/// the mean forecast, with its 95 % interval (Wilson), the diagonal on which both are equal, and below how many devices each bin holds.
/// Both axes reach as far as the figures. Legible on a light and on a dark ground.
/// @pre `what` has no remarks and is complete.
inline void write_reliability_svg(std::ostream& out, const backtest_result& what) {
  const forecast_scores& scores = what.forecast.scores;
  detail::reliability_drawing(out, what.forecast.bins)
      .draw(what.os + ": likelihood and what happened",
            std::to_string(what.positives()) + " of " + std::to_string(what.rows.size()) + " devices; Brier " +
                fixed_text(scores.brier, 3) + ", base rate alone " + fixed_text(what.forecast.base_rate.brier, 3));
}

}  // namespace portfit
