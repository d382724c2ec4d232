"""A long ledger of invented issues: twelve columns, some 260 characters a row.

Names of units repeat, as they do; what was asked and what was done differ in every row.
"""

import random
from collections.abc import Iterator
from datetime import date

from reports.view import LedgerColumn, LedgerView

COLUMNS = (
    LedgerColumn("序号", 3, "center"),
    LedgerColumn("编号", 7, "center"),
    LedgerColumn("企业名称", 11),
    LedgerColumn("问题描述", 13),
    LedgerColumn("问题类别", 4, "center"),
    LedgerColumn("牵头单位", 9),
    LedgerColumn("责任人", 4, "center"),
    LedgerColumn("交办日期", 6, "center"),
    LedgerColumn("办理时限", 6, "center"),
    LedgerColumn("状态", 4, "center"),
    LedgerColumn("办理情况", 19),
    LedgerColumn("满意度", 4, "center"),
)
_PLACES = (
    "厂区北侧道路",
    "三号车间屋面",
    "职工宿舍楼",
    "污水管网检查井",
    "天然气调压站",
    "原料仓库",
)
_WRONG = (
    "破损严重，雨季积水，影响货车进出",
    "容量不足，夏季高峰时段多次跳闸",
    "渗漏未修，设备存在受潮风险",
    "手续不全，无法办理不动产登记",
    "招工难，熟练焊工缺口较大",
    "出口退税周期长，流动资金紧张",
)
_DONE = (
    "区住房和城乡建设局现场勘查后提出维修方案",
    "已由供电公司增容并敷设电缆",
    "协调银行给予续贷支持，利率下浮",
    "召开专题会议研究，列入年度供地计划",
    "联系税务部门加快审核，退税款已到账",
    "督促施工单位限期整改，完成复验",
)
_UNITS = (
    "区住房和城乡建设局",
    "区自然资源和规划局",
    "东湖供电公司",
    "区工业和信息化局",
    "区税务局",
)


def ledger(rows: int) -> LedgerView:
    """The ledger, the same each time."""
    title, office = "东湖新区包联帮扶问题台账", "东湖新区企业服务工作专班办公室"
    told = tuple(_rows(rows))
    return LedgerView(title, office, date(2018, 7, 31), COLUMNS, told, f"共{rows}件。")


def _rows(count: int) -> Iterator[tuple[str, ...]]:
    chance = random.Random(20180731)
    for number in range(1, count + 1):
        yield (
            *(str(number), f"东湖A-2018-{number:05d}", f"甲{number % 800}号精密制造有限责任公司"),
            _asked(chance),
            *(chance.choice(("用地", "资金", "用工", "供电")), chance.choice(_UNITS)),
            *(chance.choice(("赵某某", "钱某某", "孙某某")), _day(chance), _day(chance)),
            *(chance.choice(("办理中", "已销号")), _answered(chance, number), "满意"),
        )


def _asked(chance: random.Random) -> str:
    extent = f"涉及{chance.randint(2, 99)}处、约{chance.randint(100, 9999) / 10}平方米"
    wrong = f"{chance.choice(_PLACES)}{chance.choice(_WRONG)}，{extent}"
    return f"{wrong}，{chance.choice(_WRONG)}，企业请求{chance.choice(_UNITS)}予以协调解决。"


def _answered(chance: random.Random, number: int) -> str:
    steps = (
        f"{_day(chance)[5:]}，{chance.choice(_DONE)}{chance.randint(2, 300)}处" for _ in range(4)
    )
    return f"{'；'.join(steps)}，企业表示满意（回访第{number}号）。"


def _day(chance: random.Random) -> str:
    return f"2018年{chance.randint(1, 12)}月{chance.randint(1, 28)}日"
