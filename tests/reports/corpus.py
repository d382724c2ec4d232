"""Texts made by rule, always the same: what cadres write, mixed as no single text mixes it."""

import random
from collections.abc import Callable

_HAN = "区住房和城乡建设局已经完成勘测设计并且组织施工单位进场请各有关部门继续做好企业服务工作"
_MARKS = "，，，，、、。；：？！"
_FOLLOWS = ("……", "——", "·")
_WHOLE = (
    *("10 kV", "3.5MPa", "±0.5℃", "A-12/B", "GB/T 9704-2012", "〔2026〕3号", "0317-1234567"),
    *("350㎡", "1.2公里", "№7", "No.15", "PM2.5", "5G", "24小时", "7×24小时", "25‰", "-3.6%"),
    *("office@example.org", "https://www.example.org/a/b?c=1", "V2.0.1", "ISO 9001"),
    *("赵䶮", "钱𬭎", "𰻝𰻝面", "㛃", "𫖯"),
)
_WRAPS = (
    "（{}）",
    "“{}”",
    "《{}》",
    "【{}】",
    "‘{}’",
    "〈{}〉",
    "〔{}〕",
    "[{}]",
    "({})",
    "“《{}》”",
)


def paragraphs(count: int, seed: int = 20180731) -> list[str]:
    """So many paragraphs of ten to a hundred and fifty words."""
    chance = random.Random(seed)
    return [_paragraph(chance) for _ in range(count)]


def _paragraph(chance: random.Random) -> str:
    text = ""
    for _ in range(chance.randint(3, 30)):
        piece = chance.choice(_PIECES)(chance)
        apart = (text[-1:].isascii() and piece[0].isascii()) or piece[0].isdigit()
        text += f"{_han(chance)}{piece}" if apart or not text else piece
    return text.rstrip(_MARKS) + "。"


def _han(chance: random.Random) -> str:
    begin = chance.randrange(len(_HAN) - 9)
    return _HAN[begin : begin + chance.randint(1, 9)]


def _mark(chance: random.Random) -> str:
    return _han(chance) + chance.choice(_MARKS)


def _follows(chance: random.Random) -> str:
    return _han(chance) + chance.choice(_FOLLOWS) + _han(chance)


def _wrapped(chance: random.Random) -> str:
    return chance.choice(_WRAPS).format(_inner(chance)) + _han(chance)


def _inner(chance: random.Random) -> str:
    return chance.choice((_han, _mark, _number, _whole, _date))(chance) + _han(chance)


def _number(chance: random.Random) -> str:
    amount = chance.choice((chance.randint(1, 99), chance.randint(100, 99999)))
    shown = chance.choice((f"{amount}", f"{amount:,}", f"{amount / 10:,.1f}"))
    units = (
        "%",
        "万元",
        "家次",
        "个",
        "件",
        "亩",
        "米",
        "人",
        "天",
        "个百分点",
        "个工作日",
        "万千瓦时",
    )
    return shown + chance.choice(units)


def _date(chance: random.Random) -> str:
    year, month, day = chance.randint(1998, 2030), chance.randint(1, 12), chance.randint(1, 28)
    forms = (f"{year}年{month}月{day}日", f"{month}月{day}日", f"{year}年", f"{year}—{year + 1}年")
    return chance.choice(forms)


def _code(chance: random.Random) -> str:
    """A social credit code of eighteen characters, or the number of a record."""
    digits = "".join(chance.choices("0123456789ABCDEFGHJKLMNPQRTUWXY", k=16))
    return chance.choice((f"91{digits}", f"东湖A-{chance.randint(2018, 2026)}-{digits[:4]}"))


def _whole(chance: random.Random) -> str:
    return chance.choice(_WHOLE)


def _circled(chance: random.Random) -> str:
    return chr(ord("①") + chance.randrange(20)) + _mark(chance)


_PIECES: tuple[Callable[[random.Random], str], ...] = (
    *(_han, _mark, _mark, _mark, _follows, _wrapped, _wrapped),
    *(_number, _number, _date, _code, _whole, _circled),
)
