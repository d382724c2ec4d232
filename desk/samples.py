"""样张: every document that exists, blank and filled, drawn from a casebook into one folder.

An office prints its whole set of blank forms with it, and the manual shows all documents.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desk import printing
from desk.book.casebook import Book
from desk.documents import DOCUMENTS, blanks
from desk.files import refuse_existing
from desk.printable import Blank, Example, Printable
from desk.progress import Progress

_WRITING = "写样张"


@dataclass(frozen=True)
class Sample:
    """One document of the set: `name` is for files and commands, `label` for people.

    A blank form needs no casebook; another one is drawn from the record that stands for its kind.
    """

    name: str
    label: str
    of: Printable[Any]
    form: Blank[Any] | None = None
    example: Example | None = None

    @property
    def blank(self) -> bool:
        """Whether it shows a form without what would be filled in."""
        return self.form is not None or (self.example is not None and self.example.blank)

    @property
    def suffixes(self) -> Sequence[str]:
        """The kinds of files that it is written as."""
        return self.of.suffixes

    def view(self, book: Book) -> Any | None:
        """What it says; None where the casebook has no record to show. Raises `Refused`."""
        if self.form is not None:
            return self.form.view()
        with book.read() as connection:
            text = self.example.find(connection, book.clock.today()) if self.example else ""
        return self.of.view(book, text) if text else None

    def file(self, book: Book, suffix: str) -> bytes | None:
        """The file; None where there is no record to show. Raises `Refused`."""
        view = self.view(book)
        return None if view is None else self.of.drawn(view, suffix)


def _samples() -> Iterator[Sample]:
    for one in DOCUMENTS:
        for form in one.blanks:
            yield Sample(f"{form.name}.blank", form.called, one, form=form)
        for example in one.examples:
            name = f"{one.name}.{example.name}" if example.name else one.name
            called = f"（{example.called}）" if example.called else ""
            yield Sample(name, f"{one.label}{called}", one, example=example)


SAMPLES: tuple[Sample, ...] = tuple(_samples())
BLANKS: tuple[Sample, ...] = tuple(one for one in SAMPLES if one.blank)
FORMS: tuple[Sample, ...] = tuple(one for one in SAMPLES if one.form is not None)


@dataclass(frozen=True)
class Written:
    """What was written, and which samples the casebook had no record for."""

    paths: tuple[Path, ...]
    missing: tuple[Sample, ...]


def write(
    book: Book, folder: Path, samples: Sequence[Sample], progress: Progress, *, force: bool = False
) -> Written:
    """Write samples into a folder in every form that they have, once all of them are drawn.

    Raises `Refused` where one cannot be printed, or another file is in the way and `force` is not;
    Cancelled when asked to stop. Nothing is written then.
    """
    drawn = list(_drawn(book, samples, progress))
    found = [(sample.label, files) for sample, files in drawn if files]
    if not force:
        for label, files in found:
            for suffix, data in files.items():
                refuse_existing(folder / f"{label}{suffix}", data)
    paths = [
        path
        for label, files in found
        for path in printing.write_files(files, folder, label, force=force)
    ]
    return Written(tuple(paths), tuple(sample for sample, files in drawn if not files))


def _drawn(
    book: Book, samples: Sequence[Sample], progress: Progress
) -> Iterator[tuple[Sample, dict[str, bytes]]]:
    for done, sample in enumerate(samples):
        progress.step(done, len(samples), _WRITING)
        yield sample, _files(book, sample)
    progress.step(len(samples), len(samples), _WRITING)


def _files(book: Book, sample: Sample) -> dict[str, bytes]:
    view = sample.view(book)
    if view is None:
        return {}
    return {suffix: sample.of.drawn(view, suffix) for suffix in sample.suffixes}


def blanks_in_one(progress: Progress, names: Sequence[str] = ()) -> bytes:
    """The blank forms of these names (all, if none is said) as one PDF file, to print at once.

    Raises Cancelled when asked to stop.
    """
    wanted = [(one, form) for one, form in blanks() if not names or form.name in names]
    drawn = []
    for place, (one, form) in enumerate(wanted):
        progress.step(place, len(wanted), "排印空白表样")
        drawn.append(one.drawn(form.view(), printing.PDF))
    return printing.joined(drawn)
