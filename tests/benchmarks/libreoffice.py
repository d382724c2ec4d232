"""LibreOffice with the shipped faces in place of the standard ones, which this machine has not."""

import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from fontTools.ttLib import TTFont

from reports import fonts, marks
from reports.gongwen import Face

_MINUTES = 4
_SEMIBOLD = 180
"""What fontconfig calls the weight of 小标宋's stand-in, which is no family of its own."""


class Office:
    """LibreOffice with a profile and a configuration of fonts in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        program = shutil.which("soffice")
        if program is None:
            pytest.fail("LibreOffice (soffice) is not installed: there is nothing to compare with")
        folder.mkdir(exist_ok=True)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        self._command = (program, profile, "--headless", "--convert-to", "pdf", "--outdir")
        self._faces = {**os.environ, "FONTCONFIG_FILE": str(_font_table(folder))}

    def convert(self, files: Iterable[Path], folder: Path) -> None:
        """Print files as PDF into a folder, by one call."""
        asked = (*self._command, str(folder), *map(str, files))
        limit = 60 * _MINUTES
        subprocess.run(asked, env=self._faces, check=True, capture_output=True, timeout=limit)


def _font_table(folder: Path) -> Path:
    """A configuration of fontconfig that knows the shipped faces alone, by the standard names."""
    (folder / "marks.ttf").write_bytes(marks.face())
    aliases = "".join(_alias(face, fonts.CHAINS[face][0]) for face in Face)
    aliases += _match(marks.WORD_NAME, marks.NAME)
    path = folder / "fonts.conf"
    path.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"<dir>{escape(str(fonts.folder()))}</dir><dir>{escape(str(folder))}</dir>"
        f"<cachedir>{escape(str(folder / 'cache'))}</cachedir>{aliases}</fontconfig>",
        encoding="utf-8",
    )
    return path


def _alias(face: Face, name: str) -> str:
    with TTFont(fonts.folder() / f"{name}.ttf", lazy=True) as font:
        family, heavy = font["name"].getDebugName(1), font["OS/2"].usWeightClass > 500
    return _match(face, family or name, _SEMIBOLD if heavy else 0)


def _match(asked: str, family: str, weight: int = 0) -> str:
    """Who asks for one family is given another, for its Chinese as for its Latin."""
    heavy = f'<edit name="weight" mode="assign"><int>{weight}</int></edit>' if weight else ""
    return (
        f'<match target="pattern"><test name="family"><string>{escape(asked)}</string></test>'
        f'<edit name="family" mode="assign" binding="strong"><string>{escape(family)}</string>'
        f"</edit>{heavy}</match>"
    )
