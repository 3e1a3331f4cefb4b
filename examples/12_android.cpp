// Will this Android run on that vendor image? Everything that is not met, and the fewest changes that meet it.
#include <portfit/import/vintf.hpp>
#include <portfit/vintf/check_compatibility.hpp>

#include <iostream>

// What the framework asks of devices made for level 5 ...
constexpr const char* framework = R"(<compatibility-matrix version="9.0" type="framework" level="5">
  <hal format="hidl" optional="false">
    <name>android.hardware.health</name>
    <version>2.1</version>
    <interface><name>IHealth</name><instance>default</instance></interface>
  </hal>
  <hal format="aidl" optional="false">
    <name>android.hardware.power</name>
    <version>1-3</version>
    <interface><name>IPower</name><instance>default</instance></interface>
  </hal>
  <sepolicy><kernel-sepolicy-version>30</kernel-sepolicy-version><sepolicy-version>30.0</sepolicy-version></sepolicy>
</compatibility-matrix>)";

// ... and what one of them serves.
constexpr const char* device = R"(<manifest version="1.0" type="device" target-level="5">
  <hal format="hidl">
    <name>android.hardware.health</name>
    <transport>hwbinder</transport>
    <fqname>@2.0::IHealth/default</fqname>
  </hal>
  <sepolicy><version>30.0</version></sepolicy>
</manifest>)";

int main() {
  const portfit::matrix_reading matrix = portfit::read_compatibility_matrix(framework, "matrix.xml");
  const portfit::manifest_reading manifest = portfit::read_hal_manifest(device, "manifest.xml");
  for (const portfit::diagnostics& remarks : {matrix.remarks, manifest.remarks})
    for (const portfit::diagnostic& each : remarks) std::cout << to_text(each) << '\n';

  const portfit::compatibility_result result = portfit::check_compatibility(matrix.matrix, manifest.manifest);
  std::cout << (result.compatible() ? "compatible\n" : "incompatible\n");
  for (const portfit::unmet_requirement& each : result.unmet)
    std::cout << each.name << ": required " << each.required << ", provided " << each.provided << '\n';
  for (const portfit::compatibility_change& each : result.changes) std::cout << "  to do: " << each.text << '\n';
}
