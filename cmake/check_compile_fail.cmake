# Checks that a program does not compile, and for the right reason. A file of tests/compile_fail compiles as it stands; with
# PORTFIT_MUST_NOT_COMPILE defined it must fail with an error its line `// expected error: REGEX` matches. The first half
# guards against a test that "passes" because a header moved. Variables: COMPILER, SOURCE, SOURCE_DIR.
cmake_minimum_required(VERSION 3.24)

set(compile "${COMPILER}" -std=c++20 -fsyntax-only "-I${SOURCE_DIR}/include" "${SOURCE}")

file(READ "${SOURCE}" text)
if(NOT text MATCHES "// expected error: ([^\n]+)")
  message(FATAL_ERROR "${SOURCE} does not say which error it expects")
endif()
set(expected "${CMAKE_MATCH_1}")

execute_process(COMMAND ${compile} RESULT_VARIABLE result ERROR_VARIABLE errors)
if(NOT result EQUAL 0)
  message(FATAL_ERROR "${SOURCE} should compile without PORTFIT_MUST_NOT_COMPILE:\n${errors}")
endif()

execute_process(COMMAND ${compile} -DPORTFIT_MUST_NOT_COMPILE RESULT_VARIABLE result ERROR_VARIABLE errors)
if(result EQUAL 0)
  message(FATAL_ERROR "${SOURCE} compiles, which it must not")
elseif(NOT errors MATCHES "${expected}")
  message(FATAL_ERROR "${SOURCE} fails to compile, but not with '${expected}':\n${errors}")
endif()
