# find_package(bangfu @MAJOR@) gives bangfu::bangfu, the shared library, and
# bangfu::static. Relocatable: the prefix is three folders above this file.
get_filename_component(_bangfu_prefix "${CMAKE_CURRENT_LIST_DIR}/../../.." ABSOLUTE)

if(NOT TARGET bangfu::bangfu)
  add_library(bangfu::bangfu SHARED IMPORTED)
  set_target_properties(bangfu::bangfu PROPERTIES
    IMPORTED_LOCATION "${_bangfu_prefix}/lib/libbangfu.so.@ABI@"
    IMPORTED_SONAME "libbangfu.so.@ABI@"
    INTERFACE_INCLUDE_DIRECTORIES "${_bangfu_prefix}/include")
endif()

if(NOT TARGET bangfu::static)
  add_library(bangfu::static STATIC IMPORTED)
  set_target_properties(bangfu::static PROPERTIES
    IMPORTED_LOCATION "${_bangfu_prefix}/lib/libbangfu.a"
    INTERFACE_INCLUDE_DIRECTORIES "${_bangfu_prefix}/include"
    INTERFACE_LINK_LIBRARIES "pthread;m;dl")
endif()

unset(_bangfu_prefix)
