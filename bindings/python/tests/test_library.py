"""The library is compared with these sources before it is asked."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import bangfu
from bangfu import _fingerprint, _library


def copied(folder: Path) -> Path:
    package = folder / "bangfu"
    shutil.copytree(Path(bangfu.__file__).parent, package)
    return package


def imported(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "import bangfu; print(bangfu.__version__)"],
        cwd=folder,
        env={"PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_library_of_other_sources_is_refused_politely(tmp_path: Path) -> None:
    package = copied(tmp_path)
    assert imported(tmp_path).stdout.strip() == bangfu.__version__
    other = "sha256:" + "f" * 64
    (package / "_fingerprint.py").write_text(f'FINGERPRINT = "{other}"\n')
    refused = imported(tmp_path)
    assert refused.returncode == 1
    assert "ImportError" in refused.stderr and "of another version" in refused.stderr
    assert other in refused.stderr and _fingerprint.FINGERPRINT in refused.stderr


def test_a_library_of_another_uniffi_is_refused_politely(tmp_path: Path) -> None:
    package = copied(tmp_path)
    raw = package / "_raw.py"
    source = raw.read_text(encoding="utf-8")
    ours = "    bindings_contract_version = "
    assert source.count(ours) == 1
    raw.write_text(source.replace(ours, ours + "1000 + "), encoding="utf-8")
    refused = imported(tmp_path)
    assert refused.returncode == 1
    assert "ImportError: bangfu's native library is missing or of another version" in refused.stderr


def test_a_library_that_is_missing_is_an_import_error(tmp_path: Path) -> None:
    package = copied(tmp_path)
    for library in package.glob("*bangfu_uniffi*"):
        library.unlink()
    refused = imported(tmp_path)
    assert refused.returncode == 1
    assert "ImportError: bangfu's native library is missing" in refused.stderr


def test_fingerprints_that_differ_are_refused() -> None:
    _library.judge("a", "a")
    with pytest.raises(ImportError):
        _library.judge("a", "b")
