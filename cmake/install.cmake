# Headers, and a package configuration with one component per third-party library: find_package(portfit COMPONENTS yaml).
include(CMakePackageConfigHelpers)
include(GNUInstallDirs)

# Headers only: nothing depends on the architecture, so the package belongs into share.
set(package_directory "${CMAKE_INSTALL_DATADIR}/cmake/portfit")

# Each component is an export set of its own: finding the core must not ask for the libraries of the components.
foreach(part IN ITEMS portfit ${portfit_components})
  set(target portfit_${part})
  set(export portfit-${part}-targets)
  if(part STREQUAL "portfit")
    set(target portfit)
    set(export portfit-targets)
  elseif(NOT TARGET ${target})
    continue()
  endif()
  install(
    TARGETS ${target}
    EXPORT ${export}
    FILE_SET HEADERS DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}"
    FILE_SET internal DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}"
    INCLUDES DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")
  install(EXPORT ${export} NAMESPACE portfit:: DESTINATION "${package_directory}")
endforeach()

configure_package_config_file(
  "${PROJECT_SOURCE_DIR}/cmake/portfit-config.cmake.in" "${PROJECT_BINARY_DIR}/portfit-config.cmake"
  INSTALL_DESTINATION "${package_directory}"
  NO_SET_AND_CHECK_MACRO)
write_basic_package_version_file(
  "${PROJECT_BINARY_DIR}/portfit-config-version.cmake"
  COMPATIBILITY SameMinorVersion # before 1.0 a minor version may break
  ARCH_INDEPENDENT)
install(
  FILES "${PROJECT_BINARY_DIR}/portfit-config.cmake" "${PROJECT_BINARY_DIR}/portfit-config-version.cmake"
        "${PROJECT_SOURCE_DIR}/cmake/components.cmake"
  DESTINATION "${package_directory}")
install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" DESTINATION "${CMAKE_INSTALL_DOCDIR}")
