# Installs the library for find_package(presswash): headers under include/presswash, the archive, the package files.
include(CMakePackageConfigHelpers)

set(presswash_package_folder "${CMAKE_INSTALL_LIBDIR}/cmake/presswash")

install(
  TARGETS presswash_core
  EXPORT presswash_targets
  ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}" COMPONENT development)
install(
  DIRECTORY "${PROJECT_SOURCE_DIR}/core/"
  DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}/presswash"
  COMPONENT development
  FILES_MATCHING
  PATTERN "*.h")
install(
  EXPORT presswash_targets
  NAMESPACE presswash::
  FILE presswashTargets.cmake
  DESTINATION "${presswash_package_folder}"
  COMPONENT development)

configure_package_config_file("${PROJECT_SOURCE_DIR}/cmake/presswashConfig.cmake.in"
                              "${CMAKE_CURRENT_BINARY_DIR}/presswashConfig.cmake"
                              INSTALL_DESTINATION "${presswash_package_folder}")
write_basic_package_version_file("${CMAKE_CURRENT_BINARY_DIR}/presswashConfigVersion.cmake"
                                 COMPATIBILITY SameMinorVersion)
install(
  FILES "${CMAKE_CURRENT_BINARY_DIR}/presswashConfig.cmake" "${CMAKE_CURRENT_BINARY_DIR}/presswashConfigVersion.cmake"
        "${PROJECT_SOURCE_DIR}/cmake/PresswashDependencies.cmake"
  DESTINATION "${presswash_package_folder}"
  COMPONENT development)
install(
  FILES "${PROJECT_SOURCE_DIR}/LICENSE" "${PROJECT_SOURCE_DIR}/docs/third-party.md"
  DESTINATION "${CMAKE_INSTALL_DOCDIR}"
  COMPONENT development)
