#include <portfit/import/kconfigcheck.hpp>
#include <portfit/import/kernel_config.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

// libFuzzer: whatever bytes come as a kernel's configuration (gzip or text) or as a list of options, reading ends. Build and
// run:
//   clang++ -std=c++20 -g -O1 -fsanitize=fuzzer,address,undefined -Iinclude tests/fuzz/kernel_config.cpp -lz -o fuzz_kernel_config
//   ./fuzz_kernel_config CORPUS tests/data/vintf
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto config = portfit::read_kernel_config(text, "config");
  const auto list = portfit::read_kconfigcheck(text, "list");
  for (const auto& [name, categories] : list.list.aliases)
    static_cast<void>(
        portfit::find_unmet_options(list.list, name, config.config.release_text, "arm", config.config.options));
  for (const auto& section : list.list.sections)
    if (const auto unmet =
            portfit::find_unmet_options(list.list, section.category, "6.1", "arm", config.config.options))
      static_cast<void>(portfit::unmet_requirements(*unmet));
  return 0;
}
