# Flags every target of the project is built with.
function(presswash_target_flags target)
  target_compile_features(${target} PUBLIC cxx_std_20)
  set_target_properties(${target} PROPERTIES CXX_EXTENSIONS OFF POSITION_INDEPENDENT_CODE ON)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion
                                           -Wnon-virtual-dtor -Wold-style-cast -Woverloaded-virtual)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    target_compile_options(${target} PRIVATE -Wno-restrict) # false alarms on "literal" + std::string (GCC bug 105651)
  endif()
  if(PRESSWASH_WERROR AND NOT PRESSWASH_SANITIZE) # their code raises false alarms of its own
    target_compile_options(${target} PRIVATE -Werror)
  endif()
  if(PRESSWASH_MOLD)
    target_link_options(${target} PRIVATE -fuse-ld=mold)
  endif()
  if(PRESSWASH_SANITIZE)
    target_compile_options(${target} PRIVATE -fsanitize=${PRESSWASH_SANITIZE} -fno-omit-frame-pointer
                                             -fno-sanitize-recover=all -Wno-maybe-uninitialized)
    target_compile_definitions(${target} PRIVATE PRESSWASH_SANITIZED=1)
    if(PRESSWASH_SANITIZE STREQUAL "thread")
      target_compile_definitions(${target} PRIVATE PRESSWASH_THREAD_SANITIZER=1)
    endif()
    target_link_options(${target} PUBLIC -fsanitize=${PRESSWASH_SANITIZE})
  endif()
endfunction()

# A folder of core/: its sources become part of presswash_core.
function(presswash_core_sources)
  foreach(source IN LISTS ARGN)
    target_sources(presswash_core PRIVATE "${CMAKE_CURRENT_SOURCE_DIR}/${source}")
  endforeach()
endfunction()

# presswash_test(NAME [THREADS] SOURCES...): one GoogleTest program, registered test by test. Its tests carry the folder's
# name as label, and are built by the target presswash_tests_<folder>. THREADS: what it tests runs threads; their label is
# <folder>-threads, and presswash_tests_threads builds them too: the thread sanitizer runs these.
function(presswash_test name)
  cmake_parse_arguments(PARSE_ARGV 1 test "THREADS" "" "")
  get_filename_component(folder "${CMAKE_CURRENT_SOURCE_DIR}" NAME)
  set(label ${folder})
  if(test_THREADS)
    set(label ${folder}-threads)
    add_dependencies(presswash_tests_threads ${name})
  endif()
  add_executable(${name} ${test_UNPARSED_ARGUMENTS})
  presswash_target_flags(${name})
  target_link_libraries(${name} PRIVATE presswash::core presswash_test_support GTest::gmock GTest::gtest_main)
  gtest_discover_tests(${name} DISCOVERY_TIMEOUT 60 DISCOVERY_MODE PRE_TEST PROPERTIES LABELS ${label} TIMEOUT 600)
  add_dependencies(presswash_tests_${folder} ${name})
endfunction()

# presswash_bench(NAME [SMOKE REGEX] SOURCES...): one Google Benchmark program, in bench/programs of the build folder.
# The tests run it once, as shortly as it goes, to see that its answers are right; REGEX names the benchmarks that do
# for that (all of them when it is not given).
function(presswash_bench name)
  cmake_parse_arguments(PARSE_ARGV 1 bench "" "SMOKE" "")
  add_executable(${name} ${bench_UNPARSED_ARGUMENTS})
  presswash_target_flags(${name})
  target_link_libraries(${name} PRIVATE presswash::core benchmark::benchmark benchmark::benchmark_main)
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/bench/programs")
  if(PRESSWASH_BUILD_TESTS)
    if(NOT bench_SMOKE)
      set(bench_SMOKE ".*")
    endif()
    add_test(NAME bench.${name} COMMAND ${name} --benchmark_min_time=0.001 "--benchmark_filter=${bench_SMOKE}")
    set_tests_properties(bench.${name} PROPERTIES LABELS bench TIMEOUT 300 FAIL_REGULAR_EXPRESSION "ERROR OCCURRED")
  endif()
endfunction()
