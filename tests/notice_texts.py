"""The yearly notices of three years as an office would type them, and their days set down by hand.

The sentences are our own; the dates and the counts are those of the notices.
"""

from dataclasses import dataclass
from datetime import date, timedelta


def days(year: int, *spans: tuple[tuple[int, int], tuple[int, int]]) -> set[date]:
    """All days of some spans of a year, each given as month and day of its first and last."""
    found: set[date] = set()
    for (month, day), (last_month, last_day) in spans:
        first, last = date(year, month, day), date(year, last_month, last_day)
        found |= {first + timedelta(days=number) for number in range((last - first).days + 1)}
    return found


def single(year: int, *written: tuple[int, int]) -> set[date]:
    """Single days of a year."""
    return {date(year, month, day) for month, day in written}


@dataclass(frozen=True)
class Typed:
    """A notice: its text, its days off, its make-up days."""

    text: str
    rest: set[date]
    work: set[date]


NOTICES = {
    2019: Typed(
        """2019年部分节假日安排
一、元旦：2018年12月30日至2019年1月1日放假调休，共3天。2018年12月29日（星期六）上班。
二、春节：2月4日至10日放假调休，共7天。2月2日（星期六）、2月3日（星期日）上班。
三、清明节：4月5日放假，与周末连休，4月5日至7日放假，共3天。
四、劳动节：5月1日至4日放假调休，共4天。4月28日（星期日）、5月5日（星期日）上班。
五、端午节：6月7日至9日放假，共3天。
六、中秋节：9月13日至15日放假，共3天。
七、国庆节：10月1日至7日放假调休，共7天。9月29日（星期日）、10月12日（星期六）上班。
""",
        single(2018, (12, 30), (12, 31))
        | single(2019, (1, 1))
        | days(2019, ((2, 4), (2, 10)), ((4, 5), (4, 7)), ((5, 1), (5, 4)), ((6, 7), (6, 9)))
        | days(2019, ((9, 13), (9, 15)), ((10, 1), (10, 7))),
        single(2018, (12, 29)) | single(2019, (2, 2), (2, 3), (4, 28), (5, 5), (9, 29), (10, 12)),
    ),
    2025: Typed(
        """关于2025年部分节假日安排的通知
一、元旦：1月1日（周三）放假1天，不调休。
二、春节：1月28日（农历除夕、周二）至2月4日（农历正月初七、周二）放假调休，共8天。1月26日（周日）、2月8日（周六）上班。
三、清明节：4月4日（周五）至6日（周日）放假，共3天。
四、劳动节：5月1日（周四）至5日（周一）放假调休，共5天。4月27日（周日）上班。
五、端午节：5月31日（周六）至6月2日（周一）放假，共3天。
六、国庆节、中秋节：10月1日（周三）至8日（周三）放假调休，共8天。9月28日（周日）、10月11日（周六）上班。
""",
        single(2025, (1, 1))
        | days(2025, ((1, 28), (2, 4)), ((4, 4), (4, 6)), ((5, 1), (5, 5)), ((5, 31), (6, 2)))
        | days(2025, ((10, 1), (10, 8))),
        single(2025, (1, 26), (2, 8), (4, 27), (9, 28), (10, 11)),
    ),
    2026: Typed(
        """2026年部分节假日安排
一、元旦:1月1日(周四)至3日(周六)放假调休,共3天。1月4日(周日)上班。
二、春节:2月15日(农历腊月二十八、周日)至23日(农历正月初七、周一)放假调休,共9天。2月14日(周六)、2月28日(周六)上班。
三、清明节:4月4日(周六)至6日(周一)放假,共3天。
四、劳动节:5月1日(周五)至5日(周二)放假调休,共5天。5月9日(周六)上班。
五、端午节:6月19日(周五)至21日(周日)放假,共3天。
六、中秋节:9月25日(周五)至27日(周日)放假,共3天。
七、国庆节:10月1日(周四)至7日(周三)放假调休,共7天。9月20日(周日)、10月10日(周六)上班。
节假日期间，请各单位安排好值班。
""",
        days(2026, ((1, 1), (1, 3)), ((2, 15), (2, 23)), ((4, 4), (4, 6)), ((5, 1), (5, 5)))
        | days(2026, ((6, 19), (6, 21)), ((9, 25), (9, 27)), ((10, 1), (10, 7))),
        single(2026, (1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10)),
    ),
}
