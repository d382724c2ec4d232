"""The search for lost cycles rests while many rows are in memory, and only then."""

import gc

import pytest

from desk.gathering import many_rows


def test_the_search_rests_within_and_goes_on_after() -> None:
    with many_rows():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_the_search_goes_on_after_an_error() -> None:
    with pytest.raises(KeyError), many_rows():
        raise KeyError
    assert gc.isenabled()


def test_within_another_it_rests_until_the_outer_one_ends() -> None:
    with many_rows():
        with many_rows():
            pass
        assert not gc.isenabled()
