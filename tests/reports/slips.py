"""Slips to measure, blank and filled; invented firms and people."""

from datetime import date

from models.vocabulary import GATES
from reports.batch_slip import BatchLine, BatchSlip
from reports.inspection import InspectedItem, InspectionView
from reports.notice import NoticeIssue, NoticeView
from reports.request_slips import RequestSlip
from reports.slipview import GateLine, IssueSlip, SlipIssue, SlipSubject, StoryLine, VisitSlip

OFFICE = "东湖新区双创双服办公室"
SUBJECT = SlipSubject(
    "甲一精密制造有限公司",
    "东湖装备园",
    "李某某",
    "0399-5550001",
    "赵䶮",
    "区工业和信息化局",
    "钱𬭎",
)
_LONG = "生产经营总体平稳，订单较上年同期增长，但流动资金紧张；下半年计划新上两条自动化生产线。"

VISIT = VisitSlip(
    OFFICE,
    date(2018, 7, 6),
    SUBJECT,
    {
        "number": "东湖A-2018-0012",
        "way": "入企走访",
        "visitors": "赵䶮、孙某某",
        "met": "李某某（总经理）",
        "situation": _LONG,
        "needs": "增加用电容量",
        "departments": "区供电公司",
        "difficulties": _LONG,
        "settled": "门前排水沟当日清通",
    },
    (
        SlipIssue("厂区北侧道路破损", "基础设施", "东湖A-2018-0089", "办理中"),
        SlipIssue("10千伏专线容量不足", "能源保障", "东湖A-2018-0090", "已销号"),
    ),
)

ISSUE = IssueSlip(
    OFFICE,
    date(2018, 7, 31),
    SUBJECT,
    {
        "number": "东湖A-2018-0089",
        "title": "厂区北侧道路破损",
        "detail": "雨季积水影响货车进出",
        "category": "基础设施",
        "source": "走访",
        "lead_unit": "区住房和城乡建设局",
        "co_units": "东湖装备园管委会、区水务局",
        "responsible": "李安四",
        "registered_on": "2018年7月6日",
        "due_on": "2018年7月16日",
        "resolved_on": "2018年7月14日",
        "outcome": "解决",
        "result": "已修复路面120米",
        "satisfaction": "满意",
    },
    date(2018, 7, 9),
    date(2018, 7, 16),
    "7月9日交办，7 天，7月16日到期",
    date(2018, 7, 15),
    "周安一",
    "处理及时",
    tuple(GateLine(term.label, True, f"依据{number}") for number, term in enumerate(GATES)),
    (
        StoryLine("2018年7月6日", "登记", "李某某", "走访"),
        StoryLine("2018年7月9日", "交办", "周安一", "牵头单位：区住房和城乡建设局"),
    ),
)

BATCH = BatchSlip(
    OFFICE,
    "东湖A-2018-第3批",
    "区住房和城乡建设局",
    date(2018, 7, 9),
    tuple(
        BatchLine(f"东湖A-2018-{90 + n:04d}", SUBJECT.name, title, "区水务局", "2018年7月18日")
        for n, title in enumerate(("厂区北侧道路破损", "雨季积水影响货车进出"))
    ),
)

REQUEST = RequestSlip(
    ISSUE,
    date(2018, 7, 12),
    "李安四",
    "路面材料到货要二十天",
    date(2018, 7, 16),
    date(2018, 7, 16),
    date(2018, 7, 31),
    "市交通运输局",
    True,
    date(2018, 7, 13),
    "周安一",
    "同意",
)
NOTICE = NoticeView(
    OFFICE,
    date(2018, 7, 31),
    "东湖A督办〔2018〕3号",
    "区住房和城乡建设局",
    "橙色",
    "你单位承办的下列 2 件企业问题，已超期 2 件。请在 3 个工作日内拿出办结方案，并书面说明原因。",
    (
        NoticeIssue(
            "东湖A-2018-0089", SUBJECT.name, "厂区北侧道路破损", "2018年7月16日", "超期11个工作日"
        ),
        NoticeIssue("东湖A-2018-0090", "禾二食品厂", "门前排水沟淤塞", "2018年7月24日", "未反馈"),
    ),
)

INSPECTION = InspectionView(
    OFFICE,
    date(2018, 7, 30),
    "东湖A-2018-0002",
    "上半年办结问题抽查",
    "抽样督查",
    "区督查考核办",
    "周安一、吴安五",
    "2018年7月30日从近半年销号的问题 63 个中抽取 2 个，种子“730”当众说定，照此重抽结果相同",
    "",
    (
        InspectedItem(SUBJECT.name, "东湖A-2018-0089 厂区北侧道路破损", "路面已修复，企业满意", ""),
        InspectedItem(
            "禾二食品厂",
            "东湖A-2018-0090 门前排水沟淤塞",
            "清淤后又淤塞，没有落实日常管护责任",
            "东湖A-2018-0101（办理中）",
        ),
    ),
)
