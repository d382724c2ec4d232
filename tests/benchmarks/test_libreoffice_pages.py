"""Every Word file is loaded by LibreOffice and takes as many pages as our PDF.

The shipped faces stand for the standard ones, which this machine has not. LibreOffice 7.4 is no
reference for where lines break: it parts figures from Han and hangs marks although the file says
not to, so that a paragraph may take a line more. None of these documents ends where that counts.
"""

import os
import shutil
import subprocess
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from fontTools.ttLib import TTFont

from reports import fonts, marks, pages
from reports.gongwen import Face
from tests.benchmarks.figures import keep
from tests.reports.measures.documents import DOCUMENTS
from tests.reports.measures.produced import Sample, produced

_MINUTES = 4
_SEMIBOLD = 180
"""What fontconfig calls the weight of 小标宋's stand-in, which is no family of its own."""


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every document as LibreOffice prints its Word file, by one call."""
    office = shutil.which("soffice")
    if office is None:
        pytest.fail("LibreOffice (soffice) is not installed: nothing can be said of its pages")
    folder = tmp_path_factory.mktemp("libreoffice")
    for sample in DOCUMENTS:
        (folder / f"{sample}.docx").write_bytes(produced(sample).docx)
    files = sorted(map(str, folder.glob("*.docx")))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    asked = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *files]
    faces = {**os.environ, "FONTCONFIG_FILE": str(_font_table(folder))}
    subprocess.run(asked, env=faces, check=True, capture_output=True, timeout=60 * _MINUTES)
    return folder


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


@pytest.mark.parametrize("sample", DOCUMENTS, ids=str)
def test_a_word_file_takes_as_many_pages_as_the_pdf(sample: Sample, loaded: Path) -> None:
    theirs = loaded / f"{sample}.pdf"
    assert theirs.exists(), "LibreOffice did not load the file"
    assert pages.count(theirs.read_bytes()) == pages.count(produced(sample).pdf)


def test_how_many_documents_were_loaded(loaded: Path) -> None:
    printed = [pages.count(path.read_bytes()) for path in loaded.glob("*.pdf")]
    keep("libreoffice-pages", {"documents": len(printed), "pages": sum(printed)})
    assert len(printed) == len(DOCUMENTS)
