# Flags every target of the project is built with.
function(presswash_target_flags target)
  target_compile_features(${target} PUBLIC cxx_std_20)
  set_target_properties(${target} PROPERTIES CXX_EXTENSIONS OFF POSITION_INDEPENDENT_CODE ON)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion
                                           -Wnon-virtual-dtor -Wold-style-cast -Woverloaded-virtual)
  if(PRESSWASH_WERROR)
    target_compile_options(${target} PRIVATE -Werror)
  endif()
  if(PRESSWASH_SANITIZE)
    target_compile_options(${target} PRIVATE -fsanitize=${PRESSWASH_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    target_compile_definitions(${target} PRIVATE PRESSWASH_SANITIZED=1)
    target_link_options(${target} PUBLIC -fsanitize=${PRESSWASH_SANITIZE})
  endif()
endfunction()

# A folder of core/: its sources become part of presswash_core.
function(presswash_core_sources)
  foreach(source IN LISTS ARGN)
    target_sources(presswash_core PRIVATE "${CMAKE_CURRENT_SOURCE_DIR}/${source}")
  endforeach()
endfunction()

# presswash_test(NAME SOURCES...): one GoogleTest program, registered test by test.
function(presswash_test name)
  add_executable(${name} ${ARGN})
  presswash_target_flags(${name})
  target_link_libraries(${name} PRIVATE presswash::core presswash_test_support GTest::gmock GTest::gtest_main)
  gtest_discover_tests(${name} DISCOVERY_TIMEOUT 60 DISCOVERY_MODE PRE_TEST)
endfunction()

# presswash_bench(NAME SOURCES...): one Google Benchmark program.
function(presswash_bench name)
  add_executable(${name} ${ARGN})
  presswash_target_flags(${name})
  target_link_libraries(${name} PRIVATE presswash::core benchmark::benchmark benchmark::benchmark_main)
endfunction()
