"""The native library: found, and compared with these sources and with bangfu's."""

from __future__ import annotations

import os

from bangfu import _fingerprint as _bangfu
from bangfu._library import judge

from ._fingerprint import FINGERPRINT

try:
    from . import _raw
except ImportError:
    raise
except Exception as error:
    # As in bangfu: what is raised depends on what is missing.
    raise ImportError(
        "bangfu_exchange's native library is missing, or it and bangfu are of different "
        f"versions; it belongs beside {os.path.dirname(__file__)}/_raw.py, where the wheel "
        f"puts it ({error})"
    ) from error

# Errors are bangfu's own classes, so the sources of both have to be those that
# the library was made with.
judge(f"{FINGERPRINT} {_bangfu.FINGERPRINT}", _raw.raw_exchange_interface_fingerprint())
