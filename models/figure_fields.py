"""The fields of the monthly figures (经营指标) of enterprises and projects."""

from models.casework_fields import SUBJECT
from models.common_fields import NOTE
from models.field import Field, Type

FIGURE_FIELDS = (
    SUBJECT,
    Field(
        "month",
        "月份",
        Type.MONTH,
        required=True,
        synonyms=("所属月份", "所属期", "报告期", "统计月份", "统计期", "数据月份", "年月", "时间"),
        section="基本情况",
        width=5,
    ),
    Field(
        "output_value",
        "工业总产值",
        Type.NUMBER,
        unit="万元",
        synonyms=(
            *("当月工业总产值", "本月工业总产值", "工业总产值本月", "工业总产值当月", "总产值"),
            *("当月总产值", "本月总产值", "产值", "当月产值", "本月产值", "月产值"),
            "规上工业总产值",
        ),
        section="当月指标",
        width=7,
    ),
    Field(
        "revenue",
        "营业收入",
        Type.NUMBER,
        unit="万元",
        synonyms=(
            *("主营业务收入", "营业总收入", "当月营业收入", "本月营业收入", "营业收入本月"),
            *("营业收入当月", "当月主营业务收入", "本月主营业务收入", "营收", "营业额", "销售收入"),
            *("本月销售收入", "当月销售收入", "销售额"),
        ),
        section="当月指标",
        width=7,
    ),
    Field(
        "profit",
        "利润总额",
        Type.NUMBER,
        unit="万元",
        synonyms=("利润", "当月利润总额", "本月利润总额", "利润总额本月", "利润总额当月", "利润额"),
        section="当月指标",
        width=6,
    ),
    Field(
        "tax",
        "税金",
        Type.NUMBER,
        unit="万元",
        synonyms=(
            *("税金总额", "应交税金", "应缴税金", "实缴税金", "上缴税金", "入库税金", "当月税金"),
            *(
                "本月税金",
                "税收",
                "入库税收",
                "税收收入",
                "缴税额",
                "纳税额",
                "上缴税收",
                "实缴税收",
            ),
            *("本月税收", "当月税收", "税金本月", "税收本月"),
        ),
        section="当月指标",
        width=6,
    ),
    Field(
        "investment",
        "完成投资",
        Type.NUMBER,
        unit="万元",
        synonyms=(
            *("当月完成投资", "本月完成投资", "完成投资额", "固定资产投资", "固定资产投资额"),
            *("投资完成额", "本月投资", "当月投资", "完成固定资产投资", "完成投资本月"),
        ),
        section="当月指标",
        width=6,
    ),
    Field(
        "electricity",
        "用电量",
        Type.NUMBER,
        unit="万千瓦时",
        synonyms=(
            *("当月用电量", "本月用电量", "工业用电量", "当月工业用电量", "本月工业用电量"),
            *("用电量本月", "用电量当月", "电量"),
        ),
        section="当月指标",
        width=6,
    ),
    Field(
        "employees",
        "从业人数",
        Type.INTEGER,
        unit="人",
        synonyms=(
            *("从业人员数", "从业人员", "期末从业人数", "从业人员期末人数", "期末用工人数"),
            *(
                "平均用工人数",
                "从业人员平均人数",
                "用工人数",
                "职工人数",
                "员工人数",
                "在岗职工人数",
            ),
            *("在职职工", "人数"),
        ),
        section="当月指标",
        width=5,
    ),
    NOTE,
)
"""What one subject did in one month (小店区 2022: 规上工业运行监测); each is that month's own."""
