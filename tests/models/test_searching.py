"""How texts are cut into tokens, and which words are found in them."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from models.searching import (
    MARK,
    Word,
    chinese,
    entry,
    fold,
    found,
    places,
    places_by_initials,
    tokens,
    words,
)

TEXTS = st.text(alphabet="用地手续环评a bkvK1250（,·-_é½一①㎡Ａ２\n", max_size=14)


def the_word(text: str) -> Word:
    (one,) = words(text)
    return one


def has_tokens(word: Word, kept: list[str]) -> bool:
    """What an index that keeps these tokens says of a word."""
    whole = all(one in kept or one + MARK in kept for one in word.whole)
    begun = all(any(token.startswith(one) for token in kept) for one in word.begun)
    return (whole and begun) or (word.latin and any(t.startswith(MARK + word.text) for t in kept))


def test_two_characters_that_stand_together_are_a_token_and_the_last_is_one_alone() -> None:
    assert tokens("用地手续") == {"用地", "地手", "手续", "续"}
    assert tokens("用地，手续") == {"用地", "地", "手续", "续"}
    assert tokens("用") == {"用"}
    assert tokens("，。\n ") == set()


def test_latin_letters_and_digits_are_tokens_by_runs_and_from_where_they_turn() -> None:
    assert tokens("新建 110kV 变电站") >= {"110kv", "kv"}
    assert tokens("ＡＢＣ-2018") == {"abc", "2018"}


def test_a_text_that_lists_do_not_search_has_tokens_of_its_own() -> None:
    made = entry(["用地"], ["用地手续"], [])
    assert set(made) == {"用地", "地", "地手·", "手续·", "续·"}


def test_a_record_has_each_token_once_whatever_its_names_share() -> None:
    made = entry(["渤海银行", "银行"], ["银行", "海"], ["渤海银行", "银行"])
    assert len(made) == len(set(made))
    assert {"·bhyh", "·yh", "·h"} <= set(made)


def test_folding_keeps_every_character_at_its_place() -> None:
    assert fold("Ａ1b（İ）Ｚ") == "a1b(İ)z"


@pytest.mark.parametrize(
    ("word", "text", "there"),
    [
        ("用地", "堆场用地手续", True),
        ("用手", "堆场用地手续", False),
        ("地手续", "堆场用地手续", True),
        ("续", "堆场用地手续", True),
        ("0001", "试办-2018-0001", True),
        ("2018-00", "试办-2018-0001", True),
        ("001", "试办-2018-0001", False),
        ("KV", "110kV 线路", True),
        ("v", "110kV 线路", False),
        ("ａｂｃ", "ABC管业", True),
    ],
)
def test_a_word_is_found_where_it_stands_and_a_number_by_its_beginning(
    word: str, text: str, there: bool
) -> None:
    assert found(the_word(word), [text], []) is there


@pytest.mark.parametrize(("typed", "there"), [("bhyh", True), ("YH", True), ("by", False)])
def test_a_name_is_found_by_its_initials_read_by_phrase(typed: str, there: bool) -> None:
    assert found(the_word(typed), [], ["渤海银行"]) is there
    assert not found(the_word(typed), ["渤海银行"], [])


def test_what_is_found_by_initials_is_shown_where_it_stands() -> None:
    assert list(places_by_initials(the_word("yh"), "渤海 银行")) == [(3, 5)]
    assert list(places(the_word("银行"), "渤海 银行的银行")) == [(3, 5), (6, 8)]


def test_words_without_letters_or_digits_are_none_and_each_word_counts_once() -> None:
    assert [word.text for word in words(" %  用地 用地　环评 （） ")] == ["用地", "环评"]


@settings(deadline=None)
@given(text=TEXTS, start=st.integers(0, 13), end=st.integers(1, 14))
@example(text="A1用地", start=1, end=3)
def test_every_piece_of_a_text_that_is_found_in_it_has_its_tokens(
    text: str, start: int, end: int
) -> None:
    for word in words(text[start:end]):
        kept = entry([text], [], [text])
        if found(word, [text], [text]):
            assert has_tokens(word, kept)


@settings(deadline=None)
@given(text=TEXTS, more=TEXTS, typed=TEXTS)
def test_tokens_never_miss_a_word_and_decide_alone_where_it_is_exact(
    text: str, more: str, typed: str
) -> None:
    kept = entry([text], [more], [text])
    for word in words(typed):
        there = found(word, [text, more], [text])
        assert has_tokens(word, kept) >= there
        if word.exact:
            assert has_tokens(word, kept) == there


@settings(deadline=None)
@given(text=TEXTS, typed=TEXTS)
def test_what_is_chinese_in_a_word_misses_no_text_that_contains_it_anywhere(
    text: str, typed: str
) -> None:
    kept = entry([text], [], [])
    for word in words(typed):
        if word.text in fold(text):
            assert has_tokens(chinese(word), kept)
