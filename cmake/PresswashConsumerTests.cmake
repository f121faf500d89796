# The tests of the installed package: install into a folder of the build, build tests/consumer against it, run it; and
# configure it with the sources as a folder.
set(consumer_folder "${PROJECT_BINARY_DIR}/consumer")

add_test(NAME consumer.Installs COMMAND "${CMAKE_COMMAND}" --install "${PROJECT_BINARY_DIR}" --component development
                                        --prefix "${consumer_folder}/prefix")
set_tests_properties(consumer.Installs PROPERTIES FIXTURES_SETUP presswash_installed LABELS consumer)

add_test(
  NAME consumer.BuildsAndRunsAgainstTheInstalledPackage
  COMMAND
    "${CMAKE_CTEST_COMMAND}" --build-and-test "${PROJECT_SOURCE_DIR}/tests/consumer" "${consumer_folder}/build"
    --build-generator "${CMAKE_GENERATOR}" --build-options "-DCMAKE_PREFIX_PATH=${consumer_folder}/prefix"
    "-DCMAKE_BUILD_TYPE=${CMAKE_BUILD_TYPE}" "-DCMAKE_CXX_COMPILER=${CMAKE_CXX_COMPILER}"
    "-DCMAKE_MAKE_PROGRAM=${CMAKE_MAKE_PROGRAM}" --test-command consumer)
set_tests_properties(consumer.BuildsAndRunsAgainstTheInstalledPackage PROPERTIES FIXTURES_REQUIRED presswash_installed
                                                                                 LABELS consumer)

add_test(NAME consumer.ConfiguresWithTheSourcesAsAFolder
         COMMAND "${CMAKE_COMMAND}" -G "${CMAKE_GENERATOR}" -S "${PROJECT_SOURCE_DIR}/tests/consumer" -B
                 "${consumer_folder}/folder" "-DPRESSWASH_FOLDER=${PROJECT_SOURCE_DIR}"
                 "-DCMAKE_CXX_COMPILER=${CMAKE_CXX_COMPILER}" "-DCMAKE_MAKE_PROGRAM=${CMAKE_MAKE_PROGRAM}")
set_tests_properties(consumer.ConfiguresWithTheSourcesAsAFolder PROPERTIES LABELS consumer)
