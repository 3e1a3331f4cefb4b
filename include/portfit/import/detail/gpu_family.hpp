#pragma once

#include <portfit/import/detail/text.hpp>

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace portfit::detail {

/// The first word of `text` behind `before`, up to a blank; empty if `before` is not there.
inline std::string_view word_behind(std::string_view text, std::string_view before) {
  const auto place = text.find(before);
  if (place == std::string_view::npos) return {};
  text.remove_prefix(place + before.size());
  return text.substr(0, text.find(' '));
}

/// ARM's architectures by model, as Mesa divides them among lima (Utgard) and panfrost and panthor (the others; Valhall from
/// the G710 on has a new command interface, for which panthor was written). Source: docs.mesa3d.org, drivers/panfrost.
inline std::string mali_family(std::string_view model) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 20> models{
      {{"g31", "mali_bifrost"},      {"g51", "mali_bifrost"},       {"g52", "mali_bifrost"},
       {"g71", "mali_bifrost"},      {"g72", "mali_bifrost"},       {"g76", "mali_bifrost"},
       {"g57", "mali_valhall"},      {"g68", "mali_valhall"},       {"g77", "mali_valhall"},
       {"g78", "mali_valhall"},      {"g310", "mali_valhall_csf"},  {"g510", "mali_valhall_csf"},
       {"g610", "mali_valhall_csf"}, {"g710", "mali_valhall_csf"},  {"g615", "mali_valhall_csf"},
       {"g715", "mali_valhall_csf"}, {"g715s", "mali_valhall_csf"}, {"400", "mali_utgard"},
       {"450", "mali_utgard"},       {"470", "mali_utgard"}}};
  for (const auto& [name, family] : models)
    if (model == name) return std::string(family);
  const bool midgard = model.size() == 4 && model[0] == 't' && model[1] >= '6' && model[1] <= '8';
  return midgard ? "mali_midgard" : "";
}

/// The family of a graphics processor, as free drivers divide them; empty where the name does not say.
///
/// Adreno by the generation of freedreno (`a3xx`, `a6xx`), Mali by architecture, PowerVR `powervr_sgx` or `powervr_rogue`, NVIDIA
/// by architecture (`nvidia_maxwell`); Tegra 2 to 4 are `nvidia_tegra`.
inline std::string gpu_family(std::string_view name) {
  const std::string text = folded(name);
  const std::string_view adreno = word_behind(text, "adreno ");
  if (adreno.size() >= 3 && is_digit(adreno[0]) && is_digit(adreno[1]) && is_digit(adreno[2]))
    return std::string("a") + adreno[0] + "xx";
  if (const std::string_view mali = word_behind(text, "mali-"); !mali.empty()) return mali_family(mali);
  if (const std::string_view powervr = word_behind(text, "powervr "); !powervr.empty()) {
    if (powervr.starts_with("sgx")) return "powervr_sgx";
    const bool rogue =
        powervr.size() >= 5 && (powervr[0] == 'g' || powervr.starts_with("ge") || powervr.starts_with("gt"));
    return rogue ? "powervr_rogue" : "";
  }
  for (const std::string_view architecture : {"kepler", "maxwell", "pascal", "volta", "ampere"})
    if (text.starts_with("nvidia") && text.find(architecture) != std::string::npos)
      return "nvidia_" + std::string(architecture);
  const std::string_view tegra = text.starts_with("nvidia") ? word_behind(text, "tegra ") : std::string_view{};
  return tegra == "2" || tegra == "3" || tegra == "4" ? "nvidia_tegra" : "";
}

}  // namespace portfit::detail
