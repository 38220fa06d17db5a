"""Pictures of segments: where each stands, in its own colour, from two to more than twelve."""

import pytest

from core.exploring.pictures import Box
from webapp.figures import boxes, by_segment, densities, dots
from webapp.figures.by_segment import Bar
from webapp.figures.dots import Dots
from webapp.figures.theme import EVERYONE, ON_SEGMENTS, SEGMENTS, cut, named

FIGURES = {"rows": 9, "mean": 5.0, "low": 1.0, "whisker_low": 2.0, "quarter": 3.0, "median": 4.0, "three_quarters": 6.0,
           "whisker_high": 8.0, "high": 20.0, "below": 1, "above": 2}  # fmt: skip


def dot(number: int, at: list[float | None], place: int | None = None) -> Dots:
    return Dots(number, "Loyal", number if place is None else place, at, ["told"] * len(at))


def test_every_segment_is_a_line_with_its_number_on_every_measure() -> None:
    everyone, first, second = dots.parallel(["income", "age"], [dot(0, [0.1, 0.9]), dot(1, [0.6, None], 7)]).data
    assert (list(everyone.x), everyone.marker.color) == ([0.5, 0.5], EVERYONE)
    assert (list(first.x), first.marker.color, list(first.text)) == ([0.1, 0.9], SEGMENTS[0], ["0", "0"])
    # A person chose the eighth colour for it; the number stays, and can be read on that colour.
    assert (second.marker.color, second.text[0], second.textfont.color) == (SEGMENTS[7], "1", ON_SEGMENTS[7])
    assert list(second.x) == [0.6, None]


@pytest.mark.parametrize("many", [2, 12, 14])
def test_segments_at_one_place_hide_none_of_each_other(many: int) -> None:
    figure = dots.parallel(["income"], [dot(number, [0.5]) for number in range(many)])
    heights = [trace.y[0] for trace in figure.data[1:]]
    assert len(set(heights)) == many and all(abs(height) < 0.5 for height in heights)
    # The rows grow with them: at least 3 pixels lie between two neighbours.
    assert (max(heights) - min(heights)) / (many - 1) * (figure.layout.height - 64) > 3


def test_one_segment_stands_in_the_middle_of_its_row() -> None:
    assert list(dots.composition(["DE", "FR"], [dot(3, [0.25, 0.75])], [0.5, 0.5]).data[1].y) == [0, 1]


def test_a_category_is_drawn_up_to_its_largest_share_and_without_lines() -> None:
    figure = dots.composition(["DE", "FR"], [dot(0, [0.2, 0.1])], [0.15, 0.15])
    assert {trace.mode for trace in figure.data} == {"markers", "markers+text"}
    assert figure.layout.xaxis.range[1] == pytest.approx(1.06 * 0.2)


def test_bars_begin_at_zero_and_name_their_values() -> None:
    figure = by_segment.bars([Bar(0, "Loyal", 0, 10.0, "€10"), Bar(1, "New", 4, 2.0, "€2")], 4.0)
    assert (list(figure.data[0].x), list(figure.data[0].marker.color)) == ([10.0, 2.0], [SEGMENTS[0], SEGMENTS[4]])
    assert figure.layout.xaxis.range[0] == 0
    assert [note.text for note in figure.layout.annotations] == ["€10", "€2"]
    assert (figure.layout.shapes[0].x0, figure.layout.shapes[0].line.color) == (4.0, EVERYONE)


def test_a_density_is_a_share_of_its_own_customers() -> None:
    # Of 8 customers 6 lie in the first step; of the 2 in the segment both lie in the second.
    everyone, own = densities.density(0.5, 1.0, [6, 2], [0, 2], 5).data
    assert (list(everyone.x), list(everyone.y)) == ([1.0, 2.0], [0.75, 0.25])
    assert (list(own.y), own.line.color) == ([0.0, 1.0], SEGMENTS[5])
    assert densities.shares([0, 0]) == [0.0, 0.0]


def test_boxes_take_the_colours_of_their_segments() -> None:
    found = [Box(name=name, **FIGURES) for name in ("0 Loyal", "Everyone")]  # type: ignore[arg-type]
    figure = boxes.figure("Income", found, [SEGMENTS[9], EVERYONE])
    assert [trace.line.color for trace in figure.data] == [SEGMENTS[9], EVERYONE]


def test_what_people_type_is_cut_and_stays_text() -> None:
    assert named(3, "<b>Loyal</b>") == "3 &lt;b>Loyal&lt;/b>"
    assert cut("a" * 30) == "a" * 23 + "…"
    (_, trace) = dots.composition(["<i>DE</i>"], [dot(0, [1.0])], [1.0]).data
    assert trace.meta == "0 Loyal"
    assert dots.composition(["<i>DE</i>"], [dot(0, [1.0])], [1.0]).layout.yaxis.ticktext == ("&lt;i>DE&lt;/i>",)
