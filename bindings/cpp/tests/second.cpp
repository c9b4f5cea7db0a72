// A second file with the header, so that the linker sees what is in it twice.

#include <bangfu.hpp>

std::string version_of_second_file() { return bangfu::version(); }
