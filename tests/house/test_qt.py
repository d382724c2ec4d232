"""PLATFORM §1: this PySide6 on this Python does not lose references to None."""

import subprocess
import sys

LOOP = """
from PySide6.QtWidgets import QApplication, QLabel
application = QApplication([])
label = QLabel()
for number in range(20_000):
    label.setText(str(number))
"""


def test_a_label_can_be_written_twenty_thousand_times() -> None:
    # PySide6 6.12 on Python 3.11 aborts the process after about 5,500 calls.
    done = subprocess.run([sys.executable, "-c", LOOP], capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"pin a PySide6 that keeps None alive:\n{done.stderr[-400:]}"
