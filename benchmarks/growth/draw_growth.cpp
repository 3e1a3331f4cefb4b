// Draws curves as a standalone SVG, legible on a light and on a dark ground: see `usage`.
#include <portfit/report/detail/xml_text.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace {

using portfit::detail::xml_text;

constexpr const char* usage =
    "usage: draw_growth FILE TITLE SUBTITLE X_LABEL Y_LABEL [--even-x] >picture.svg\n"
    "The file has lines of curve, x and y, separated by tabs; those whose y is \"-\" are left out. Both axes are "
    "logarithmic but x where\n"
    "it is to be even. Curves keep the sequence of their first points, and are named at their ends.\n";

struct point {
  double x = 0;
  double y = 0;
};

struct curve {
  std::string name;
  std::vector<point> points;
};

std::string number(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.2f", value);
  std::string result = text;
  while (result.back() == '0') result.pop_back();
  if (result.back() == '.') result.pop_back();
  return result;
}

/// One axis: from values to lengths in the picture.
class axis {
 public:
  axis(double low, double high, double from, double to, bool even)
      : even_(even), low_(at(low)), high_(at(high)), from_(from), to_(to) {}

  [[nodiscard]] double operator()(double value) const {
    return from_ + (to_ - from_) * (at(value) - low_) / (high_ - low_);
  }

  /// Powers of ten, and where they are few 2 and 5 times them; even steps on an even axis.
  [[nodiscard]] std::vector<double> ticks() const {
    std::vector<double> result;
    if (even_) {
      const double step = std::pow(10, std::floor(std::log10(high_ - low_)));
      for (int i = 0; i <= 20; ++i)
        if (low_ + i * step <= high_ * (1 + 1e-9)) result.push_back(low_ + i * step);
      return result;
    }
    for (int power = -9; power <= 12; ++power) {
      for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor > 1 && high_ - low_ > 3) continue;
        const double value = factor * std::pow(10, power);
        if (at(value) >= low_ - 1e-9 && at(value) <= high_ + 1e-9) result.push_back(value);
      }
    }
    return result;
  }

 private:
  [[nodiscard]] double at(double value) const { return even_ ? value : std::log10(value); }

  bool even_;
  double low_, high_, from_, to_;
};

std::string tick_text(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.10g", value);
  return text;
}

class picture {
 public:
  picture(std::vector<curve> curves, bool even_x)
      : curves_(std::move(curves)), x_(scale(true, even_x)), y_(scale(false, false)) {}

  void draw(char** words) const {
    std::printf(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %s %s\" font-family=\"sans-serif\" font-size=\"12\" "
        "color=\"#222\">\n<title>%s</title>\n<style>.soft{opacity:.25}.dim{opacity:.7}"
        "@media(prefers-color-scheme:dark){svg{color:#ddd}.ground{fill:#1b1b1b}}</style>\n"
        "<rect class=\"ground\" width=\"%s\" height=\"%s\" fill=\"#fff\"/>\n<g fill=\"currentColor\" "
        "stroke=\"none\">\n",
        number(width).c_str(), number(height).c_str(), xml_text(words[0]).c_str(), number(width).c_str(),
        number(height).c_str());
    text(left, 22, "start", words[0], " font-size=\"14\" font-weight=\"bold\"");
    text(left, 40, "start", words[1], " class=\"dim\"");
    text((left + right) / 2, height - 12, "middle", words[2]);
    const std::string middle = number((above + foot) / 2);
    text(16, (above + foot) / 2, "middle", words[3], " transform=\"rotate(-90 16 " + middle + ")\"");
    draw_grid();
    draw_curves();
    std::printf("</g>\n</svg>\n");
  }

 private:
  static constexpr double width = 680, height = 440, left = 72, right = 520, above = 56, foot = 384;

  [[nodiscard]] axis scale(bool horizontal, bool even) const {
    double low = HUGE_VAL, high = -HUGE_VAL;
    for (const curve& each : curves_) {
      for (const point& one : each.points) {
        low = (std::min)(low, horizontal ? one.x : one.y);
        high = (std::max)(high, horizontal ? one.x : one.y);
      }
    }
    if (even) low = 0;
    return horizontal ? axis(low, high, left, right, even) : axis(low, high, foot, above, even);
  }

  static void text(double x, double y, const char* anchor, const std::string& what, const std::string& more = {}) {
    std::printf("<text x=\"%s\" y=\"%s\" text-anchor=\"%s\"%s>%s</text>\n", number(x).c_str(), number(y).c_str(),
                anchor, more.c_str(), xml_text(what).c_str());
  }

  static void line(double x1, double y1, double x2, double y2) {
    std::printf(
        "<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" stroke=\"currentColor\" class=\"soft\" stroke-width=\"0.5\"/>\n",
        number(x1).c_str(), number(y1).c_str(), number(x2).c_str(), number(y2).c_str());
  }

  void draw_grid() const {
    for (const double each : x_.ticks()) {
      line(x_(each), above, x_(each), foot);
      text(x_(each), foot + 18, "middle", tick_text(each));
    }
    for (const double each : y_.ticks()) {
      line(left, y_(each), right, y_(each));
      text(left - 6, y_(each) + 4, "end", tick_text(each));
    }
  }

  void draw_curves() const {
    static constexpr const char* colours[] = {"#3b82c4", "#2f9e6e", "#c9862b", "#c4513b", "#8a5cc4", "#7a7a7a"};
    std::vector<std::pair<double, std::size_t>> ends;  // height of the end, curve
    for (std::size_t at = 0; at < curves_.size(); ++at) {
      const char* const colour = colours[at % std::size(colours)];
      std::string points;
      for (const point& each : curves_[at].points) points += number(x_(each.x)) + ',' + number(y_(each.y)) + ' ';
      points.pop_back();
      std::printf("<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\"/>\n", points.c_str(),
                  colour);
      for (const point& each : curves_[at].points)
        std::printf("<circle cx=\"%s\" cy=\"%s\" r=\"2.5\" fill=\"%s\"/>\n", number(x_(each.x)).c_str(),
                    number(y_(each.y)).c_str(), colour);
      ends.emplace_back(y_(curves_[at].points.back().y), at);
    }
    // Names stand beside the ends; those that would overlap move down.
    std::sort(ends.begin(), ends.end());
    double free = above;
    for (const auto& [end, at] : ends) {
      const double place = (std::max)(end, free);
      free = place + 15;
      const point last = curves_[at].points.back();
      const double label = right + 14;
      std::printf("<polyline points=\"%s,%s %s,%s\" fill=\"none\" stroke=\"%s\" class=\"soft\"/>\n",
                  number(x_(last.x) + 4).c_str(), number(end).c_str(), number(label - 3).c_str(), number(place).c_str(),
                  colours[at % std::size(colours)]);
      text(label, place + 4, "start", curves_[at].name,
           std::string(" fill=\"") + colours[at % std::size(colours)] + '"');
    }
  }

  std::vector<curve> curves_;
  axis x_;
  axis y_;
};

/// The curves of a file; nothing where a line is none.
std::vector<curve> read_curves(const char* file, bool even_x) {
  std::ifstream lines(file);
  std::vector<curve> curves;
  for (std::string line; std::getline(lines, line);) {
    std::istringstream fields(line);
    std::string name, x, y;
    if (!std::getline(fields, name, '\t') || !std::getline(fields, x, '\t') || !std::getline(fields, y)) return {};
    if (y == "-") continue;
    const point read{std::strtod(x.c_str(), nullptr), std::strtod(y.c_str(), nullptr)};
    if (!(read.y > 0) || !(even_x ? read.x >= 0 : read.x > 0)) return {};
    auto found = std::find_if(curves.begin(), curves.end(), [&](const curve& each) { return each.name == name; });
    if (found == curves.end()) found = curves.insert(curves.end(), {name, {}});
    found->points.push_back(read);
  }
  return curves;
}

}  // namespace

int main(int count, char** words) {
  const bool even_x = count == 7 && std::string(words[6]) == "--even-x";
  if (count != 6 && !even_x) {
    std::fputs(usage, stderr);
    return 2;
  }
  std::vector<curve> curves = read_curves(words[1], even_x);
  if (curves.empty()) {
    std::fputs("no points, or a line that is none\n", stderr);
    return 2;
  }
  picture(std::move(curves), even_x).draw(words + 2);
  return 0;
}
