// What a user's first program looks like. Built three times: with the core alone, and with each component.
#include <portfit/version.hpp>

#include <cstdio>

#if defined(CONSUMER_USES_yaml)
#include <yaml-cpp/yaml.h>
static bool component_works() { return YAML::Load("[1, 2]").size() == 2; }
#elif defined(CONSUMER_USES_json)
#include <nlohmann/json.hpp>
static bool component_works() { return nlohmann::json::parse("[1, 2]").size() == 2; }
#else
#include <portfit/portfit.hpp>
static bool component_works() { return true; }
#endif

int main() {
  std::puts(portfit::library_version().c_str());
  return component_works() ? 0 : 1;
}
