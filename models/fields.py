"""What a record of each kind consists of: one table of fields for screen, check, import and paper.

Forms, imports, the command line, lists and documents read this table; none of them types a label
of its own. A field's `name` is the column of the model, the key in JSON and the word of
`baolian add`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Type(StrEnum):
    """How a field's value is typed, checked and shown."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    DATE = "date"
    INTEGER = "integer"
    NUMBER = "number"
    CHOICE = "choice"
    CREDIT_CODE = "credit_code"
    PHONE = "phone"
    REFERENCE = "reference"
    REFERENCES = "references"


@dataclass(frozen=True)
class Field:
    """One fact of a record.

    `synonyms` are other headings that lists use for it; `choices` names a code list of
    `models.vocabulary`; `refers` names the kind that a reference points to; `derived` fields are
    shown but never entered; `width` is in Chinese characters.
    """

    name: str
    label: str
    type: Type = Type.TEXT
    required: bool = False
    synonyms: tuple[str, ...] = ()
    choices: str = ""
    refers: str = ""
    unit: str = ""
    help: str = ""
    section: str = ""
    derived: bool = False
    width: int = 8


@dataclass(frozen=True)
class Kind:
    """A kind of record: its name on the command line, its Chinese label and its fields.

    `subject_kind` is set for the four kinds of subject (帮扶对象), which share one table.
    """

    name: str
    label: str
    table: str
    fields: tuple[Field, ...]
    subject_kind: str = ""

    def field(self, name: str) -> Field | None:
        """The field of that name, or None."""
        return next((f for f in self.fields if f.name == name), None)

    @property
    def entered(self) -> tuple[Field, ...]:
        """The fields that a person fills in, in the order of the form."""
        return tuple(f for f in self.fields if not f.derived)


_CODE = Field("code", "代码", derived=True, width=7)
_NUMBER = Field("number", "编号", derived=True, width=9)
_NOTE = Field("note", "备注", Type.LONG_TEXT, synonyms=("说明",), section="其他", width=10)

_CONTACT = (
    Field("contact", "企业联系人", synonyms=("联系人", "联系人姓名"), section="联系方式", width=5),
    Field(
        "phone",
        "联系电话",
        Type.PHONE,
        synonyms=("电话", "手机", "手机号", "联系方式", "电话号码", "联系人电话"),
        section="联系方式",
        width=8,
    ),
    Field(
        "address",
        "地址",
        synonyms=("企业地址", "注册地址", "经营地址", "所在地", "详细地址", "建设地点", "项目地址"),
        section="联系方式",
        width=12,
    ),
)
_PARK = Field(
    "park",
    "所属园区",
    synonyms=("园区", "属地", "所在园区", "乡镇", "所属乡镇", "所属区域"),
    section="基本情况",
    width=7,
)
_CREDIT_CODE = Field(
    "credit_code",
    "统一社会信用代码",
    Type.CREDIT_CODE,
    synonyms=("信用代码", "社会信用代码", "统一信用代码", "统一代码", "组织机构代码"),
    section="基本情况",
    width=11,
    help="18 位，可从营业执照上抄录",
)


def _name(label: str, *synonyms: str) -> Field:
    return Field(
        "name", label, required=True, synonyms=("名称", *synonyms), section="基本情况", width=14
    )


ENTERPRISE_FIELDS = (
    _CODE,
    _name("企业名称", "单位名称", "公司名称", "企业全称", "企业名", "市场主体名称"),
    _CREDIT_CODE,
    _PARK,
    Field(
        "enterprise_class",
        "企业类型",
        Type.CHOICE,
        choices="enterprise_classes",
        synonyms=("类型", "企业类别", "类别"),
        section="基本情况",
        width=7,
    ),
    Field(
        "industry",
        "所属行业",
        synonyms=("行业", "行业类别", "行业分类"),
        section="基本情况",
        width=8,
    ),
    Field(
        "legal_representative",
        "法定代表人",
        synonyms=("法人", "法人代表", "企业法人", "负责人"),
        section="基本情况",
        width=5,
    ),
    *_CONTACT,
    Field(
        "founded_on",
        "成立日期",
        Type.DATE,
        synonyms=("成立时间", "注册日期", "注册时间"),
        section="经营情况",
        width=7,
    ),
    Field(
        "registered_capital",
        "注册资本",
        Type.NUMBER,
        unit="万元",
        synonyms=("注册资金", "注册资本(万元)"),
        section="经营情况",
        width=6,
    ),
    Field(
        "employees",
        "从业人数",
        Type.INTEGER,
        unit="人",
        synonyms=("职工人数", "员工人数", "从业人员", "职工数", "用工人数", "人数"),
        section="经营情况",
        width=5,
    ),
    Field(
        "annual_revenue",
        "上年主营业务收入",
        Type.NUMBER,
        unit="万元",
        synonyms=("主营业务收入", "营业收入", "年营业收入", "上年营业收入", "年产值"),
        section="经营情况",
        width=7,
    ),
    Field(
        "business",
        "主营业务",
        Type.LONG_TEXT,
        synonyms=("主要产品", "主营产品", "经营范围", "主要业务"),
        section="经营情况",
        width=12,
    ),
    _NOTE,
)

PROJECT_FIELDS = (
    _CODE,
    _name("项目名称", "工程名称"),
    Field(
        "owner",
        "建设单位",
        synonyms=("项目单位", "业主", "项目业主", "投资主体"),
        section="基本情况",
        width=12,
    ),
    _CREDIT_CODE,
    _PARK,
    Field(
        "level",
        "项目级别",
        Type.CHOICE,
        choices="project_levels",
        synonyms=("级别", "重点级别"),
        section="基本情况",
        width=6,
    ),
    Field(
        "stage",
        "项目阶段",
        Type.CHOICE,
        choices="project_stages",
        synonyms=("阶段", "建设阶段", "进展阶段"),
        section="基本情况",
        width=6,
    ),
    *_CONTACT,
    Field(
        "total_investment",
        "总投资",
        Type.NUMBER,
        unit="万元",
        synonyms=("投资总额", "计划总投资"),
        section="投资与进度",
        width=7,
    ),
    Field(
        "year_investment",
        "年度计划投资",
        Type.NUMBER,
        unit="万元",
        synonyms=("本年计划投资", "年计划投资"),
        section="投资与进度",
        width=7,
    ),
    Field(
        "started_on", "开工日期", Type.DATE, synonyms=("开工时间",), section="投资与进度", width=7
    ),
    Field(
        "completed_on",
        "竣工日期",
        Type.DATE,
        synonyms=("竣工时间", "计划竣工时间"),
        section="投资与进度",
        width=7,
    ),
    Field(
        "business",
        "建设内容",
        Type.LONG_TEXT,
        synonyms=("建设规模及内容", "建设规模"),
        section="投资与进度",
        width=12,
    ),
    _NOTE,
)

PLATFORM_FIELDS = (
    _CODE,
    _name("平台名称", "载体名称"),
    Field(
        "owner",
        "运营单位",
        synonyms=("依托单位", "运营主体", "建设单位"),
        section="基本情况",
        width=12,
    ),
    _CREDIT_CODE,
    _PARK,
    Field(
        "platform_type",
        "平台类型",
        Type.CHOICE,
        choices="platform_types",
        synonyms=("类型",),
        section="基本情况",
        width=8,
    ),
    *_CONTACT,
    Field("business", "服务内容", Type.LONG_TEXT, synonyms=("主要功能",), section="其他", width=12),
    _NOTE,
)

PUBLIC_WORK_FIELDS = (
    _CODE,
    _name("工程名称", "事项名称", "民心工程名称", "行动名称"),
    Field(
        "work_type",
        "工程类别",
        Type.CHOICE,
        choices="public_work_types",
        synonyms=("类别", "类型"),
        section="基本情况",
        width=6,
    ),
    Field("owner", "责任单位", synonyms=("牵头单位", "实施单位"), section="基本情况", width=12),
    _PARK,
    *_CONTACT,
    Field(
        "business",
        "目标任务",
        Type.LONG_TEXT,
        synonyms=("工作目标", "主要内容", "建设内容"),
        section="其他",
        width=14,
    ),
    _NOTE,
)

ORGANIZATION_FIELDS = (
    Field("name", "单位名称", required=True, synonyms=("名称", "部门名称", "机构名称"), width=12),
    Field("short_name", "简称", synonyms=("单位简称",), width=6),
    Field(
        "organization_type",
        "单位类型",
        Type.CHOICE,
        choices="organization_types",
        synonyms=("类型",),
        width=5,
    ),
    Field("tier", "层级", Type.CHOICE, choices="tiers", synonyms=("级别",), width=3),
    Field(
        "parent",
        "上级单位",
        Type.REFERENCE,
        refers="organizations",
        synonyms=("隶属", "主管单位"),
        width=10,
    ),
    Field("phone", "联系电话", Type.PHONE, synonyms=("电话", "值班电话"), width=8),
    _NOTE,
)

PERSON_FIELDS = (
    Field("name", "姓名", required=True, synonyms=("人员姓名",), width=4),
    Field(
        "organization",
        "单位",
        Type.REFERENCE,
        refers="organizations",
        synonyms=("所在单位", "工作单位", "单位名称"),
        width=10,
    ),
    Field("post", "职务", synonyms=("职位", "岗位"), width=8),
    Field("phone", "联系电话", Type.PHONE, synonyms=("电话", "手机", "手机号"), width=8),
    _NOTE,
)

_SUBJECT = Field(
    "subject",
    "帮扶对象",
    Type.REFERENCE,
    required=True,
    refers="subjects",
    synonyms=(
        "企业名称",
        "企业",
        "项目名称",
        "项目",
        "帮扶企业",
        "包联企业",
        "走访企业",
        "单位名称",
    ),
    section="基本情况",
    width=14,
)

ASSIGNMENT_FIELDS = (
    _SUBJECT,
    Field(
        "leader",
        "包联领导",
        Type.REFERENCE,
        refers="people",
        synonyms=("分包领导", "联系领导", "包联县领导"),
        width=5,
    ),
    Field(
        "unit",
        "包联单位",
        Type.REFERENCE,
        refers="organizations",
        synonyms=("分包单位", "责任单位", "帮扶单位"),
        width=10,
    ),
    Field(
        "responsible",
        "责任人",
        Type.REFERENCE,
        refers="people",
        synonyms=("具体责任人", "包联责任人", "分包责任人"),
        width=5,
    ),
    Field(
        "liaison",
        "联络员",
        Type.REFERENCE,
        refers="people",
        synonyms=("联系人", "服务专员"),
        width=5,
    ),
    Field("team", "工作专班", synonyms=("专班", "服务专班", "一套班子"), width=8),
    Field("plan", "帮扶方案", Type.LONG_TEXT, synonyms=("方案", "一个方案", "一企一策"), width=12),
    Field("from_on", "包联起始日期", Type.DATE, synonyms=("起始日期", "开始日期"), width=7),
    Field("to_on", "包联结束日期", Type.DATE, synonyms=("结束日期",), width=7),
    _NOTE,
)

VISIT_FIELDS = (
    _NUMBER,
    _SUBJECT,
    Field(
        "visited_on",
        "走访日期",
        Type.DATE,
        required=True,
        synonyms=("日期", "走访时间", "时间", "联系日期"),
        section="基本情况",
        width=7,
    ),
    Field(
        "way",
        "走访方式",
        Type.CHOICE,
        choices="visit_ways",
        synonyms=("方式", "联系方式"),
        section="基本情况",
        width=6,
    ),
    Field(
        "visitors",
        "走访人员",
        Type.REFERENCES,
        refers="people",
        synonyms=("走访人", "走访领导", "参加人员"),
        section="基本情况",
        width=8,
    ),
    Field(
        "met",
        "企业参加人员",
        synonyms=("接待人", "企业人员", "会见人员"),
        section="基本情况",
        width=8,
    ),
    Field(
        "situation",
        "问现状",
        Type.LONG_TEXT,
        synonyms=("现状", "企业现状", "经营情况"),
        section="三问",
        width=12,
    ),
    Field(
        "needs", "问需求", Type.LONG_TEXT, synonyms=("需求", "企业需求"), section="三问", width=12
    ),
    Field(
        "environment",
        "问环境",
        Type.LONG_TEXT,
        synonyms=("环境", "营商环境"),
        section="三问",
        width=12,
    ),
    Field("departments", "带职能部门", Type.LONG_TEXT, section="三带", width=10),
    Field("services", "带优质服务", Type.LONG_TEXT, section="三带", width=10),
    Field("conduct", "带优良作风", Type.LONG_TEXT, section="三带", width=10),
    Field("ideas", "帮思路", Type.LONG_TEXT, section="四帮", width=10),
    Field("transformation", "帮转型", Type.LONG_TEXT, section="四帮", width=10),
    Field("difficulties", "帮解难", Type.LONG_TEXT, section="四帮", width=10),
    Field("long_term", "帮长效", Type.LONG_TEXT, section="四帮", width=10),
    Field(
        "settled",
        "现场解决事项",
        Type.LONG_TEXT,
        synonyms=("当场解决事项",),
        section="其他",
        width=12,
    ),
    _NOTE,
    Field("issues", "问题", Type.REFERENCES, refers="issues", derived=True, width=4),
)

ISSUE_FIELDS = (
    Field("lamp", "状态灯", Type.CHOICE, choices="lamps", derived=True, width=5),
    _NUMBER,
    _SUBJECT,
    Field(
        "title",
        "问题摘要",
        required=True,
        synonyms=("问题", "问题描述", "存在问题", "诉求", "问题内容", "反映问题"),
        section="基本情况",
        width=16,
    ),
    Field(
        "detail",
        "问题详情",
        Type.LONG_TEXT,
        synonyms=("详情", "具体情况", "具体内容"),
        section="基本情况",
        width=16,
    ),
    Field(
        "category",
        "问题类别",
        Type.CHOICE,
        choices="issue_categories",
        synonyms=("类别", "问题类型", "诉求类别", "类型"),
        section="基本情况",
        width=6,
    ),
    Field(
        "source",
        "问题来源",
        Type.CHOICE,
        choices="issue_sources",
        synonyms=("来源",),
        section="基本情况",
        width=6,
    ),
    Field("raised_by", "反映人", synonyms=("提出人",), section="基本情况", width=5),
    Field(
        "registered_on",
        "登记日期",
        Type.DATE,
        synonyms=("收集日期", "提出日期", "反映日期", "日期", "收集时间"),
        section="基本情况",
        width=7,
    ),
    Field("visit", "来自走访", Type.REFERENCE, refers="visits", section="基本情况", width=9),
    _NOTE,
    Field("state", "办理状态", Type.CHOICE, choices="states", derived=True, width=6),
    Field("lead_unit", "牵头单位", Type.REFERENCE, refers="organizations", derived=True, width=10),
    Field("co_units", "配合单位", Type.REFERENCES, refers="organizations", derived=True, width=10),
    Field("responsible", "责任人", Type.REFERENCE, refers="people", derived=True, width=5),
    Field("dispatched_on", "交办日期", Type.DATE, derived=True, width=7),
    Field("due_on", "办理时限", Type.DATE, derived=True, width=7),
    Field("first_due_on", "首次时限", Type.DATE, derived=True, width=7),
    Field("result", "办理结果", Type.LONG_TEXT, derived=True, width=14),
    Field("outcome", "办结方式", Type.CHOICE, choices="outcomes", derived=True, width=5),
    Field("resolved_on", "办结日期", Type.DATE, derived=True, width=7),
    Field("satisfaction", "满意度", Type.CHOICE, choices="satisfactions", derived=True, width=5),
    Field("closed_on", "销号日期", Type.DATE, derived=True, width=7),
    Field("round", "办理轮次", Type.INTEGER, derived=True, width=4),
    Field("override", "破格销号理由", Type.LONG_TEXT, derived=True, width=10),
)

_KINDS = (
    Kind("enterprises", "企业", "subject", ENTERPRISE_FIELDS, "enterprise"),
    Kind("projects", "项目", "subject", PROJECT_FIELDS, "project"),
    Kind("platforms", "双创平台", "subject", PLATFORM_FIELDS, "platform"),
    Kind("works", "民心工程", "subject", PUBLIC_WORK_FIELDS, "public_work"),
    Kind("organizations", "单位", "organization", ORGANIZATION_FIELDS),
    Kind("people", "人员", "person", PERSON_FIELDS),
    Kind("assignments", "包联关系", "assignment", ASSIGNMENT_FIELDS),
    Kind("visits", "走访", "visit", VISIT_FIELDS),
    Kind("issues", "问题", "issue", ISSUE_FIELDS),
)

KINDS: Mapping[str, Kind] = MappingProxyType({kind.name: kind for kind in _KINDS})

SUBJECT_KINDS: Mapping[str, Kind] = MappingProxyType(
    {kind.subject_kind: kind for kind in _KINDS if kind.subject_kind}
)
