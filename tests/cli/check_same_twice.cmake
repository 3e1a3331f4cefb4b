# Runs PROGRAM with ARGUMENTS (separated by |) twice, which must end with EXIT and print the same bytes, something, both times: the second time in
# another time zone and language, with memory that is never zero by chance. ACTUAL: where to keep what was printed.
cmake_minimum_required(VERSION 3.24)

string(REPLACE "|" ";" ARGUMENTS "${ARGUMENTS}")
set(first)
set(second TZ=Pacific/Chatham LC_ALL=de_DE.UTF-8 MALLOC_PERTURB_=165)
foreach(run IN ITEMS first second)
  execute_process(COMMAND "${CMAKE_COMMAND}" -E env ${${run}} "${PROGRAM}" ${ARGUMENTS} OUTPUT_FILE "${ACTUAL}.${run}"
                  ERROR_FILE "${ACTUAL}.${run}.errors" RESULT_VARIABLE result)
  if(NOT result STREQUAL EXIT)
    file(READ "${ACTUAL}.${run}.errors" errors)
    message(FATAL_ERROR "the ${run} time it ended with ${result}, not ${EXIT}\n${errors}")
  endif()
endforeach()
file(SIZE "${ACTUAL}.first" size)
if(size EQUAL 0)
  message(FATAL_ERROR "nothing was printed")
endif()
foreach(what IN ITEMS "" .errors)
  execute_process(COMMAND "${CMAKE_COMMAND}" -E compare_files "${ACTUAL}.first${what}" "${ACTUAL}.second${what}"
                  RESULT_VARIABLE differs ERROR_QUIET)
  if(NOT differs EQUAL 0)
    execute_process(COMMAND diff -u "${ACTUAL}.first${what}" "${ACTUAL}.second${what}")
    message(FATAL_ERROR "the second time it printed something else")
  endif()
endforeach()
