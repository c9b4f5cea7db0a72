"""The library is compared with the sources of both packages before it is asked."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import bangfu
import bangfu_exchange
import pytest


def imported(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "import bangfu_exchange; print('fits')"],
        cwd=folder,
        env={"PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("package", ["bangfu", "bangfu_exchange"])
def test_a_library_of_other_sources_is_refused_politely(tmp_path: Path, package: str) -> None:
    for module in (bangfu, bangfu_exchange):
        source = Path(module.__file__ or "").parent
        shutil.copytree(source, tmp_path / source.name)
    assert imported(tmp_path).stdout.strip() == "fits"
    other = "sha256:" + "f" * 64
    (tmp_path / package / "_fingerprint.py").write_text(f'FINGERPRINT = "{other}"\n')
    refused = imported(tmp_path)
    assert refused.returncode == 1
    assert "ImportError" in refused.stderr and "of another version" in refused.stderr
