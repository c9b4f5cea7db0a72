// What the tests in C++ share: counted checks, and files.

#ifndef CHECK_HPP
#define CHECK_HPP

#include <bangfu.hpp>

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

inline unsigned long checks = 0, wrong = 0;

inline void check(bool good, char const *what, char const *file, int line)
{
    ++checks;
    if (!good) {
        ++wrong;
        std::cerr << file << ':' << line << ": " << what << '\n';
    }
}

// Counts a check, and says where it stands when it fails.
#define CHECK(condition) check(static_cast<bool>(condition), #condition, __FILE__, __LINE__)

// The status of the bangfu::Error that a call throws; BF_OK when it throws none.
template <typename Call> bf_status thrown(Call &&call)
{
    try {
        call();
        return BF_OK;
    } catch (bangfu::Error const &error) {
        CHECK(!error.findings().empty() && error.findings().front().status == error.status());
        CHECK(error.findings().front().name == error.name() && *error.what() != '\0');
        return error.status();
    }
}

inline std::string contents(std::string const &path)
{
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        std::cerr << path << " can't be read\n";
        std::exit(EXIT_FAILURE);
    }
    return {std::istreambuf_iterator<char>(file), {}};
}

#endif
