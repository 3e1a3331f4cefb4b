#pragma once

namespace portfit {

/// Two ends between which a figure lies; `low <= high`.
template <class T>
struct bounds {
  T low{};
  T high{};
  friend bool operator==(const bounds&, const bounds&) = default;
};

}  // namespace portfit
