# The components: headers that pull in a third-party library, kept apart so that only who includes them links it.
# Read by CMakeLists.txt, by the layer test and, installed, by portfit-config.cmake.
# A new component is one name here, its headers, its package, the names its target may have, and how its headers are
# included (a pattern no other header of portfit may include).
set(portfit_components yaml json vintf kernel_config kconfigcheck parallel)

set(portfit_yaml_headers "/import/((detail/)?yaml[^/]*|lineage_wiki)\\.hpp$")
set(portfit_yaml_package yaml-cpp)
set(portfit_yaml_targets yaml-cpp::yaml-cpp yaml-cpp)
set(portfit_yaml_includes "^yaml-cpp/")

set(portfit_json_headers "/report/(detail/)?json[^/]*\\.hpp$")
set(portfit_json_package nlohmann_json)
set(portfit_json_targets nlohmann_json::nlohmann_json)
set(portfit_json_includes "^nlohmann/")

set(portfit_vintf_headers "/import/(detail/)?vintf[^/]*\\.hpp$")
set(portfit_vintf_package pugixml)
set(portfit_vintf_targets pugixml::pugixml pugixml)
set(portfit_vintf_includes "^pugixml\\.hpp$")

set(portfit_kernel_config_headers "/import/(kernel_config|detail/inflate)\\.hpp$")
set(portfit_kernel_config_package ZLIB)
set(portfit_kernel_config_targets ZLIB::ZLIB)
set(portfit_kernel_config_includes "^zlib\\.h$")

set(portfit_kconfigcheck_headers "/import/(detail/)?kconfigcheck[^/]*\\.hpp$")
set(portfit_kconfigcheck_package tomlplusplus)
set(portfit_kconfigcheck_targets tomlplusplus::tomlplusplus)
set(portfit_kconfigcheck_includes "^toml\\+\\+/")

set(portfit_parallel_headers "/analysis/parallel_[^/]*\\.hpp$")
set(portfit_parallel_package TBB)
set(portfit_parallel_targets TBB::tbb)
set(portfit_parallel_includes "^tbb/")

# portfit_component_library(<component> <variable>): the library target of a component once its package was searched for,
# or nothing. Versions of one package differ in the name they give their target (yaml-cpp 0.7 and 0.8 do).
function(portfit_component_library component variable)
  foreach(target IN LISTS portfit_${component}_targets)
    if(TARGET ${target})
      set(${variable} ${target} PARENT_SCOPE)
      return()
    endif()
  endforeach()
  set(${variable} "" PARENT_SCOPE)
endfunction()
