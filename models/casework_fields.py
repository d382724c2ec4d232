"""The fields of units, people, assignments and visits."""

from models.common_fields import NOTE, NUMBER
from models.field import Field, Type

ORGANIZATION_FIELDS = (
    Field(
        "name",
        "单位名称",
        required=True,
        synonyms=("名称", "部门名称", "机构名称", "单位全称", "单位", "部门", "部门单位"),
        width=12,
    ),
    Field("short_name", "简称", synonyms=("单位简称", "部门简称"), width=6),
    Field(
        "organization_type",
        "单位类型",
        Type.CHOICE,
        choices="organization_types",
        synonyms=("类型", "单位类别", "类别", "单位性质"),
        width=5,
    ),
    Field(
        "tier",
        "层级",
        Type.CHOICE,
        choices="tiers",
        synonyms=("级别", "单位层级", "单位级别"),
        width=3,
    ),
    Field(
        "parent",
        "上级单位",
        Type.REFERENCE,
        refers="organizations",
        synonyms=("隶属", "主管单位", "上级部门", "主管部门", "隶属单位", "隶属关系", "上级"),
        width=10,
    ),
    Field(
        "phone",
        "联系电话",
        Type.PHONE,
        synonyms=("电话", "值班电话", "单位电话", "办公电话", "联系方式"),
        width=8,
    ),
    Field(
        "liaison",
        "单位联络员",
        Type.REFERENCE,
        refers="people",
        synonyms=("联络员", "部门联络员", "联络员姓名", "信息员", "报送联络员"),
        width=5,
    ),
    NOTE,
)

PERSON_FIELDS = (
    Field(
        "name",
        "姓名",
        required=True,
        synonyms=("人员姓名", "姓名电话", "干部姓名", "人员", "名字"),
        person=True,
        width=4,
    ),
    Field(
        "organization",
        "单位",
        Type.REFERENCE,
        refers="organizations",
        synonyms=("所在单位", "工作单位", "单位名称", "部门", "所在部门", "所属单位", "单位部门"),
        width=10,
    ),
    Field("post", "职务", synonyms=("职位", "岗位", "职务职称", "现任职务"), width=8),
    Field(
        "phone",
        "联系电话",
        Type.PHONE,
        synonyms=("电话", "手机", "手机号", "手机号码", "联系方式", "电话号码", "办公电话"),
        width=8,
    ),
    NOTE,
)

SUBJECT = Field(
    "subject",
    "帮扶对象",
    Type.REFERENCE,
    required=True,
    refers="subjects",
    synonyms=(
        *("企业名称", "企业", "项目名称", "项目", "帮扶企业", "包联企业", "走访企业", "单位名称"),
        *("企业全称", "公司名称", "平台名称", "工程名称", "市场主体名称", "市场主体", "对象名称"),
        *("包联对象", "分包企业", "被包联企业", "包联项目", "分包项目", "服务企业", "服务对象"),
        *("走访对象", "走访单位", "走访企业名称", "走访项目", "帮扶企业名称", "帮扶项目"),
        *("包联企业名称", "被走访企业", "所属企业", "反映企业", "单位详细名称", "法人单位名称"),
    ),
    section="基本情况",
    width=14,
)

_STARTS = ("起始日期", "开始日期", "开始时间", "起始时间", "包联时间", "包联开始日期", "分包时间")

ASSIGNMENT_FIELDS = (
    SUBJECT,
    Field(
        "leader",
        "包联领导",
        Type.REFERENCE,
        refers="people",
        synonyms=(
            *("分包领导", "联系领导", "包联县领导", "包联县级领导", "县级领导", "牵头领导"),
            *("帮扶领导", "包抓领导", "包保领导", "包联领导姓名", "领导"),
        ),
        width=5,
    ),
    Field(
        "unit",
        "包联单位",
        Type.REFERENCE,
        refers="organizations",
        synonyms=(
            *("分包单位", "责任单位", "帮扶单位", "包联部门", "联系单位", "牵头单位", "责任部门"),
            *("包保单位", "包抓单位", "服务单位", "分包部门", "包联责任单位"),
        ),
        width=10,
    ),
    Field(
        "responsible",
        "责任人",
        Type.REFERENCE,
        refers="people",
        synonyms=(
            *("具体责任人", "包联责任人", "分包责任人", "包联干部", "帮扶干部", "单位责任人"),
            *("具体负责人", "直接责任人", "第一责任人", "包联人"),
        ),
        width=5,
    ),
    Field(
        "liaison",
        "联络员",
        Type.REFERENCE,
        refers="people",
        synonyms=(
            *("联系人", "服务专员", "单位联络员", "服务管家", "驻企干部", "驻企专员", "首席服务员"),
            *("企业联络员", "包联联络员", "助企干部"),
        ),
        width=5,
    ),
    Field(
        "team",
        "工作专班",
        synonyms=("专班", "服务专班", "一套班子", "工作班子", "服务团队"),
        width=8,
    ),
    Field(
        "plan",
        "帮扶方案",
        Type.LONG_TEXT,
        synonyms=("方案", "一个方案", "一企一策", "工作方案"),
        width=12,
    ),
    Field("from_on", "包联起始日期", Type.DATE, synonyms=_STARTS, width=7),
    Field(
        "to_on",
        "包联结束日期",
        Type.DATE,
        synonyms=("结束日期", "结束时间", "包联结束时间", "截止日期"),
        width=7,
    ),
    NOTE,
)

VISIT_FIELDS = (
    NUMBER,
    SUBJECT,
    Field(
        "visited_on",
        "走访日期",
        Type.DATE,
        required=True,
        synonyms=(
            *("日期", "走访时间", "时间", "联系日期", "联系时间", "入企时间", "入企日期"),
            *("走访年月日", "活动时间", "服务日期", "服务时间"),
        ),
        section="基本情况",
        width=7,
    ),
    Field(
        "way",
        "走访方式",
        Type.CHOICE,
        choices="visit_ways",
        synonyms=("方式", "联系方式", "形式", "走访形式", "服务方式", "活动形式"),
        section="基本情况",
        width=6,
    ),
    Field(
        "visitors",
        "走访人员",
        Type.REFERENCES,
        refers="people",
        synonyms=(
            *("走访人", "走访领导", "参加人员", "走访干部", "走访人员姓名", "包联人员", "服务人员"),
            *("入企人员", "带队领导", "走访成员"),
        ),
        section="基本情况",
        width=8,
    ),
    Field(
        "met",
        "企业参加人员",
        synonyms=("接待人", "企业人员", "会见人员", "企业接待人", "接待人员", "企业参加人"),
        section="基本情况",
        width=8,
    ),
    Field(
        "situation",
        "问现状",
        Type.LONG_TEXT,
        synonyms=("现状", "企业现状", "经营情况", "生产经营情况", "企业基本情况", "走访情况"),
        section="三问",
        width=12,
    ),
    Field(
        "needs",
        "问需求",
        Type.LONG_TEXT,
        synonyms=("需求", "企业需求", "企业诉求", "诉求"),
        section="三问",
        width=12,
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
        synonyms=("当场解决事项", "现场解决问题", "当场解决问题", "现场解决情况"),
        section="其他",
        width=12,
    ),
    NOTE,
    Field("issues", "问题", Type.REFERENCES, refers="issues", derived=True, width=4),
)

CARD_FIELDS = (
    NUMBER,
    SUBJECT,
    Field("form", "表样", Type.CHOICE, choices="card_forms", derived=True, width=6),
    Field(
        "period",
        "填报期间",
        Type.MONTH,
        required=True,
        synonyms=("期间", "填报月份", "月份"),
        section="基本情况",
        width=6,
    ),
    Field("filled_on", "填报日期", Type.DATE, section="基本情况", help="不填则为今天", width=7),
    Field("filled_by", "填表人", synonyms=("填报人",), section="基本情况", width=5),
    Field("phone", "填表人电话", Type.PHONE, section="基本情况", width=8),
    Field("visit", "随同走访", Type.REFERENCE, refers="visits", section="基本情况", width=9),
    NOTE,
    Field("issues", "问题", Type.REFERENCES, refers="issues", derived=True, width=9),
)
