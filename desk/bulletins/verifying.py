"""A Word file that was edited outside, held against the casebook: which figures still stand.

Figures and dates are found by the content controls that the file carries; where these are lost, by
the words around them; tables by what they say that they show, cell by cell. What cannot be found
again is told, never passed over.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection

from desk.book.casebook import Book
from desk.bulletins import dates, elements, exhibits
from desk.bulletins.aligning import Template, paired
from desk.bulletins.comparing import Sides, compare_chart, compare_table, find
from desk.bulletins.findings import Difference, Expected, Findings, Unfound
from desk.bulletins.freezing import Frozen
from desk.bulletins.issuing import draft_view, frozen, issued
from desk.bulletins.keeping import Draft, get_draft, resolver_of
from desk.bulletins.kinds import Edition, Wanted, edition_of, kind_named
from desk.bulletins.lines import TAB
from desk.bulletins.resolving import Resolver
from desk.bulletins.telling import Live, Printed, Telling
from desk.bulletins.tokens import EXHIBITS, caption, exhibit_of, is_chart
from desk.errors import Refused
from desk.printing import WORD, bulletin_files
from models.calendar import BadMonth, Month
from reports.view import Mark, TableView
from reports.word_opening import Unreadable
from reports.word_reading import ReadFile, ReadParagraph, read

_UNNAMED = "文件里没有注明是哪个月的哪种简报；请写明月份和种类（--month、--kind）再核对。"


class Unnamed(Refused):
    """A file that does not say which bulletin it is."""


@dataclass(frozen=True)
class Verified:
    """What a check found; `checked` counts the figures that were found and compared."""

    edition: Edition
    issued: bool
    checked: int
    differences: tuple[Difference, ...]
    unfound: tuple[Unfound, ...]

    @property
    def sound(self) -> bool:
        """Whether every figure was found and says what it should."""
        return not self.differences and not self.unfound


def verify(book: Book, data: bytes, wanted: Wanted | None = None) -> Verified:
    """Hold a .docx file against the casebook as it is now, and against what was printed.

    The file says which bulletin it is, unless `wanted` does. Raises `Refused` for a file that is
    none, and `Unnamed` for one that does not say.
    """
    try:
        file = read(data)
    except Unreadable as error:
        raise Refused(f"{error}。") from error
    edition = edition_of(wanted) if wanted is not None else edition_in(file)
    with book.read() as connection:
        check = _Check.of(connection, book, edition, file)
        check.run(connection, book)
    found = check.findings
    return Verified(
        edition,
        check.then is not None,
        found.checked,
        tuple(found.differences),
        tuple(found.unfound),
    )


def edition_in(file: ReadFile) -> Edition:
    """Which bulletin a file says that it is. Raises `Unnamed` if it does not."""
    kind, _, month = file.keywords.partition(" ")
    try:
        return Edition(kind_named(kind).name, Month.parse(month.strip()))
    except (Refused, BadMonth) as error:
        raise Unnamed(_UNNAMED) from error


@dataclass(frozen=True)
class _Check:
    """One check: the file, the text from which it was printed, and both sides of the figures."""

    file: ReadFile
    draft: Draft
    resolver: Resolver
    frozen: Frozen | None
    findings: Findings = field(default_factory=Findings)

    @classmethod
    def of(cls, connection: Connection, book: Book, edition: Edition, file: ReadFile) -> "_Check":
        today = book.clock.today()
        draft = get_draft(connection, edition, today)
        resolver = resolver_of(connection, edition.month, today)
        exhibits.recall(connection, resolver, elements.exhibits_of(draft.passages))
        sent = issued(connection, book.store, edition)
        return cls(file, draft, resolver, frozen(connection, edition) if sent else None)

    @property
    def now(self) -> Telling:
        """What the casebook says."""
        return Telling(self.draft.month, Live(self.resolver))

    @property
    def then(self) -> Telling | None:
        """What was printed."""
        return Telling(self.draft.month, Printed(self.frozen)) if self.frozen else None

    def run(self, connection: Connection, book: Book) -> None:
        """Look at marked figures, at those that lost their marks, at dates, tables, charts."""
        for paragraph in self.file.paragraphs:
            for mark in paragraph.marks:
                if not dates.is_date(mark.field):
                    self._compare(mark.field, paragraph, (mark.start, mark.end))
        templates = [Template.of(text) for text in _texts(self.draft)]
        places = [*self.file.paragraphs, *_cells(self.file)]
        self._unmarked(templates, places)
        told = [template.shown for template in templates]
        dates.compare_dates(self.findings, told, places, printed=self.frozen is not None)
        self._tables()
        self._charts(connection, book)

    def _expected(self, key: str) -> Expected | None:
        told = self.now.known(key)
        if told is None or told.exhibit:
            return None
        printed = self.then.known(key) if self.then else None
        return Expected(key, told.label, told.value, printed.value if printed else None)

    def _compare(self, key: str, place: ReadParagraph, span: tuple[int, int]) -> None:
        expected, at = self._expected(key), span[0]
        if expected is None:
            self.findings.miss(key, key, place.text, at)
        else:
            self.findings.compare(expected, place.text[slice(*span)], place.text, at)

    def _unmarked(self, templates: Sequence[Template], places: Sequence[ReadParagraph]) -> None:
        """The figures of the text that no mark in the file stands for, found by their words."""
        marked = Counter(mark.field for one in self.file.paragraphs for mark in one.marks)
        missing = Counter(one.key for template in templates for one in template.fields) - marked
        wanted = [t for t in templates if any(one.key in missing for one in t.fields)]
        pairs = paired(wanted, [place.text for place in places])
        for n, template in enumerate(wanted):
            self._align(template, places[pairs[n]] if n in pairs else None, missing)

    def _align(
        self, template: Template, place: ReadParagraph | None, missing: Counter[str]
    ) -> None:
        found = template.found_in(place.text) if place else [None] * len(template.fields)
        for one, span in zip(template.fields, found, strict=True):
            if not missing[one.key] or (place and span and _overlap(place.marks, span)):
                continue
            missing[one.key] -= 1
            if place is None or span is None:
                expected = self._expected(one.key)
                label = expected.label if expected else one.key
                self.findings.miss(one.key, label, place.text if place else template.shown)
            else:
                self._compare(one.key, place, span)

    def _tables(self) -> None:
        shown = {table.field for table in self.file.tables if table.field}
        for name in sorted(shown - set(EXHIBITS)):
            self.findings.miss(name, name, "表")
        for name in _exhibits(self.draft, shown, charts=False):
            view = exhibits.show(name, self.resolver)
            kept = self.frozen.exhibit(name) if self.frozen else None
            now = view if isinstance(view, TableView) else None
            sides = Sides(name, caption(name), now, kept.table if kept else None)
            if sides.columns:
                compare_table(self.findings, sides, find(sides, self.file.tables))

    def _charts(self, connection: Connection, book: Book) -> None:
        """Charts are drawn anew, and their texts compared."""
        names = list(_exhibits(self.draft, set(), charts=True))
        shown = [name for name in names if exhibits.show(name, self.resolver) is not None]
        if not shown:
            return
        view = draft_view(connection, self.draft, book.clock.today())
        charts = [self.file.charts, read(bulletin_files(view)[WORD]).charts]
        sent = issued(connection, book.store, self.draft.edition)
        if sent is not None:
            charts.append(read(sent.files[WORD]).charts)
        for name in shown:
            kept = self.frozen.exhibit(name) if self.frozen else None
            headed = kept.chart.caption if kept and kept.chart else caption(name)
            compare_chart(self.findings, name, headed, charts)


def _texts(draft: Draft) -> Iterator[str]:
    """Each text in which live fields may stand; the cells of an office's own table apart."""
    yield draft.title
    yield draft.editor_note
    for passage in draft.passages:
        if exhibit_of(passage.text) is None:
            yield passage.text.replace(TAB, " ")


def _cells(file: ReadFile) -> Sequence[ReadParagraph]:
    """The rows of tables that show no exhibit, each as a line of text."""
    return [
        ReadParagraph(" ".join(row)) for one in file.tables if not one.field for row in one.rows
    ]


def _exhibits(draft: Draft, more: set[str], *, charts: bool) -> Iterator[str]:
    """The tables or the charts of the text, and `more` that the file holds."""
    shown = elements.exhibits_of(draft.passages) | more
    return (name for name in EXHIBITS if name in shown and is_chart(name) is charts)


def _overlap(marks: Sequence[Mark], span: tuple[int, int]) -> bool:
    """Whether a stretch belongs to a figure that is marked: it was compared already."""
    return any(mark.start < span[1] and span[0] < mark.end for mark in marks)
