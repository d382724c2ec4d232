"""Charts, measured as shapes and on the page: round axes, true heights, nothing upon another."""

from dataclasses import replace
from io import BytesIO
from itertools import combinations, pairwise

import pdfplumber
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports import bulletin, fonts, pdf
from reports.chartparts import INKS
from reports.charts import chart_strips, described
from reports.drawing import LINE, Drawing, Label, Type
from reports.errors import MissingGlyph, TooManySeries
from reports.gongwen import OFFICIAL, ROW, TEXT_WIDTH, Align, Colour
from reports.scales import said, scale
from reports.strips import Area, Stroke
from reports.view import ChartView, Series
from tests.reports import exhibits, paper
from tests.reports.paper import MM

Box = tuple[float, float, float, float]
_BEFORE = {Align.LEFT: 0.0, Align.CENTER: 0.5, Align.RIGHT: 1.0}
finite = st.floats(-1e9, 1e9).filter(lambda value: value == 0 or abs(value) > 1e-6)


def drawings(view: ChartView) -> tuple[Drawing, ...]:
    """The chart as wide as the text area."""
    return chart_strips(view, TEXT_WIDTH.points, fonts.current())


def drawing(view: ChartView) -> Drawing:
    """The one drawing of a chart."""
    (only,) = drawings(view)
    return only


def labels(view: ChartView) -> list[Label]:
    """All text of a chart."""
    return [shape for one in drawings(view) for shape in one.shapes if isinstance(shape, Label)]


def texts(view: ChartView) -> list[str]:
    """What a chart says, line by line."""
    return [label.text for label in labels(view)]


def areas(view: ChartView, ink: Colour) -> list[Box]:
    """What a chart fills with an ink: left, upper, right, lower edge."""
    return [
        _extent(shape)
        for one in drawings(view)
        for shape in one.shapes
        if isinstance(shape, Area) and shape.colour is ink
    ]


def _extent(area: Area) -> Box:
    across, down = zip(*area.corners, strict=True)
    return min(across), min(down), max(across), max(down)


def place(label: Label) -> Box:
    """Where the text of a label stands."""
    width = Type(fonts.current()).width(label.text)
    left = label.x - width * _BEFORE[label.align]
    return left, label.top, left + width, label.top + LINE


def overlap(one: Box, other: Box) -> bool:
    """Whether two boxes share more than an edge, lines of text set tight aside."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across > 0.01 and down > 2


@given(st.lists(finite, max_size=8))
def test_an_axis_has_round_steps_and_holds_zero_and_every_value(values: list[float]) -> None:
    axis = scale(values)
    factor = float(f"{axis.step:e}".partition("e")[0])
    assert factor in (1, 2, 5)
    assert 0 in axis.ticks
    assert 2 <= len(axis.ticks) <= 8
    slack = axis.step * 1e-6
    for value in values:
        assert axis.ticks[0] - slack <= value <= axis.ticks[-1] + slack


@given(st.lists(st.integers(-500, 500), max_size=8))
def test_whole_values_have_whole_numbers_at_the_axis(values: list[int]) -> None:
    axis = scale(map(float, values))
    assert all(tick == int(tick) for tick in axis.ticks)
    assert not any("." in axis.said(tick) for tick in axis.ticks)


@pytest.mark.parametrize(
    ("values", "numbers"),
    [
        ((356,), ["0", "100", "200", "300", "400"]),
        ((0.03,), ["0.00", "0.01", "0.02", "0.03"]),
        ((9, -7.25), ["-10", "-5", "0", "5", "10"]),
        ((12_345_678,), ["0", "5,000,000", "10,000,000", "15,000,000"]),
        ((), ["0", "1"]),
    ],
)
def test_numbers_of_an_axis_have_the_decimals_of_its_steps(
    values: tuple[float, ...], numbers: list[str]
) -> None:
    axis = scale(values)
    assert [axis.said(tick) for tick in axis.ticks] == numbers


def test_values_are_told_without_empty_decimals() -> None:
    assert list(map(said, (96.43, 100.0, 0, 1024, -0.001, 8.5))) == [
        *("96.43", "100", "0", "1,024", "0", "8.5")
    ]


def test_columns_are_as_high_as_their_values_and_stand_on_the_axis() -> None:
    columns = [area for area in areas(exhibits.COLUMNS, INKS[0]) if area[1] > 20]
    heights = [bottom - top for _, top, _, bottom in columns]
    values = exhibits.COLUMNS.series[0].values
    ratios = [height / (value or 1) for height, value in zip(heights, values, strict=True)]
    assert max(ratios) == pytest.approx(min(ratios))
    assert len({round(bottom, 3) for *_, bottom in columns}) == 1


def test_bars_are_as_long_as_their_values() -> None:
    bars = areas(exhibits.BARS, INKS[0])
    lengths = [right - left for left, _, right, _ in bars]
    assert [length / max(lengths) for length in lengths] == pytest.approx([0.9643, 1, 0.5])


def test_a_value_that_is_not_known_leaves_a_gap() -> None:
    columns = [area for area in areas(exhibits.COLUMNS, INKS[1]) if area[1] > 20]
    assert len(columns) == 5
    first, second, third, *_ = columns
    assert third[0] - second[0] == pytest.approx(2 * (second[0] - first[0]))


def test_a_line_is_broken_where_a_value_is_not_known() -> None:
    line = (Series("走访", (1, 2, None, 4, 5)),)
    view = replace(exhibits.LINES, categories=exhibits.MONTHS[:5], series=line)
    strokes = [shape for shape in drawing(view).shapes if isinstance(shape, Stroke)]
    assert len([stroke for stroke in strokes if stroke.y1 != stroke.y2]) == 2


def test_every_series_has_a_grey_or_a_mark_of_its_own() -> None:
    greys = [int(ink[:2], 16) for ink in INKS]
    assert min(abs(one - other) for one, other in combinations(greys, 2)) >= 50
    line = replace(exhibits.LINES, series=exhibits.LINES.series[:1])
    for several, more in pairwise(exhibits.LINES.series[:count] for count in range(1, 5)):
        marked = [_marks(replace(line, series=series)) for series in (several, more)]
        assert marked[0] < marked[1]


def _marks(view: ChartView) -> set[str]:
    """The marks of a chart: full ones by their corners, open ones by the way their edges run."""
    shapes = drawing(view).shapes
    full = {f"{len(shape.corners)} corners" for shape in shapes if isinstance(shape, Area)}
    edges = [shape for shape in shapes if isinstance(shape, Stroke) and shape.width == 0.8]
    ways = {"upright" if edge.x1 == edge.x2 else "slanting" for edge in edges if edge.y1 != edge.y2}
    return full | ways


def test_a_legend_stands_above_two_series_and_more_only() -> None:
    assert "收集" in texts(exhibits.COLUMNS)
    assert "销号率" not in texts(exhibits.BARS)


def test_the_unit_stands_at_the_axis() -> None:
    assert labels(exhibits.COLUMNS)[0].text == "单位：件"
    assert not any(text.startswith("单位") for text in texts(replace(exhibits.BARS, unit="")))


def test_values_stand_at_columns_where_there_is_room_for_all() -> None:
    assert {"120", "98", "143", "356", "201", "88"} <= set(texts(exhibits.COLUMNS))
    values = tuple(range(100_001, 100_013))
    crowded = replace(
        exhibits.COLUMNS,
        categories=exhibits.MONTHS,
        series=(Series("甲", values), Series("乙", values), Series("丙", values)),
    )
    assert "100,001" in texts(replace(crowded, series=crowded.series[:1]))
    assert not {said(value) for value in values} & set(texts(crowded))


def test_long_names_are_wrapped_and_what_is_too_long_is_elided() -> None:
    written = "".join(texts(exhibits.BARS))
    for name in (*exhibits.UNITS[:3], exhibits.UNITS[4]):
        assert name in written
    assert "东湖新区经济技术开发区管理委员会" in written
    assert written.count("…") == 1


def test_wrapped_names_have_lines_of_about_one_length() -> None:
    type_ = Type(fonts.current())
    assert type_.wrapped("要素保障水电气暖", 7.5 * 9, 4) == ["要素保障", "水电气暖"]
    assert type_.wrapped("用地", 7.5 * 9, 4) == ["用地"]


def test_no_number_of_a_name_is_divided() -> None:
    written = texts(exhibits.CHARTS["sixty months"])
    years = [text for text in written if text.endswith("年")]
    assert years
    assert all(len(text) == 5 for text in years)


@pytest.mark.parametrize("name", exhibits.CHARTS)
def test_no_text_stands_upon_another(name: str) -> None:
    for one in drawings(exhibits.CHARTS[name]):
        written = [shape for shape in one.shapes if isinstance(shape, Label)]
        for first, second in combinations(written, 2):
            assert not overlap(place(first), place(second)), (first, second)


@pytest.mark.parametrize("name", exhibits.CHARTS)
def test_everything_stays_within_the_drawing(name: str) -> None:
    for one in drawings(exhibits.CHARTS[name]):
        for shape in one.shapes:
            left, top, right, bottom = _outline(shape)
            assert left >= -0.01
            assert top >= -0.01
            assert right <= one.width + 0.01
            assert bottom <= one.height + 0.01


def _outline(shape: Area | Stroke | Label) -> Box:
    if isinstance(shape, Label):
        return place(shape)
    if isinstance(shape, Area):
        return _extent(shape)
    xs, ys = sorted((shape.x1, shape.x2)), sorted((shape.y1, shape.y2))
    return xs[0], ys[0], xs[1], ys[1]


values_of = st.lists(st.none() | st.floats(-1e6, 1e6), min_size=6, max_size=6).map(tuple)


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(["columns", "bars", "lines"]),
    st.lists(values_of, min_size=1, max_size=4),
)
def test_any_values_make_a_chart_in_which_no_text_stands_upon_another(
    shape: str, values: list[tuple[float | None, ...]]
) -> None:
    series = tuple(Series(f"第{number}组", one) for number, one in enumerate(values))
    view = replace(exhibits.COLUMNS, shape=shape, series=series)
    written = labels(view)
    for first, second in combinations(written, 2):
        assert not overlap(place(first), place(second)), (first, second)


def test_bars_by_the_dozen_go_on_in_further_fields_on_one_scale() -> None:
    names = tuple(f"区第{number}服务管理中心" for number in range(1, 61))
    view = replace(exhibits.BARS, categories=names, series=(Series("件", tuple(range(60))),))
    parts = drawings(view)
    assert len(parts) > 1
    assert all(part.height < OFFICIAL.text_height - 2 * ROW for part in parts)
    lengths = [right - left for left, _, right, _ in areas(view, INKS[0])]
    ratios = [length / value for length, value in zip(lengths, range(1, 60), strict=True)]
    assert max(ratios) == pytest.approx(min(ratios))
    assert set(names) <= set(texts(view))


def test_more_series_than_greys_are_refused_by_the_name_of_the_chart() -> None:
    five = tuple(Series(name, (1,) * 6) for name in "甲乙丙丁戊")
    with pytest.raises(TooManySeries, match=r"近六个月收集与销号情况.*5组.*4组"):
        drawings(replace(exhibits.COLUMNS, series=five))


def test_a_chart_is_told_in_words_as_well() -> None:
    told = described(exhibits.COLUMNS)
    assert told.startswith("近六个月收集与销号情况（单位：件）：收集 5月 120，6月 98")
    assert "销号 5月 100，6月 90，7月 无数据" in told


def test_a_character_in_a_chart_that_no_face_has_is_refused_by_place() -> None:
    view = replace(exhibits.COLUMNS, categories=("5月\U0001f600", *exhibits.MONTHS[:5]))
    with pytest.raises(MissingGlyph, match="图“近六个月收集与销号情况”"):
        pdf.write(bulletin.document(exhibits.edition(view)))


def test_charts_are_vectors_in_the_pdf() -> None:
    drawn = pdf.write(bulletin.document(exhibits.edition(exhibits.COLUMNS)))
    with pdfplumber.open(BytesIO(drawn)) as file:
        page = next(page for page in file.pages if len(page.rects) > 10)
        assert not page.images
        dark = [rect for rect in page.rects if rect["non_stroking_color"][0] < 0.4]
        highest = max(dark, key=lambda rect: rect["height"])
        lowest = min(dark[1:], key=lambda rect: rect["height"])
        assert highest["height"] / lowest["height"] == pytest.approx(356 / 88, abs=0.01)
        for rect in page.rects:
            assert rect["x0"] >= 28 * MM - 0.1
            assert rect["x1"] <= 184 * MM + 0.1


def test_text_in_charts_can_be_copied() -> None:
    text = paper.pdf_text(pdf.write(bulletin.document(exhibits.SHOWN)))
    assert "单位：件收集销号" in text
    assert "区人力资源和社会保障局" in text
