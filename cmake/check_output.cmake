# Runs PROGRAM, which must end well; if the file EXPECTED exists, it must have printed exactly that. ACTUAL: where to keep the
# output, to compare by hand or to take over as the new expectation once it was read.
cmake_minimum_required(VERSION 3.24)

execute_process(COMMAND "${PROGRAM}" OUTPUT_FILE "${ACTUAL}" RESULT_VARIABLE result)
if(NOT result EQUAL 0)
  message(FATAL_ERROR "${PROGRAM} ended with ${result}")
endif()
if(EXISTS "${EXPECTED}")
  execute_process(COMMAND "${CMAKE_COMMAND}" -E compare_files "${EXPECTED}" "${ACTUAL}" RESULT_VARIABLE result ERROR_QUIET)
  if(NOT result EQUAL 0)
    execute_process(COMMAND diff -u "${EXPECTED}" "${ACTUAL}")
    message(FATAL_ERROR "${PROGRAM} did not print what ${EXPECTED} holds")
  endif()
endif()
