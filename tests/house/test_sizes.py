"""DESIGN: functions of about six lines, files one can hold in the head."""

from statistics import median, quantiles

from tests.house.source import Module, modules, program, size

MIGRATIONS = "models/migrations/versions/"
"""Each is a list of tables as they were on a day, written once and never changed."""

LONGEST_FUNCTION = 40
NINE_IN_TEN = 15
MEDIAN = 8
LONGEST_FILE = 400


def test_no_function_is_longer_than_forty_lines() -> None:
    long = [
        f"{module.path}:{function.lineno} {function.name} ({size(function)})"
        for module in _read_by_people()
        for function in module.functions()
        if size(function) > LONGEST_FUNCTION
    ]
    assert not long, f"give each step of these a name of its own: {long}"


def test_nine_functions_in_ten_are_short() -> None:
    sizes = [size(function) for module in program() for function in module.functions()]
    ninth = quantiles(sizes, n=10)[-1]
    assert ninth <= NINE_IN_TEN, f"nine in ten have up to {ninth} lines; split the longest"
    assert median(sizes) <= MEDIAN, f"half of the functions have {median(sizes)} lines or more"


def test_every_file_stays_under_four_hundred_lines() -> None:
    long = {m.path: m.lines for m in _read_by_people() if m.lines >= LONGEST_FILE}
    assert not long, f"split by subject, not by number: {long}"


def _read_by_people() -> list[Module]:
    return [module for module in modules() if not module.path.startswith(MIGRATIONS)]
