// Only there to have the headers of the tests precompiled once; see CMakeLists.txt.
