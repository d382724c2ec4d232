"""Code lists: the words that offices choose from, each said once.

A list is an ordered tuple of `Term`s. The `code` is what is stored and what JSON carries where the
command line fixes an English word; for lists whose words are Chinese everywhere, code and label are
the same.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Term:
    """One entry of a code list: what is stored, what is read, and what else people write."""

    code: str
    label: str
    synonyms: tuple[str, ...] = ()


def _words(*labels: str) -> tuple[Term, ...]:
    return tuple(Term(label, label) for label in labels)


SUBJECT_KINDS = (
    Term("enterprise", "企业"),
    Term("project", "项目"),
    Term("platform", "双创平台", ("平台",)),
    Term("public_work", "民心工程", ("专项行动", "工程")),
)

TIERS = _words("省", "市", "县", "乡")

ORGANIZATION_TYPES = (
    *_words("部门", "园区", "乡镇", "专班"),
    Term("企业", "企业", ("公司",)),
    *_words("银行", "其他"),
)

# 渤海新区 2018, 三(二): the three lists of enterprises to be assisted.
ENTERPRISE_CLASSES = (
    Term("规上工业", "规上工业", ("规模以上工业", "规上工业企业", "规模以上工业企业")),
    Term("服务业", "服务业", ("重点服务业", "服务业企业", "规上服务业", "规模以上服务业")),
    Term("科技型中小企业", "科技型中小企业", ("科技型中小", "科技型企业", "科技企业")),
    Term("其他", "其他"),
)

PROJECT_STAGES = (
    Term("前期跑办", "前期跑办", ("前期", "前期项目", "谋划筛选")),
    Term("推进建设", "推进建设", ("在建", "建设中", "续建", "新开工")),
    Term("竣工投产", "竣工投产", ("投产", "竣工", "已投产")),
)

PROJECT_LEVELS = (
    Term("省重点", "省重点", ("省重点项目", "省级重点")),
    Term("市重点", "市重点", ("市重点项目", "市级重点")),
    Term("县重点", "县重点", ("区重点", "县区重点")),
    Term("一般", "一般"),
)

PLATFORM_TYPES = _words(
    "双创示范基地", "科技企业孵化器", "创业就业孵化基地", "小微企业双创基地", "众创空间", "其他"
)

PUBLIC_WORK_TYPES = _words("民心工程", "专项行动")

# 渤海新区 2018: the needs named for industry, for services and for technology firms.
ISSUE_CATEGORIES = (
    Term("项目审批", "项目审批", ("审批", "手续办理")),
    Term("用地", "用地", ("土地", "用地保障")),
    Term("资金", "资金", ("融资", "融资贷款", "资金融资")),
    Term("人才用工", "人才用工", ("用工", "人才", "招工")),
    Term("能源保障", "能源保障", ("用电", "用气", "用水", "用电用能", "水电气暖")),
    Term("环境保护", "环境保护", ("环保", "环评")),
    Term("安全生产", "安全生产", ("安全",)),
    Term("物流成本", "物流成本", ("物流",)),
    Term("市场拓展", "市场拓展", ("市场",)),
    Term("人力成本", "人力成本"),
    Term("技术转移转化", "技术转移转化", ("成果转化",)),
    Term("科研设备共享", "科研设备共享"),
    Term("人才团队引进", "人才团队引进"),
    Term("产业化融资", "产业化融资"),
    Term("基础设施", "基础设施", ("道路", "配套设施")),
    Term("政策兑现", "政策兑现", ("惠企政策", "政策落实")),
    Term("其他", "其他"),
)

ISSUE_SOURCES = _words(
    "走访", "反馈卡", "座谈会", "来电来函", "上级交办", "问题大排查", "督查", "其他"
)

VISIT_WAYS = (
    Term("入企走访", "入企走访", ("走访", "实地走访", "现场走访")),
    Term("座谈会", "座谈会", ("座谈",)),
    Term("电话联系", "电话联系", ("电话",)),
    Term("企业家早餐会", "企业家早餐会", ("早餐会",)),
    Term("现场办公", "现场办公", ("现场协调",)),
    Term("其他", "其他"),
)

# 三河市 2018: 季调度, 政企银保; 小店区 2022: 单月会商, 双月研判.
MEETING_KINDS = (
    Term("季调度", "季调度", ("季度调度", "季调度会")),
    *_words("单月会商", "双月研判", "政企银保", "专题协调", "其他"),
)

#: The forms of the feedback card by their key (`resources/cards`), and what people call them.
CARD_FORMS = (
    Term("card-enterprise", "企业反馈卡", ("企业", "反馈卡", "企业综合情况及问题反馈卡")),
    Term("card-project", "项目反馈卡", ("项目", "项目综合情况及问题反馈卡")),
    Term("card-platform", "平台反馈卡", ("双创平台", "平台", "双创平台综合情况及问题反馈卡")),
    Term("card-work", "工程反馈卡", ("民心工程", "专项行动", "民心工程综合情况及问题反馈卡")),
)

# 13710: an ordinary matter in 7 days, a major one in a month.
ISSUE_GRADES = _words("一般", "重大")

# Whether a measure treats what shows or what causes it.
MEASURE_AIMS = _words("治标", "治本")

FOLLOW_UP_WAYS = _words("电话", "上门", "座谈", "其他")

OUTCOMES = _words("解决", "解释")

SATISFACTIONS = _words("满意", "基本满意", "不满意")

SUPERVISION_LEVELS = _words("蓝", "橙", "红")

# 渤海新区 2018: 联合、实地、抽样、跟踪督查, 明察暗访.
INSPECTION_KINDS = (
    Term("联合督查", "联合督查", ("联合",)),
    Term("实地督查", "实地督查", ("实地", "明察")),
    Term("抽样督查", "抽样督查", ("抽样", "抽查")),
    Term("跟踪督查", "跟踪督查", ("跟踪",)),
    Term("暗访", "暗访", ("明察暗访",)),
)

STATES = (
    Term("registered", "已登记"),
    Term("dispatched", "已交办"),
    Term("in_progress", "办理中"),
    Term("resolved", "待核实"),
    Term("verified", "待回访"),
    Term("closed", "已销号"),
    Term("escalated", "已提级"),
    Term("suspended", "已挂账"),
    Term("merged", "已并案"),
    Term("withdrawn", "已撤销"),
)

LAMPS = (
    Term("green", "正常"),
    Term("yellow", "预警"),
    Term("red", "超期"),
    Term("grey", "挂账"),
    Term("closed_on_time", "按期办结"),
    Term("closed_late", "逾期办结"),
)

GATES = (
    Term("responsibility", "责任不落实不放过"),
    Term("measures", "任务不完成不放过"),
    Term("result", "问题不解决不放过"),
    Term("satisfaction", "企业不满意不放过"),
)

# What an office does by the calendar (`models.duties`).
DUTIES = (
    Term("weekly-contact", "周联系"),
    Term("monthly-visit", "月走访"),
    Term("liaison-report", "联络员报送"),
    Term("weekly-circular", "每周通报"),
    Term("monthly-bulletin", "月末简报"),
    Term("monthly-circular", "月末通报"),
    Term("odd-month-meeting", "单月会商"),
    Term("even-month-meeting", "双月研判"),
    Term("quarterly-meeting", "季调度"),
    Term("quarterly-report", "季度报告"),
    Term("suspended-review", "挂账季度复核"),
    Term("half-year-inspection", "半年督查"),
    Term("half-year-summary", "半年小结"),
)

DEBT_STATES = (
    Term("late", "逾期"),
    Term("due", "今天到期"),
    Term("open", "待完成"),
    Term("met_late", "逾期完成"),
    Term("met", "完成"),
)

# What came of each of many records that were changed at once.
RESULTS = (
    Term("left", "没有动"),
    Term("same", "没有变化"),
    Term("done", "已办"),
)

LISTS: dict[str, tuple[Term, ...]] = {
    "subject_kinds": SUBJECT_KINDS,
    "tiers": TIERS,
    "organization_types": ORGANIZATION_TYPES,
    "enterprise_classes": ENTERPRISE_CLASSES,
    "project_stages": PROJECT_STAGES,
    "project_levels": PROJECT_LEVELS,
    "platform_types": PLATFORM_TYPES,
    "public_work_types": PUBLIC_WORK_TYPES,
    "issue_categories": ISSUE_CATEGORIES,
    "issue_sources": ISSUE_SOURCES,
    "visit_ways": VISIT_WAYS,
    "meeting_kinds": MEETING_KINDS,
    "card_forms": CARD_FORMS,
    "issue_grades": ISSUE_GRADES,
    "measure_aims": MEASURE_AIMS,
    "follow_up_ways": FOLLOW_UP_WAYS,
    "outcomes": OUTCOMES,
    "satisfactions": SATISFACTIONS,
    "supervision_levels": SUPERVISION_LEVELS,
    "inspection_kinds": INSPECTION_KINDS,
    "states": STATES,
    "lamps": LAMPS,
    "gates": GATES,
    "duties": DUTIES,
    "debt_states": DEBT_STATES,
    "results": RESULTS,
}


def label(list_name: str, code: str | None) -> str:
    """The Chinese label of a code of the named list; the code itself where the list lacks it."""
    if code is None:
        return ""
    return next((term.label for term in LISTS[list_name] if term.code == code), code)


def code_begun(list_name: str, beginning: str) -> str | None:
    """The code of the only entry whose label or synonym begins so, from two characters on."""
    if len(beginning) < 2:
        return None
    begun = {
        term.code
        for term in LISTS[list_name]
        if any(word.startswith(beginning) for word in (term.label, *term.synonyms))
    }
    return begun.pop() if len(begun) == 1 else None


def code_of(list_name: str, word: str) -> str | None:
    """The code that a written word (code, label or synonym) stands for, or None."""
    return next(
        (t.code for t in LISTS[list_name] if word in (t.code, t.label, *t.synonyms)),
        None,
    )
