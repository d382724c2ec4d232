"""The fields of the four kinds of subject (帮扶对象)."""

from models.common_fields import NOTE
from models.field import Field, Type

_CODE = Field("code", "代码", derived=True, width=7)
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


_CONTACT = (
    Field("contact", "联系人", synonyms=("企业联系人", "联系人姓名"), section="联系方式", width=5),
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
    NOTE,
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
    NOTE,
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
    NOTE,
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
    NOTE,
)
