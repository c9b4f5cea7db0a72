# find_package(bangfu @MAJOR@) gives bangfu::bangfu, the shared library, and
# bangfu::static; with sheets, texts and open data in it, bangfu::exchange
# and bangfu::exchange_static. A program links one of the four. Relocatable: the
# prefix is three folders above this file.
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

if(NOT TARGET bangfu::exchange)
  add_library(bangfu::exchange SHARED IMPORTED)
  set_target_properties(bangfu::exchange PROPERTIES
    IMPORTED_LOCATION "${_bangfu_prefix}/lib/libbangfu_exchange.so.@ABI@"
    IMPORTED_SONAME "libbangfu_exchange.so.@ABI@"
    INTERFACE_INCLUDE_DIRECTORIES "${_bangfu_prefix}/include")
endif()

if(NOT TARGET bangfu::exchange_static)
  add_library(bangfu::exchange_static STATIC IMPORTED)
  set_target_properties(bangfu::exchange_static PROPERTIES
    IMPORTED_LOCATION "${_bangfu_prefix}/lib/libbangfu_exchange.a"
    INTERFACE_INCLUDE_DIRECTORIES "${_bangfu_prefix}/include"
    INTERFACE_LINK_LIBRARIES "pthread;m;dl")
endif()

unset(_bangfu_prefix)
