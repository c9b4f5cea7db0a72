"""The native library: found, compared with these sources, and asked."""

from __future__ import annotations

import os
from typing import Callable, ParamSpec, TypeVar

from ._fingerprint import FINGERPRINT

P = ParamSpec("P")
T = TypeVar("T")

Source = str | os.PathLike[str] | bytes | bytearray | memoryview
"""A document: its bytes, or the path of a file that holds them."""

try:
    from . import _raw
except ImportError:
    raise
except Exception as error:
    # OSError without a library, AttributeError without one of its functions. Of
    # a library that another uniffi made, the generated sources raise a class of
    # their own, which went with the module that could not be imported.
    raise ImportError(
        "bangfu's native library is missing or of another version; it belongs beside "
        f"{os.path.dirname(__file__)}/_raw.py, where the wheel puts it ({error})"
    ) from error


def judge(wanted: str, found: str) -> None:
    """Refuses a library that other sources were made for.

    Its records may have other fields; reading them would take the process down.
    """
    if wanted != found:
        raise ImportError(
            f"bangfu's native library is of another version: these sources belong to {wanted}, "
            f"the library is {found}; install the package anew"
        )


judge(FINGERPRINT, _raw.raw_interface_fingerprint())

# After the check, for these read the library's records.
from ._errors import translated  # noqa: E402


def ask(question: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Asks the library; what it refuses is raised as this package's error."""
    try:
        return question(*args, **kwargs)
    except _raw.RawError as error:
        refused = translated(error)
    raise refused


def document(source: Source) -> bytes:
    """The bytes of a document."""
    if isinstance(source, (str, os.PathLike)):
        with open(source, "rb") as file:
            data = file.read()
    elif isinstance(source, bytes):
        data = source
    elif isinstance(source, (bytearray, memoryview)):
        data = bytes(source)
    else:
        raise TypeError(f"a path or bytes are required, not {type(source).__name__}")
    if len(data) > 0x7FFF_FFFF:
        # More than the length of an argument can say.
        ask(_raw.raw_refuse_length, len(data))
    return data
