"""Several PDF files as one: all pages, an archive file, the same bytes."""

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
from pikepdf import pdfa

from reports import bulletin, pdf, together
from reports.pages import count
from reports.view import Passage
from tests.reports import paper, samples


@pytest.fixture(scope="module")
def parts() -> list[bytes]:
    """Two short bulletins, the second a draft."""
    short = replace(samples.BULLETIN, passages=(Passage("本期无内容。"),))
    second = replace(short, title="第二份", draft=True, issued_on=samples.BULLETIN.issued_on)
    return [pdf.write(bulletin.document(view)) for view in (short, second)]


def test_the_pages_of_all_follow_each_other(parts: list[bytes]) -> None:
    whole = together.joined(parts)
    assert count(whole) == sum(map(count, parts))
    assert paper.pdf_text(whole) == "".join(map(paper.pdf_text, parts))


def test_the_whole_is_an_archive_file_as_its_parts_are(parts: list[bytes]) -> None:
    report = pdfa.validate_written(BytesIO(together.joined(parts)), "2b")
    assert report.passed, report.findings


def test_title_and_date_are_those_of_the_first(parts: list[bytes]) -> None:
    with pikepdf.open(BytesIO(together.joined(parts))) as whole:
        assert str(whole.docinfo["/Title"]) == samples.BULLETIN.title
        assert str(whole.docinfo["/CreationDate"]).startswith("D:20261105")


def test_the_same_files_give_the_same_bytes(parts: list[bytes]) -> None:
    assert together.joined(parts) == together.joined(parts)


def test_what_is_longer_than_an_archive_file_may_be_is_joined_all_the_same(
    parts: list[bytes],
) -> None:
    stream = BytesIO()
    with pikepdf.new() as blank:
        for _ in range(100):
            blank.add_blank_page()
        blank.save(stream)
    whole = together.joined([*parts, stream.getvalue()])
    assert count(whole) == 102
    assert not pdfa.validate_written(BytesIO(whole), "2b").passed
