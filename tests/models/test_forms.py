"""What a fillable form asks of whom."""

from models.field import Type
from models.forms import Condition, Form, Question, Section

FORM = Form(
    key="card-trial",
    version=1,
    title="试填卡",
    subject_kind="enterprise",
    sections=(
        Section(
            key="basic",
            title="基本情况",
            questions=(
                Question(key="kind", label="类型", type=Type.CHOICE, options=("工业", "服务业")),
                Question(key="needs", label="需求", type=Type.CHOICES, options=("用地", "资金")),
                Question(key="area", label="用地面积", when=Condition("needs", ("用地",))),
            ),
        ),
        Section(
            key="industry",
            title="工业",
            when=Condition("kind", ("工业",)),
            questions=(Question(key="power", label="用电紧张", options=("是", "否")),),
        ),
        Section(
            key="more",
            title="补充",
            questions=(Question(key="gap", label="缺口", when=Condition("power", ("是",))),),
        ),
    ),
)


def _asked(answers: dict[str, object]) -> list[str]:
    return [q.key for section in FORM.asked(answers) for q in section.questions]


def test_who_has_answered_nothing_is_asked_only_what_is_asked_of_all() -> None:
    assert _asked({}) == ["kind", "needs"]


def test_a_section_is_asked_of_those_it_is_for() -> None:
    assert _asked({"kind": "工业"}) == ["kind", "needs", "power"]
    assert _asked({"kind": "服务业"}) == ["kind", "needs"]


def test_one_of_several_choices_is_enough_for_a_question_to_be_asked() -> None:
    assert "area" in _asked({"needs": ("资金", "用地")})
    assert "area" not in _asked({"needs": ("资金",)})


def test_an_answer_that_was_not_asked_for_brings_no_question_up() -> None:
    assert _asked({"kind": "工业", "power": "是"})[-1] == "gap"
    assert "gap" not in _asked({"kind": "服务业", "power": "是"})


def test_a_section_without_a_question_left_is_not_there() -> None:
    assert [section.key for section in FORM.asked({})] == ["basic"]


def test_a_blank_form_says_for_whom_a_section_is() -> None:
    condition = FORM.sections[1].when
    assert condition is not None
    assert FORM.said(condition) == "类型为工业的填写"


def test_a_question_is_checked_as_a_field_of_its_own_options() -> None:
    field = FORM.questions[1].field
    assert (field.name, field.label, field.options) == ("needs", "需求", ("用地", "资金"))
