#include <portfit/import/android_catalog.hpp>
#include <portfit/import/vintf.hpp>
#include <portfit/vintf/check_compatibility.hpp>
#include <portfit/vintf/find_deprecated.hpp>
#include <portfit/vintf/find_unused.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

// libFuzzer: whatever bytes come as a matrix, a manifest, or both (one after a zero byte), reading and judging end. Build and
// run:
//   clang++ -std=c++20 -g -O1 -fsanitize=fuzzer,address,undefined -Iinclude tests/fuzz/vintf.cpp -lpugixml -o fuzz_vintf
//   ./fuzz_vintf -max_len=20000 CORPUS tests/data/vintf tests/data/vintf/framework
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view whole(reinterpret_cast<const char*>(data), size);
  const auto zero = whole.find('\0');
  const auto matrix = portfit::read_compatibility_matrix(whole.substr(0, zero), "matrix");
  const auto manifest =
      portfit::read_hal_manifest(zero == std::string_view::npos ? whole : whole.substr(zero + 1), "manifest");
  const portfit::compatibility_matrix* const both[] = {&matrix.matrix, &matrix.matrix};
  const auto combined = portfit::combine_matrices(both, manifest.manifest.level, {});
  const auto result = portfit::check_compatibility(matrix.matrix, manifest.manifest);
  const bool told = matrix.matrix.side == manifest.manifest.side || result.compatible() == result.changes.empty();
  if (!told) std::abort();
  static_cast<void>(portfit::check_compatibility(combined.matrix, manifest.manifest, {8}));
  static_cast<void>(portfit::find_unused(matrix.matrix, manifest.manifest));
  static_cast<void>(portfit::find_deprecated(both, manifest.manifest));
  portfit::hal_manifest merged = manifest.manifest;
  static_cast<void>(portfit::merge_manifest(merged, manifest.manifest));
  const portfit::android_framework framework{"a", {&matrix.matrix}, &manifest.manifest};
  const portfit::android_device device{"b", &manifest.manifest, nullptr, &matrix.matrix};
  static_cast<void>(portfit::write_android_catalog({&framework, 1}, {&device, 1}));
  return 0;
}
