# Builds and runs tests/consumer in the way another project would: after an install (find_package), or with the project as a
# subdirectory (add_subdirectory). Variables: WAY, SOURCE_DIR, BUILD_DIR (to install from), WORK_DIR, GENERATOR, COMPILER, VERSION.
cmake_minimum_required(VERSION 3.24)

function(run)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(NOT result EQUAL 0)
    string(REPLACE ";" " " command "${ARGN}")
    message(FATAL_ERROR "${command}\nended with ${result}:\n${output}")
  endif()
  set(output "${output}" PARENT_SCOPE)
endfunction()

file(REMOVE_RECURSE "${WORK_DIR}")
if(WAY STREQUAL "find_package")
  run("${CMAKE_COMMAND}" --install "${BUILD_DIR}" --prefix "${WORK_DIR}/prefix")
  set(where "-DCMAKE_PREFIX_PATH=${WORK_DIR}/prefix")
else()
  set(where "-DPORTFIT_SUBDIRECTORY=${SOURCE_DIR}")
endif()
run("${CMAKE_COMMAND}" -S "${SOURCE_DIR}/tests/consumer" -B "${WORK_DIR}/build" -G "${GENERATOR}"
    "-DCMAKE_CXX_COMPILER=${COMPILER}" -DPORTFIT_VERSION=${VERSION} "${where}")
run("${CMAKE_COMMAND}" --build "${WORK_DIR}/build")
foreach(program IN ITEMS consumer consumer_yaml consumer_json)
  run("${WORK_DIR}/build/${program}")
  if(NOT output MATCHES "${VERSION}")
    message(FATAL_ERROR "${program} should have named version ${VERSION}, but printed: ${output}")
  endif()
endforeach()

# An embedding project must not get our tests, install rules or warnings.
if(WAY STREQUAL "add_subdirectory")
  foreach(leftover IN ITEMS tests benchmarks examples)
    if(EXISTS "${WORK_DIR}/build/portfit/${leftover}")
      message(FATAL_ERROR "a subdirectory build should not configure ${leftover}")
    endif()
  endforeach()
endif()
