"""The guard of tests/conftest.py notices a window that outlives its test."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.house.source import ROOT

LEAKY = """
from PySide6.QtWidgets import QLabel
kept = []

def test_keeps_a_window(qapp):
    kept.append(QLabel())
    kept[0].setWindowTitle("遗留")

def test_fails_with_a_window_in_hand(qapp):
    label = QLabel()
    assert not label

def test_leaves_nothing(qapp):
    QLabel().deleteLater()
"""


def test_a_window_left_behind_fails_its_own_test_and_no_other(tmp_path: Path) -> None:
    shutil.copy(ROOT / "tests/conftest.py", tmp_path)
    (tmp_path / "test_leaky.py").write_text(LEAKY, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:randomly", "-p", "no:cacheprovider"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert "QLabel（遗留）" in done.stdout
    assert "1 failed, 2 passed, 1 error" in done.stdout
