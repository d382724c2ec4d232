"""Both files of every document are sound, say the same, and are the same bytes each time."""

from io import BytesIO
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator
from pikepdf import pdfa

from reports import pdf, word
from tests.reports.measures.documents import DOCUMENTS
from tests.reports.measures.planting import in_word, without_first_page
from tests.reports.measures.produced import Sample, produced
from tests.reports.measures.saying import differences

EVERY = pytest.mark.parametrize("sample", DOCUMENTS, ids=str)


@EVERY
def test_word_and_pdf_say_the_same(sample: Sample) -> None:
    assert list(differences(produced(sample))) == []


def test_a_word_that_only_one_of_them_says_is_told() -> None:
    other = in_word("走访服务企业", "走访企业")(DOCUMENTS[0])
    (told,) = differences(other)
    assert told == "第1页：Word“10月份走访企业及问题办理情”，PDF“10月份走访服务企业及问题办”"
    assert list(differences(without_first_page(DOCUMENTS[0])))


@EVERY
def test_the_office_validator_finds_nothing(sample: Sample, tmp_path: Path) -> None:
    path = tmp_path / "file.docx"
    path.write_bytes(produced(sample).docx)
    assert [str(error) for error in OpenXmlValidator().validate(str(path)).errors] == []


@EVERY
def test_the_pdf_is_an_archive_file(sample: Sample) -> None:
    report = pdfa.validate_written(BytesIO(produced(sample).pdf), "2b")
    assert report.passed, report.findings


@EVERY
def test_the_same_document_gives_the_same_bytes(sample: Sample) -> None:
    again = sample.make()
    assert word.write(again) == produced(sample).docx
    assert pdf.write(again) == produced(sample).pdf
