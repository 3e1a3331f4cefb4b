// The umbrella once more, without the macros. What is not inline in a header is defined twice and fails to link; what is
// local to a translation unit has two addresses.
#include <portfit/portfit.hpp>

#include <cstdio>

std::string (*library_version_of_a())();

int main() {
  if (library_version_of_a() != &portfit::library_version) {
    std::puts("a function of the library differs between two translation units");
    return 1;
  }
  return 0;
}
