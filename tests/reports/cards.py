"""Cards to measure: every kind of subject, blank and filled; invented firms and people."""

from datetime import date

from desk.cards.definitions import forms
from models.checking import Value
from models.field import Type
from models.forms import Condition, Form, Question, Section
from reports.cardview import CardIssue, CardSubject, CardView

OFFICE = "东湖新区企业服务工作专班办公室"
FORMS = {form.subject_kind: form for form in forms()}

SUBJECT = CardSubject(
    code="Q007",
    name="甲一精密制造有限公司",
    kind="企业",
    park="东湖装备园",
    leader="赵䶮",
    unit="区工业和信息化局",
    responsible="钱𬭎",
    liaison="孙某某",
)
ISSUES = (
    CardIssue(
        "厂区北侧道路破损，雨季积水影响货车进出",
        "请在雨季前修复路面、疏通管网",
        "基础设施",
        "东湖A-2018-0089",
        "办理中",
        "区住房和城乡建设局",
    ),
    CardIssue("10千伏专线容量不足", "", "能源保障", "东湖A-2018-0090", "已销号"),
)
_LONG = "生产经营总体平稳，订单较上年同期增长，但流动资金紧张；下半年计划新上两条自动化生产线。"
_CHOSEN = {"不满意", "规上工业", "推进建设", "科技企业孵化器", "民心工程", "滞后", "经常"}
_BY_TYPE: dict[Type, Value] = {
    Type.NUMBER: 12345.6,
    Type.INTEGER: 356,
    Type.DATE: date(2018, 3, 9),
    Type.MONTH: "2018-10",
    Type.PHONE: "0317-5550123、13900000000",
    Type.CREDIT_CODE: "91130900MA0ABCDE5K",
    Type.LONG_TEXT: _LONG,
}


def blank(kind: str = "enterprise") -> CardView:
    """A card to be filled in by hand."""
    return CardView(FORMS[kind], OFFICE, blank=True)


def filled(kind: str = "enterprise") -> CardView:
    """A card on which every question is answered."""
    form = FORMS[kind]
    return CardView(
        form,
        OFFICE,
        SUBJECT,
        number="东湖A-2018-0012",
        period="2018-07",
        filled_on=date(2018, 7, 26),
        filled_by="李某某",
        phone="13900000001",
        answers={question.key: _answer(question) for question in form.questions},
        issues=ISSUES,
    )


def _answer(question: Question) -> Value:
    chosen = next((one for one in question.options if one in _CHOSEN), None)
    if question.type is Type.CHOICES:
        return question.options[0], question.options[-1]
    if question.options:
        return chosen or question.options[1]
    return _BY_TYPE.get(question.type, "东湖新区")


SMALL = Form(
    key="card-small",
    version=3,
    title="小卡",
    subject_kind="enterprise",
    issue_rows=2,
    sections=(
        Section(
            key="one",
            title="情况",
            questions=(
                Question(key="name", label="名称"),
                Question(
                    key="class",
                    label="类型",
                    type=Type.CHOICE,
                    options=("甲类", "乙类"),
                ),
                Question(
                    key="needs",
                    label="需求",
                    type=Type.CHOICES,
                    options=("用地、用海", "资金", "A,B"),
                    span=3,
                ),
                Question(
                    key="reason",
                    label="原因",
                    type=Type.LONG_TEXT,
                    help="一句话说明",
                    when=Condition(question="class", any_of=("乙类",)),
                    span=3,
                    lines=3,
                ),
            ),
        ),
        Section(
            key="two",
            title="乙类指标",
            when=Condition(question="class", any_of=("乙类",)),
            questions=(
                Question(key="amount", label="金额", type=Type.NUMBER, unit="万元"),
                Question(key="people", label="人数", type=Type.INTEGER, unit="人"),
                Question(key="opened", label="开业日期", type=Type.DATE),
                Question(key="month", label="投产月份", type=Type.MONTH),
            ),
        ),
    ),
    notes=("一条只写一件事。",),
)
"""A form with one question of each manner."""

SMALL_ANSWERS: dict[str, Value] = {
    "name": "=甲一",
    "class": "乙类",
    "needs": ("用地、用海", "A,B"),
    "reason": "第一行\n第二行",
    "amount": 1234.5,
    "people": 35,
    "opened": date(2018, 3, 9),
    "month": "2018-10",
}


def small(**answers: Value) -> CardView:
    """The small form, filled with these answers."""
    return CardView(SMALL, OFFICE, SUBJECT, period="2018-07", answers=answers)
