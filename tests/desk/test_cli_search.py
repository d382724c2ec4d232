"""`baolian search`, and the index made anew from the command line."""

from tests.desk.line import Line
from tests.desk.office import CLOUD


def test_hits_are_printed_with_what_they_are_and_where_the_words_stand(summer: Line) -> None:
    assert summer.on("search", "用地") == 0
    assert "堆场用地手续未批" in summer.out
    assert "问题摘要" in summer.out
    assert "共 1 条，列出 1 条" in summer.err


def test_several_words_must_all_be_found(summer: Line) -> None:
    (hit,) = summer.json("search", "云岫", "负荷")["hits"]
    assert (hit["kind"], hit["title"], hit["about"]) == ("issues", "厂区用电负荷不足", CLOUD)
    assert hit["opens"] == {"kind": "issues", "uid": hit["uid"]}


def test_the_places_of_the_words_count_characters_of_the_excerpt(summer: Line) -> None:
    (hit,) = summer.json("search", "手续未批")["hits"]
    ((start, end),) = hit["places"]
    assert hit["excerpt"][start:end] == "手续未批"


def test_kind_and_number_of_hits_may_be_chosen(summer: Line) -> None:
    said = summer.json("search", "澜津", "--kind", "issues", "--limit", "2")
    assert (said["total"], said["more"], len(said["hits"])) == (3, False, 2)
    assert {hit["kind"] for hit in said["hits"]} == {"issues"}


def test_a_kind_that_is_none_is_refused_by_name(summer: Line) -> None:
    assert summer.on("search", "用地", "--kind", "colours") == 1
    assert "colours" in summer.err


def test_the_index_is_made_anew(summer: Line) -> None:
    assert summer.on("reindex") == 0
    assert summer.json("search", "yxjx")["total"] == 1
    assert summer.on("check") == 0
