"""The manual's page of documents: a picture of every sample, drawn from the demo casebook.

Run from the project's folder as `make pictures`, or `python -m resources.manual.draw`. It
writes `documents.md` and `pictures/` beside itself; the same program draws the same bytes again.
"""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path

from PIL import Image

from desk import demo
from desk.book.casebook import Book
from desk.documents import BULLETINS, DOCUMENTS
from desk.errors import Refused
from desk.printable import Printable
from desk.printing import PDF
from desk.samples import SAMPLES, Sample
from reports.pages import Picture, count, picture, sizes

HERE = Path(__file__).parent
PAGE, PICTURES = HERE / "documents.md", HERE / "pictures"
PAGES, WHOLE = 2, 4
"""So many pages of each document are shown, and of a bulletin: its tables and charts stand last."""
_UPRIGHT, _ACROSS = 620, 880  # pixels: how wide a picture is
_COLOURS = 12  # ink, its greys, and the red of a masthead
_KINDS = {".docx": "Word", ".pdf": "PDF", ".xlsx": "Excel"}
_HEAD = """# 文书

程序能印的每一种文书，空白的和填好的。图由 `make pictures` 用演示台账画出，名称和人都是虚构的。

- 窗口里一律先预览，再打印，或者存成文件；预览时可以加水印（内部、草稿）。
- 一次要全部的样张：`baolian samples 台账 --out 文件夹`，只要空白的再加 `--blank`。
- 一次打印全部空白表样：窗口里“文件 → 空白表样…”。
"""


def drawn(book: Book, samples: Sequence[Sample] = SAMPLES) -> Iterator[tuple[str, bytes]]:
    """The first pages of each sample as PNG files, by name. Raises `Refused`.

    A sample without a record in the casebook is refused too: the manual shows every one.
    """
    for sample in samples:
        pdf = sample.file(book, PDF)
        if pdf is None:
            raise Refused(f"演示台账里没有“{sample.label}”可用的记录；请补上再画。")
        for index in range(min(count(pdf), _most(sample))):
            yield _name(sample, index + 1), png(pdf, index)


def png(pdf: bytes, index: int) -> bytes:
    """A page as a small picture of few colours."""
    wide, high = sizes(pdf)[index]
    sheet = picture(pdf, index, (_ACROSS if wide > high else _UPRIGHT) / wide)
    stream = BytesIO()
    few = _image(sheet).quantize(_COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(stream, "PNG", optimize=True)
    return stream.getvalue()


def _image(sheet: Picture) -> Image.Image:
    size = (sheet.width, sheet.height)
    return Image.frombuffer("RGB", size, sheet.pixels, "raw", "BGRX", sheet.stride, 1)


def _most(sample: Sample) -> int:
    return WHOLE if sample.of in BULLETINS else PAGES


def _name(sample: Sample, page: int) -> str:
    return f"{sample.name}-{page}.png"


def page(names: Sequence[str]) -> str:
    """The page that shows the pictures of these names, document by document."""
    return "\n".join([_HEAD, *(_section(document, names) for document in DOCUMENTS)])


def _section(document: Printable[object], names: Sequence[str]) -> str:
    kinds = "、".join(_KINDS[suffix] for suffix in document.suffixes)
    facts: Mapping[str, str] = {
        "谁用": document.told.users,
        "窗口里": document.told.place,
        "命令行": f"`{document.told.command}`",
        "空白表": _blank_commands(document),
        "文件": kinds,
    }
    told = "\n".join(f"- {label}：{fact}" for label, fact in facts.items() if fact)
    shown = (one for one in SAMPLES if one.of is document)
    return f"## {document.label}\n\n{told}\n\n" + "\n".join(_shown(one, names) for one in shown)


def _blank_commands(document: Printable[object]) -> str:
    return "、".join(f"`baolian form {one.name} --out 文件.pdf`" for one in document.blanks)


def _shown(sample: Sample, names: Sequence[str]) -> str:
    pages = [n for n in range(1, _most(sample) + 1) if _name(sample, n) in names]
    links = (f"![{sample.label}，第{n}页](pictures/{_name(sample, n)})" for n in pages)
    return f"### {sample.label}\n\n{' '.join(links)}\n"


def main() -> None:
    """Make the demo casebook, draw all samples, and write the page anew."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "demo"
        demo.make(place)
        with Book.open(place, writable=False) as book:
            made = dict(drawn(book))
    PICTURES.mkdir(exist_ok=True)
    for stale in set(PICTURES.iterdir()) - {PICTURES / name for name in made}:
        stale.unlink()
    for name, data in made.items():
        (PICTURES / name).write_bytes(data)
    PAGE.write_text(page(list(made)), encoding="utf-8")


if __name__ == "__main__":
    main()
