"""Every document that is printed, measured item by item on both of its files."""

import pytest

from tests.reports.measures.documents import DOCUMENTS
from tests.reports.measures.items import ITEMS, Check
from tests.reports.measures.produced import Kind, Sample, produced
from tests.reports.measures.running import full_pages


def _named(check: Check) -> str:
    return f"{check.__module__.rpartition('.')[2]}.{check.__name__}"


MEASURED = [
    pytest.param(sample, check, id=f"{_named(check)}-{sample}")
    for sample in DOCUMENTS
    for item in ITEMS
    if sample.kind in item.kinds
    for check in item.checks.values()
]


@pytest.mark.parametrize(("sample", "check"), MEASURED)
def test_a_document_keeps_to_the_format(sample: Sample, check: Check) -> None:
    assert list(check(produced(sample))) == []


def test_every_item_is_measured_or_says_why_not() -> None:
    for item in ITEMS:
        assert item.silent or len(item.checks) == 2, item.label
        assert bool(item.kinds) == bool(item.checks), item.label


def test_no_item_is_named_twice_and_every_kind_of_document_is_measured() -> None:
    assert len({item.label for item in ITEMS}) == len(ITEMS)
    assert {sample.kind for sample in DOCUMENTS} == set(Kind)


@pytest.mark.parametrize("name", ["bulletin-long", "bulletin-mixed"])
def test_the_long_bulletins_have_full_pages_to_measure(name: str) -> None:
    (sample,) = (one for one in DOCUMENTS if one.name == name)
    assert len(list(full_pages(produced(sample)))) >= 3
