"""The fields of the four kinds of subject (帮扶对象)."""

from models.common_fields import NOTE
from models.field import Field, Type

_CODE = Field("code", "代码", derived=True, width=7)
_PARK = Field(
    "park",
    "所属园区",
    synonyms=(
        *("园区", "所在园区", "园区名称", "属地", "乡镇", "所属乡镇", "所在乡镇", "属地乡镇"),
        *("乡镇园区", "园区乡镇", "乡镇街道", "镇街", "街道", "所属街道", "所在街道", "所在镇"),
        *("所属镇街", "所属区域", "所在区域", "区域", "所属辖区", "辖区", "所属地", "片区"),
    ),
    section="基本情况",
    width=7,
)
_CREDIT_CODE = Field(
    "credit_code",
    "统一社会信用代码",
    Type.CREDIT_CODE,
    synonyms=(
        *("信用代码", "社会信用代码", "统一信用代码", "社会统一信用代码", "统一社会信用码"),
        *("统一社会信用代码证号", "社会信用代码证号", "信用代码证号", "统一代码"),
        *("营业执照号", "营业执照号码", "营业执照编号", "营业执照注册号", "纳税人识别号", "税号"),
        *("工商注册号", "注册号", "组织机构代码"),
    ),
    section="基本情况",
    width=11,
    help="18 位，可从营业执照上抄录",
)


def _name(label: str, *synonyms: str) -> Field:
    return Field(
        "name", label, required=True, synonyms=("名称", *synonyms), section="基本情况", width=14
    )


_ALSO_CALLED = Field(
    "also_called",
    "曾用名",
    synonyms=("曾用名称", "原名称", "原名", "别名", "又名"),
    help="改过的名称或别的叫法，几个之间用“、”隔开",
    section="其他",
    width=10,
)

_CONTACT = (
    Field(
        "contact",
        "联系人",
        synonyms=(
            *("企业联系人", "联系人姓名", "联络人", "企业联络员", "联络员", "经办人", "对接人"),
            *("联系人员", "姓名电话"),
        ),
        person=True,
        section="联系方式",
        width=5,
    ),
    Field(
        "phone",
        "联系电话",
        Type.PHONE,
        synonyms=(
            *("联系人电话", "联系人手机", "联系人手机号", "联系人联系方式", "联系人联系电话"),
            *("联系手机", "手机", "手机号", "移动电话", "电话", "联系方式", "电话号码"),
            *("办公电话", "固定电话", "座机"),
        ),
        section="联系方式",
        width=8,
    ),
    Field(
        "address",
        "地址",
        synonyms=(
            *("详细地址", "生产经营地址", "经营地址", "生产地址", "企业地址", "厂址", "注册地址"),
            *("住所", "通讯地址", "联系地址", "所在地址", "所在地", "注册地", "建设地点"),
            "项目地址",
        ),
        section="联系方式",
        width=12,
    ),
)

ENTERPRISE_FIELDS = (
    _CODE,
    _name(
        "企业名称",
        *("企业全称", "企业名", "公司名称", "公司全称", "市场主体名称", "市场主体", "单位名称"),
        *("单位全称", "单位详细名称", "法人单位名称", "企业单位名称", "纳税人名称", "商户名称"),
        *("重点企业名称", "重点企业", "包联企业名称", "包联企业", "被包联企业", "分包企业"),
        *("帮扶企业名称", "帮扶企业", "服务企业", "企业", "公司", "单位"),
    ),
    _CREDIT_CODE,
    _PARK,
    Field(
        "enterprise_class",
        "企业类型",
        Type.CHOICE,
        choices="enterprise_classes",
        synonyms=("企业类别", "企业分类", "类型", "类别", "规模类型", "企业规模", "规模"),
        section="基本情况",
        width=7,
    ),
    Field(
        "industry",
        "所属行业",
        synonyms=(
            *("行业", "行业类别", "行业分类", "行业名称", "所处行业", "国民经济行业"),
            *("国民经济行业分类", "行业门类", "行业大类", "所属产业", "产业类别"),
        ),
        section="基本情况",
        width=8,
    ),
    Field(
        "legal_representative",
        "法定代表人",
        synonyms=("法人", "法人代表", "企业法人", "主要负责人", "企业负责人", "负责人", "总经理"),
        section="基本情况",
        width=5,
    ),
    *_CONTACT,
    Field(
        "founded_on",
        "成立日期",
        Type.DATE,
        synonyms=(
            *("成立时间", "成立年月日", "设立日期", "设立时间", "创办时间", "创办日期"),
            *("注册日期", "注册时间"),
        ),
        section="经营情况",
        width=7,
    ),
    Field(
        "registered_capital",
        "注册资本",
        Type.NUMBER,
        unit="万元",
        synonyms=("注册资本金", "注册资金"),
        section="经营情况",
        width=6,
    ),
    Field(
        "employees",
        "从业人数",
        Type.INTEGER,
        unit="人",
        synonyms=(
            *("从业人员数", "从业人员", "期末从业人数", "从业人员期末人数", "职工人数", "职工数"),
            *("职工总数", "在岗职工", "在职职工", "职工", "员工人数", "员工数", "员工总数", "员工"),
            *("现有员工", "现有职工", "在职人数", "用工人数", "人数"),
        ),
        section="经营情况",
        width=5,
    ),
    Field(
        "annual_revenue",
        "上年主营业务收入",
        Type.NUMBER,
        unit="万元",
        synonyms=(
            *("主营业务收入", "营业收入", "营业总收入", "营收", "营业额", "销售收入", "销售额"),
            *("年产值", "产值", "总产值", "工业总产值"),
        ),
        section="经营情况",
        width=7,
    ),
    Field(
        "business",
        "主营业务",
        Type.LONG_TEXT,
        synonyms=(
            *("主营", "主营产品", "主要产品", "主导产品", "产品", "产品名称", "主要业务"),
            *("经营业务", "业务范围", "主要经营范围", "经营范围"),
        ),
        section="经营情况",
        width=12,
    ),
    _ALSO_CALLED,
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
    _ALSO_CALLED,
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
    _ALSO_CALLED,
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
    _ALSO_CALLED,
    NOTE,
)
