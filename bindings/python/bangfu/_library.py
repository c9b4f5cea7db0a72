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


Progress = Callable[[int, int], object]
"""Is told ``(done, total)``; answering ``False`` stops the run."""


class Heard:
    """Passes reports on and keeps what the caller's function raised. Each library
    has a listener of its own, which this is the whole of."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self.raised: BaseException | None = None

    def report(self, done: int, total: int) -> bool:
        try:
            return self._progress(done, total) is not False
        except BaseException as raised:
            self.raised = raised
            return False


def ask_heard(heard: Heard | None, question: Callable[[], T]) -> T:
    """Asks what ``heard`` listens to; what its function raised comes out as it is."""
    try:
        return ask(question)
    except Exception:
        if heard is None or heard.raised is None:
            raise
        raised, heard.raised = heard.raised, None
        # The run ended because of it: it alone is of interest.
        raise raised from None


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
