# The program that README.md in SOURCE_DIR quotes stands in the example it names.
cmake_minimum_required(VERSION 3.24)

file(READ "${SOURCE_DIR}/README.md" readme)

# The program: the first block of C++, which must stand in the example named above it, line by line.
if(NOT readme MATCHES "\\((examples/[a-z0-9_]+\\.cpp)\\)[^\n]*\n\n```cpp\n([^`]*)```")
  message(FATAL_ERROR "README.md quotes no program")
endif()
set(example "${CMAKE_MATCH_1}")
set(program "${CMAKE_MATCH_2}")
file(READ "${SOURCE_DIR}/${example}" source)
string(FIND "${source}" "${program}" place)
if(place EQUAL -1)
  message(FATAL_ERROR "${example} does not hold what README.md quotes of it:\n${program}")
endif()
