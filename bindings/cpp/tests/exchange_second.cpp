// A second file with the headers, so that the linker sees what is in them twice.

#include <bangfu_exchange.hpp>

std::optional<std::string> name_from_second_file(bf_status status)
{
    return bangfu::status_name(status);
}
