# Faster builds of presswash itself, where the tools are found: ccache for compiling, mold for linking.
if(PROJECT_IS_TOP_LEVEL)
  find_program(PRESSWASH_CCACHE ccache)
  if(PRESSWASH_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER "${PRESSWASH_CCACHE}")
  endif()
  find_program(PRESSWASH_MOLD mold)
endif()
