"""Meetings, drives and model cases to measure; invented firms and people."""

from dataclasses import replace
from datetime import date

from reports.meetingview import DecisionView, ItemView, MeetingView, PlanUnit, PlanView
from tests.reports import slips

_TITLE = "甲一精密制造有限公司：厂区北侧道路破损"

MEETING = MeetingView(
    slips.OFFICE,
    date(2018, 8, 20),
    {
        "number": "东湖A-2018-0002",
        "title": "8月单月会商会",
        "kind": "单月会商",
        "held_on": "2018年8月20日",
        "place": "第二会议室",
        "chair": "赵䶮",
        "attendants": "区住房和城乡建设局、区供电公司",
        "minutes": "会议逐件会商超期问题，明确了措施、责任人和完成时限。",
    },
    (
        ItemView(
            _TITLE,
            "听取牵头单位说明，确定办理措施和完成时限",
            slips.ISSUE.said,
            "2018年7月16日（已超期35天）",
            slips.ISSUE.story,
        ),
        ItemView(matter="部署9月份走访"),
    ),
    (
        DecisionView(
            "甲一精密制造有限公司",
            "先铺碎石保通行",
            "区住房和城乡建设局",
            "",
            "2018年7月31日",
            "逾期未落实，已逾期20天",
            "7月单月会商会",
        ),
    ),
    (
        DecisionView(_TITLE, "月底前修复路面", "区住房和城乡建设局", "李安四", "2018年8月31日"),
        DecisionView("部署9月份走访", "各单位25日前报走访计划"),
    ),
)

PLAN = PlanView(
    slips.OFFICE,
    date(2018, 3, 20),
    {
        "number": "东湖A-2018-0001",
        "title": "春季问题大排查",
        "from_on": "2018年3月20日",
        "to_on": "2018年4月10日",
        "plan": "逐户上门，问生产经营、问困难诉求、问营商环境；当日登记上报。",
    },
    tuple(
        PlanUnit(unit, (f"{word}一机械有限公司", f"{word}二食品有限公司"), plan, "2018年4月10日")
        for unit, word, plan in (
            ("区工业和信息化局", "甲", "分两组，每组每天走两户"),
            ("区商务局", "乙", ""),
        )
    ),
)

CASE = replace(
    slips.ISSUE,
    said={
        **slips.ISSUE.said,
        "closed_on": "2018年7月20日",
        "lesson": "一次告知：把要交的材料列成清单，首次受理就全部告知。",
    },
)
