"""A list of enterprises as an office would send it, for the walk without a window."""

import io

from xlsxwriter import Workbook

_TITLE = "渤海新区新增重点企业名单（演示）"
_HEADINGS = (
    "序号",
    "企业名称",
    "所属园区",
    "企业联系人",
    "联系电话",
    "注册资本（万元）",
    "成立时间",
)
_ROWS = (
    ("苇泊海洋装备有限公司", "临港经济技术开发区", "于安七", "0399-5550171", 3000, "2016年5月12日"),
    ("贝汐冷链物流有限公司", "南大港产业园区", "尹安八", "0399-5550182", 1200, "2015.11.3"),
    ("禾渚智能仪表有限公司", "中捷产业园区", "姚安九", "0399-5550193", 800, "20170309"),
)


def enterprise_list() -> bytes:
    """An .xlsx file with a title above the headings and a total below the rows."""
    stream = io.BytesIO()
    book = Workbook(stream, {"in_memory": True})
    sheet = book.add_worksheet("名单")
    sheet.write_string(0, 0, _TITLE)
    sheet.write_row(1, 0, _HEADINGS)
    for ordinal, row in enumerate(_ROWS, 1):
        sheet.write_row(1 + ordinal, 0, (ordinal, *row))
    sheet.write_row(2 + len(_ROWS), 0, ("合计", f"{len(_ROWS)}家"))
    book.close()
    return stream.getvalue()
