"""A document too large for the machine is refused before it is read."""

from __future__ import annotations

import subprocess
import sys

import pytest

import bangfu
from bangfu import _library, _raw

SCRIPT = """
import resource, bangfu
document = b'{"format":"bangfu.rules/1","id":"r"}' + b" " * (64 << 20)
bangfu.Rules.read(document)
with open("/proc/self/statm") as file:
    held = int(file.read().split()[0]) * resource.getpagesize()
limit = held + (256 << 20)
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
try:
    bangfu.Rules.read(document)
except bangfu.MisuseError as error:
    print(error.first.name)
print(bangfu.Rules.read(document[:36]).id)
"""


def test_too_little_memory_is_an_error_and_no_abort() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout.split()) == (0, ["OUT_OF_MEMORY", "r"]), done.stderr


def test_a_length_that_no_argument_can_carry_is_refused() -> None:
    _library.ask(_raw.raw_refuse_length, 2**31 - 1)
    for length in (2**31, 2**63 - 1, 2**64 - 1):
        with pytest.raises(bangfu.MisuseError) as caught:
            _library.ask(_raw.raw_refuse_length, length)
        assert caught.value.first.name == "BAD_LENGTH"
