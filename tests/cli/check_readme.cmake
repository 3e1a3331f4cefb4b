# What README.md in SOURCE_DIR shows is true: PROGRAM prints the answer quoted there (but for its first line and for line breaks), and the
# program quoted there stands in the example it names.
cmake_minimum_required(VERSION 3.24)

file(READ "${SOURCE_DIR}/README.md" readme)

# The answer: a block whose first line is the command.
if(NOT readme MATCHES "\n```\n\\$ portfit ([^\n]*)\n([^`]*)```")
  message(FATAL_ERROR "README.md quotes no command")
endif()
set(quoted "${CMAKE_MATCH_2}")
string(REPLACE " " ";" arguments "${CMAKE_MATCH_1}")
execute_process(COMMAND "${PROGRAM}" ${arguments} WORKING_DIRECTORY "${SOURCE_DIR}" OUTPUT_VARIABLE printed RESULT_VARIABLE result)
if(NOT result EQUAL 1) # blocked
  message(FATAL_ERROR "the quoted command ended with ${result}, not 1")
endif()
string(FIND "${printed}" "\n" end_of_head)
string(SUBSTRING "${printed}" ${end_of_head} -1 printed)
foreach(text IN ITEMS quoted printed)
  string(REGEX REPLACE "[ \n]+" " " ${text} "${${text}}")
  string(STRIP "${${text}}" ${text})
endforeach()
if(NOT quoted STREQUAL printed)
  message(FATAL_ERROR "README.md quotes\n  ${quoted}\nbut the planner prints\n  ${printed}")
endif()

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
