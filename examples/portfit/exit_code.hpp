#pragma once

/// How the planner ends.
namespace planner {

inline constexpr int answered = 0;     ///< "undetermined" is an answer
inline constexpr int answered_no = 1;  ///< check: mistakes; explain, sensitivity: blocked
inline constexpr int unusable = 2;     ///< bad usage, unreadable or mistaken input, output that could not be written

}  // namespace planner
