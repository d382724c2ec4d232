"""Documents to measure: invented places, people and firms."""

from dataclasses import replace
from datetime import date

from reports.dossier import DossierPart, DossierView
from reports.rosters import RosterView
from reports.view import BulletinView, LedgerColumn, LedgerView, Passage
from tests.reports import corpus

HAN = "区住房和城乡建设局已经完成勘测设计并且组织施工单位进场请各有关单位继续做好配合工作"
"""Han without a mark, so that its lines hold as many characters as a line can."""

PASSAGES = (
    Passage(
        "10月份，各级专班坚持“首问负责、限时办结、跟踪问效”，共走访企业1,024家次，收集问题356个，"
        "办结318个，办结率89.3%，较9月份提高2.6个百分点。现将有关情况通报如下："
    ),
    Passage("一、走访服务情况", 1),
    Passage("（一）覆盖面持续扩大。截至10月31日，重点企业走访覆盖率96.4%。", 2),
    Passage("（二）问题收集更加精准。", 2),
    Passage("1.要素保障类。", 3),
    Passage(
        "甲一精密制造有限公司（统一社会信用代码91130900MA0ABCDE5K）反映的10 kV专线问题，由供电公司"
        "会同区工业和信息化局现场办公，联系人赵䶮、钱𬭎，明确2026年12月30日前完成（含电缆沟1.2公里，"
        "占地350㎡），按照GB/T 9704-2012的格式反馈——不得延期……"
    ),
    Passage("（1）用地方面。", 4),
    *(Passage(HAN * 8 + "。") for _ in range(5)),
)

OFFICE = "东湖新区企业服务工作专班办公室"

BULLETIN = BulletinView(
    name="双创双服工作简报",
    number=7,
    total_number=23,
    office=OFFICE,
    issued_on=date(2026, 11, 5),
    title="全区10月份走访服务企业及问题办理情况的通报",
    passages=PASSAGES,
    editor_note="各镇（街道）、各部门扎实推进走访服务工作。现将有关情况刊发，供学习参考。",
    contributed_by="东湖新区企业服务工作专班办公室",
    report_to=("区委书记、副书记", "区长、副区长"),
    send_to=("区委各部门", "区政府各部门", "区人大常委会办公室", "区政协办公室", "各人民团体"),
    issue_to=("各镇人民政府、街道办事处", "各工业园区管委会"),
    copies=120,
)

LONG = replace(BULLETIN, passages=tuple(Passage(HAN * 9 + "。") for _ in range(20)))
"""Eight pages of Han with a full stop now and then."""

_FULL_WIDTH = str.maketrans("()[]", "（）【】")
MIXED = replace(
    BULLETIN,
    passages=tuple(Passage(text.translate(_FULL_WIDTH)) for text in corpus.paragraphs(30)),
)
"""Pages of everything that is ever written, with the marks that are right between Han."""

SHORT = replace(
    BULLETIN,
    title="全区走访服务企业情况",
    passages=(Passage("本月走访企业12家，收集问题3个。"),),
    editor_note="",
)
CIRCULAR = replace(
    BULLETIN,
    name="双创双服情况通报",
    number=3,
    total_number=0,
    title="全区10月份走访和办理问题排名情况的通报",
    editor_note="",
    contributed_by="",
)
SPECIAL = replace(
    CIRCULAR,
    name="双创双服专报",
    number=12,
    title="甲一精密制造有限公司用电问题",
    passages=(
        Passage("甲一精密制造有限公司10千伏专线容量不足问题，区级无力解决，现将有关情况报告如下。"),
        Passage("一、问题情况", 1),
        Passage(HAN * 9 + "。"),
        Passage("二、已做工作", 1),
        Passage("（一）2018年7月6日交办区供电公司。" + HAN * 6 + "。", 2),
        Passage("（二）2018年7月16日提级。" + HAN * 6 + "。", 2),
        Passage("三、提请协调事项", 1),
        Passage("1.请市供电公司增加主变容量2×50兆伏安。" + HAN * 3 + "。", 3),
        Passage("以上情况，请审示。"),
    ),
    report_to=("区委书记、区长",),
    send_to=(),
    issue_to=(),
    copies=0,
)

_COLUMNS = (
    LedgerColumn("序号", 3, "center"),
    LedgerColumn("编号", 8),
    LedgerColumn("企业名称", 10),
    LedgerColumn("类别", 4, "center"),
    LedgerColumn("问题描述", 22),
    LedgerColumn("收集时间", 6, "center"),
    LedgerColumn("牵头单位", 8),
    LedgerColumn("配合单位", 8),
    LedgerColumn("责任人", 4, "center"),
    LedgerColumn("办理时限", 6, "center"),
    LedgerColumn("办理情况", 20),
    LedgerColumn("状态", 4, "center"),
)


def ledger(rows: int) -> LedgerView:
    """A ledger of twelve columns with cells of one to several lines."""
    return LedgerView(
        title="东湖新区企业问题台账",
        office=OFFICE,
        as_of=date(2018, 7, 31),
        columns=_COLUMNS,
        rows=tuple(map(_row, range(1, rows + 1))),
        summary=f"共收集问题{rows}条。",
    )


def _row(number: int) -> tuple[str, ...]:
    return (
        str(number),
        f"东湖A-2018-{number:04d}",
        ("甲一精密制造有限公司", "乙二物流园区运营管理有限责任公司")[number % 2],
        ("用地", "资金", "用工")[number % 3],
        "厂区北侧道路破损，雨季积水，影响货车进出，" * (1 + number % 4) + "请予协调。",
        "2018年7月23日",
        "区住房和城乡建设局",
        ("", "区供电公司、区工业和信息化局")[number % 2],
        ("赵䶮", "钱𬭎", "孙某某")[number % 3],
        "2018年7月30日",
        f"已现场勘查{number}次，确定新增10千伏专线，预计9月底前完工。",
        ("办理中", "已销号")[number % 2],
    )


def narrow_ledger(rows: int) -> LedgerView:
    """A ledger of six columns, which A4 holds."""
    whole = ledger(rows)
    kept = (0, 1, 2, 4, 5, 11)
    return replace(
        whole,
        columns=tuple(whole.columns[index] for index in kept),
        rows=tuple(tuple(row[index] for index in kept) for row in whole.rows),
    )


def merged_ledger(rows: int) -> LedgerView:
    """A ledger with headings of two lines, cells that are one over several rows, a watermark."""
    plain, order = narrow_ledger(rows), (2, 0, 1, 3, 4, 5)
    columns = [plain.columns[index] for index in order]
    columns[3:5] = [replace(column, group="问题") for column in columns[3:5]]
    return replace(
        plain,
        columns=tuple(columns),
        rows=tuple(sorted(tuple(row[index] for index in order) for row in plain.rows)),
        merged=1,
        watermark="内部",
    )


_ROSTER = (
    LedgerColumn("序号", 3, "center"),
    LedgerColumn("帮扶对象", 13),
    LedgerColumn("包联领导", 5, "center"),
    LedgerColumn("包联单位", 10),
    LedgerColumn("开始日期", 7, "center"),
)
BLANK_ROSTER = RosterView("包联一览表", _ROSTER)


def roster(rows: int) -> RosterView:
    """A list of who answers for whom, with a line of totals."""
    return RosterView(
        "东湖新区包联一览表",
        _ROSTER,
        OFFICE,
        date(2018, 7, 31),
        tuple(map(_assigned, range(1, rows + 1))),
        ("", f"合计（{rows}个）", "", "", ""),
        f"共有帮扶对象{rows}个。",
    )


def _assigned(number: int) -> tuple[str, ...]:
    name = ("甲一精密制造有限公司", "乙二物流园区运营管理有限责任公司")[number % 2]
    return str(number), name, ("赵䶮", "钱𬭎")[number % 2], "区工业和信息化局", "2018年7月2日"


DOSSIER = DossierView(
    name="甲一精密制造有限公司",
    office=OFFICE,
    as_of=date(2018, 7, 31),
    summary="走访2次，问题12件。",
    facts=(
        ("代码", "东湖A-Q0001"),
        ("统一社会信用代码", "91130900MA0ABCDE5K"),
        ("联系人", "赵䶮"),
        ("主营业务", "精密轴承与数控机床主轴的研发、制造、销售和维修服务，年产35万套（占地350㎡）"),
    ),
    parts=(
        DossierPart("经营指标", (LedgerColumn("月份", 6), LedgerColumn("产值（万元）", 8)), ()),
        DossierPart("问题清单", _COLUMNS[1:6], tuple(_row(n)[1:6] for n in range(1, 40))),
    ),
)
