#pragma once

/// Checks a precondition or an invariant: a broken one is a mistake in the calling program, never bad input.
///
/// It is `assert` unless you define PORTFIT_ASSERT before the first portfit header is included. Define it alike in every
/// translation unit, as with NDEBUG: inline functions that differ between translation units break the one-definition rule.
/// It takes any number of arguments so that a condition may hold commas outside of parentheses.
#ifndef PORTFIT_ASSERT
#include <cassert>
#ifdef NDEBUG
// The condition is not evaluated but stays compiled: what only an assertion names is not reported as unused, and a
// condition cannot rot unseen in release builds.
#define PORTFIT_ASSERT(...) static_cast<void>(sizeof((__VA_ARGS__) ? 1 : 0))
#else
#define PORTFIT_ASSERT(...) assert((__VA_ARGS__))
#endif
#endif
