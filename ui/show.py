"""The main job without a window: `python -m ui.show FOLDER` (what `./run` does without a display).

Makes a demo casebook anew, takes in a list, enters a visit and works its issues to 销号, writes the
month's bulletin as Word and PDF, the ledger also as Excel, takes pictures of the pages and of the
window, and says where everything is. Every step is a command that anybody can type.
"""

import io
import json
import os
import shutil
import sys
from collections.abc import Sequence
from contextlib import redirect_stdout
from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from desk.cli.main import main as command
from desk.files import write_bytes
from reports.pages import Picture, pictures
from ui import style
from ui.app import application
from ui.ask import WindowAsk
from ui.demolist import enterprise_list
from ui.pages import PAGES
from ui.settings import Settings
from ui.window import MainWindow

MONTH = "2018-07"
_SIZE = (1366, 768)
_SCALE = 1.5


class Failed(Exception):
    """A command of the walk did not do what it should."""


class Aloud(WindowAsk):
    """Nobody is there to read a warning, so it ends the walk."""

    def warn(self, sentence: str, detail: str = "") -> None:
        """See Ask."""
        raise Failed(sentence + detail)


def run(*arguments: str) -> str:
    """One command of `baolian`; what it prints. Raises `Failed` if it is refused."""
    printed = io.StringIO()
    with redirect_stdout(printed):
        status = command(arguments, lambda _book: 0)
    if status:
        raise Failed(f"baolian {' '.join(arguments)}：{status}")
    return printed.getvalue()


def walk(folder: Path) -> Path:
    """The work of a month in a few minutes' commands; the casebook's folder comes back."""
    book = folder / "台账"
    run("new", str(book), "--demo")
    listed = folder / "企业名单.xlsx"
    write_bytes(listed, enterprise_list())
    run("import", str(book), str(listed))
    proof = folder / "送电验收单.txt"
    write_bytes(proof, "新增 800 千伏安变压器已于当日送电，企业签字确认。\n".encode())
    _visit_and_close(str(book), proof)
    run("bulletin", str(book), "--month", MONTH, "--out", str(folder))
    for suffix in ("docx", "pdf", "xlsx"):
        run("ledger", str(book), "--out", str(folder / f"问题台账.{suffix}"))
    return book


def _visit_and_close(book: str, proof: Path) -> None:
    """A visit with two problems: one settled on the spot, one worked through every gate."""
    first = json.loads(run("list", book, "enterprises", "--sort", "code", "--limit", "1", "--json"))
    subject = f"subject={first[0]['code']}"
    visit = run(
        *("add", book, "visits", subject, "visited_on=2018-07-31", "way=入企走访"),
        "situation=订单充足，两条生产线满负荷运转。",
    ).split()[-1]
    tied = ("add", book, "issues", f"visit={visit}")
    near = run(*tied, "title=厂区门口路灯不亮，夜班工人出入不便", "category=基础设施").split()[-1]
    run("step", book, near, "settle", "result=当场联系养护单位，当晚修复")
    far = run(*tied, "title=新增生产线用电容量不足，申请增容", "category=能源保障").split()[-1]
    for step in _LIFE:
        attached = ("--attach", str(proof)) if step[0] == "resolve" else ()
        run("step", book, far, *step, *attached)


_LIFE: Sequence[Sequence[str]] = (
    ("dispatch", "lead_unit=渤海新区供电公司", "co_units=渤海新区经发局"),
    ("accept", "responsible=薛平七"),
    ("measure", "text=现场勘查，拿出增容方案"),
    ("measure_done", "measure=1", "outcome=方案已由企业确认"),
    ("resolve", "result=增容 800 千伏安，已送电"),
    ("verify",),
    ("follow_up", "satisfaction=满意"),
    ("close",),
)


def picture_pages(folder: Path) -> None:
    """Every page of every PDF in a folder, as a PNG beside it."""
    for path in sorted(folder.glob("*.pdf")):
        for number, page in enumerate(pictures(path.read_bytes(), _SCALE), 1):
            _image(page).save(str(folder / "图片" / f"{path.stem}-{number}.png"))


def _image(page: Picture) -> QImage:
    return QImage(
        page.pixels, page.width, page.height, page.stride, QImage.Format.Format_RGB32
    ).copy()


def picture_window(book: Path, folder: Path) -> None:
    """Every page of the window on this casebook, in light and dark."""
    app = application()
    settings = Settings(folder / "window.ini")
    nobody = QWidget()
    for theme in ("light", "dark"):
        settings.chosen_theme = "dark" if theme == "dark" else "light"
        style.apply(app, settings.theme)
        window = MainWindow(settings, Aloud(nobody))
        window.resize(*_SIZE)
        window.show()
        if not window.open_book(book):
            raise Failed(f"窗口打不开“{book}”")
        for page in PAGES:
            path = folder / "图片" / f"窗口-{page.name}-{theme}.png"
            _grab(app, window, page.name, path)
        window.close()
        window.deleteLater()
    nobody.deleteLater()
    (folder / "window.ini").unlink(missing_ok=True)


def _grab(app: QApplication, window: MainWindow, name: str, path: Path) -> None:
    window.show_page(name)
    app.processEvents()
    window.grab().save(str(path))


def main(folder: Path) -> int:
    """Do all of it and say where the files are; 1 if a step failed."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "图片").mkdir(parents=True)
    application()
    try:
        book = walk(folder)
        picture_pages(folder)
        picture_window(book, folder)
    except Failed as error:
        sys.stderr.write(f"没有走完：{error}\n")
        return 1
    made = [
        path for path in sorted(folder.rglob("*")) if path.is_file() and book not in path.parents
    ]
    lines = [f"没有显示器，已在 {folder} 里把主要的活走了一遍："]
    lines += [f"  {path.relative_to(folder)}" for path in made]
    sys.stdout.write("\n".join([*lines, f"  {book.name}/（演示台账）"]) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
