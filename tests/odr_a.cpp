// The umbrella after the macros that hostile headers define (Qt, X11, windows.h): none of these words may be used by portfit.
// Object-like ones are empty or keywords on purpose, so that any use of the word breaks the build.
#define emit
#define signals public
#define slots
#define interface struct
#define small char
#define ERROR 0
#define None 0L
#define Bool int
#define Status int

// Three words are defined only after what follows. The standard library takes function-like min and max away
// (bits/c++config.h undefines both), and most of its headers and all of Boost.Graph die of them when they are defined again;
// Boost.Graph also dies of foreach (boost/foreach_fwd.hpp has a namespace of that name). So these headers come first: those
// the core includes. One that is missing here fails inside that header, with an error about min, max or for: add it.
#include <boost/graph/adjacency_list.hpp>
#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <deque>
#include <functional>
#include <iomanip>
#include <iterator>
#include <limits>
#include <map>
#include <memory>
#include <numeric>
#include <optional>
#include <ostream>
#include <queue>
#include <set>
#include <span>
#include <sstream>
#include <stop_token>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#define foreach for
#define min(a, b) (((a) < (b)) ? (a) : (b))
#define max(a, b) (((a) > (b)) ? (a) : (b))

#include <portfit/portfit.hpp>

#if !defined(min) || !defined(max)
#error "something undefined min or max: this test would no longer test them"
#endif

std::string (*library_version_of_a())() { return &portfit::library_version; }
