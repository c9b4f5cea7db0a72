"""What the tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import bangfu

ROOT = Path(os.environ.get("BANGFU_ROOT", Path(__file__).parents[3]))


@pytest.fixture(scope="session")
def wanyuan() -> Path:
    """The programme that every sample reads."""
    return ROOT / "bindings/cli/data/wanyuan.json"


@pytest.fixture(scope="session")
def programme(wanyuan: Path) -> bangfu.Programme:
    return bangfu.read(wanyuan)


@pytest.fixture(scope="session")
def plan(programme: bangfu.Programme) -> bangfu.Plan:
    return programme.allocate()
