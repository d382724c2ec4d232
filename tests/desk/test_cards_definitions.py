"""The forms that the program brings: read strictly, and at one with the tables of fields."""

import re
from pathlib import Path

import pytest

from desk.cards import definitions
from desk.cards.definitions import form, form_called, form_for, forms, read
from desk.errors import Refused, Trouble
from models.base import logged_columns
from models.fields import KINDS, SUBJECT_KINDS, Type
from models.forms import Condition, Form, Question
from models.tables import OperatingFigure
from models.vocabulary import LISTS
from models.vocabulary import SUBJECT_KINDS as KIND_TERMS

NEEDS = re.compile(r"\w+_needs")
#: Questions that are answered with the words of a code list: key → list.
WORDS = {
    "enterprise_class": "enterprise_classes",
    "level": "project_levels",
    "stage": "project_stages",
    "platform_type": "platform_types",
    "work_type": "public_work_types",
    "satisfaction": "satisfactions",
}
ALL = pytest.mark.parametrize("one", forms(), ids=lambda one: one.key)


def _conditions(one: Form) -> list[Condition]:
    found = [*(part.when for part in one.sections), *(part.when for part in one.questions)]
    return [condition for condition in found if condition is not None]


def test_each_kind_of_subject_has_its_form() -> None:
    assert [one.subject_kind for one in forms()] == [term.code for term in KIND_TERMS]


@ALL
def test_no_key_is_given_twice(one: Form) -> None:
    keys = [question.key for question in one.questions]
    assert len(keys) == len(set(keys))
    assert all(re.fullmatch(r"[a-z][a-z_]*", key) for key in keys), "keys are fields of the log"
    assert not {field.name for field in KINDS["cards"].fields} & set(keys), "one word, one meaning"


@ALL
def test_a_condition_asks_for_an_answer_that_can_be_given(one: Form) -> None:
    for condition in _conditions(one):
        question = one.question(condition.question)
        assert question is not None
        assert set(condition.any_of) <= set(question.options), condition


@ALL
def test_choices_have_options_and_nothing_else_has(one: Form) -> None:
    for question in one.questions:
        chosen = question.type in (Type.CHOICE, Type.CHOICES)
        assert bool(question.options) == chosen, question.key
        assert question.type not in (Type.REFERENCE, Type.REFERENCES), question.key


@ALL
def test_what_is_filled_beforehand_is_a_field_of_the_subject_or_a_monthly_figure(one: Form) -> None:
    kind = SUBJECT_KINDS[one.subject_kind]
    for question in one.questions:
        field = kind.field(question.fills) if question.fills else None
        assert (field is not None) == bool(question.fills), question.key
        assert field is None or field.label == question.label, question.key
        assert field is None or field.unit == question.unit, question.key
        assert not question.figure or question.figure in logged_columns(OperatingFigure)


@ALL
def test_words_of_a_code_list_are_those_of_the_list(one: Form) -> None:
    categories = {term.label for term in LISTS["issue_categories"]}
    for question in one.questions:
        if question.key in WORDS:
            known = tuple(term.code for term in LISTS[WORDS[question.key]])
            assert question.options == known, question.key
        if NEEDS.fullmatch(question.key):
            assert set(question.options) <= categories, question.key


@ALL
def test_the_three_questions_are_asked_in_the_words_of_a_visit(one: Form) -> None:
    assert [_label(one, key) for key in ("situation", "needs", "environment")] == [
        "问现状",
        "问需求",
        "问环境",
    ]


def _label(one: Form, key: str) -> str:
    question = one.question(key)
    assert isinstance(question, Question)
    return question.label


def test_an_enterprise_is_asked_what_its_class_is_asked() -> None:
    asked = form_for("enterprise").asked({"enterprise_class": "服务业"})
    keys = [question.key for section in asked for question in section.questions]
    assert "logistics_share" in keys
    assert "services_needs" in keys
    assert "output_value" not in keys
    assert "technology_needs" not in keys


@pytest.mark.parametrize("name", ["card-project", "项目", "项目反馈卡", "项目综合情况及问题反馈卡"])
def test_a_form_is_found_by_key_kind_and_title(name: str) -> None:
    assert form_called(name).key == "card-project"


def test_an_unknown_form_or_version_is_refused_by_name() -> None:
    with pytest.raises(Refused, match=r"没有表样“card-nothing”；可用的有 card-enterprise"):
        form("card-nothing")
    with pytest.raises(Refused, match=r"第 99 版"):
        form("card-work", 99)
    assert form("card-work", 1).version == 1


def test_a_definition_that_says_what_no_form_says_is_named(tmp_path: Path) -> None:
    text = (definitions.FOLDER / "card-work.1.json").read_text(encoding="utf-8")
    broken = tmp_path / "card-work.1.json"
    broken.write_text(text.replace('"span"', '"sapn"'), encoding="utf-8")
    with pytest.raises(Trouble, match=r"card-work\.1\.json.*sapn"):
        read(broken)


def test_a_definition_under_another_name_is_refused(tmp_path: Path) -> None:
    text = (definitions.FOLDER / "card-work.1.json").read_text(encoding="utf-8")
    other = tmp_path / "card-work.2.json"
    other.write_text(text, encoding="utf-8")
    with pytest.raises(Trouble, match="card-work 第 1 版"):
        read(other)
