"""The studio's figures: what they hold, in which colours, and that nothing a person typed can reach into them."""

import numpy as np
import orjson
from plotly.io.json import to_json_plotly

from webapp.figures import clustergram, elbow
from webapp.figures.pairs_by_segment import pairs_by_segment
from webapp.figures.segment_map import Cloud, Scale, segment_map, segment_space
from webapp.figures.theme import EVERYONE, SEGMENTS, heat, segment_colour
from webapp.figures.tree import tree

INERTIA = {1: 100.0, 2: 60.0, 3: 20.0, 4: 18.0}
GRID = (np.linspace(0, 1, 3), np.linspace(0, 1, 2))


def cloud(number: int | None, name: str = "Loyal", ids: list[str] | None = None, axes: int = 2) -> Cloud:
    dots = tuple(np.array([0.25, 0.5]) for _ in range(axes))
    heights = None if number is None else np.full((2, 3), 90, np.uint8)
    return Cloud(number, name, dots, (0.5,) * axes, ids, heights)


def scales(count: int) -> list[Scale]:
    return [Scale(f"measure {place}", 0, 1) for place in range(count)]


def test_the_elbow_begins_at_two_and_marks_knee_and_choice() -> None:
    figure = elbow.elbow(INERTIA, 3, 4)
    line, ring, chosen = figure.data
    assert (list(line.x), list(line.y)) == ([2, 3, 4], [60.0, 20.0, 18.0])
    assert (list(ring.x), list(ring.y)) == ([3], [20.0])
    assert (list(chosen.x), list(chosen.y)) == ([4], [18.0])
    assert [note.text for note in figure.layout.annotations] == ["60", "18", "knee"]
    assert elbow.moved(INERTIA, 2) == {"x": [2], "y": [60.0]}


def test_an_elbow_without_a_knee_has_no_ring() -> None:
    assert list(elbow.elbow(INERTIA, None, 2).data[1].x) == []


def test_the_map_draws_regions_under_dots_under_centres_each_in_its_colour() -> None:
    figure = segment_map([cloud(None), cloud(0), cloud(3)], GRID, *scales(2))
    assert [trace.type for trace in figure.data] == ["contour", "contour", "scatter", "scatter", "scatter", "scatter"]
    assert [trace.marker.color for trace in figure.data[2:5]] == [EVERYONE, SEGMENTS[0], SEGMENTS[3]]
    centres = figure.data[-1]
    assert list(centres.text) == ["<b>0</b>", "<b>3</b>"]
    assert list(centres.marker.color) == [SEGMENTS[0], SEGMENTS[3]]


def test_customers_are_named_only_where_ids_are_given() -> None:
    named, unnamed = (segment_map([cloud(0, ids=ids)], GRID, *scales(2)).data[1] for ids in (["C1", "C2"], None))
    assert list(named.text) == ["C1", "C2"]
    assert "Customer" in named.hovertemplate
    assert unnamed.text is None and "Customer" not in unnamed.hovertemplate


def test_what_is_typed_into_names_and_ids_stays_text() -> None:
    figure = segment_map([cloud(0, "<b>%{x}</b>", ["<a href='x'>", "%{y}"])], GRID, *scales(2))
    dots = figure.data[1]
    assert "<b>%{x}" not in dots.hovertemplate.partition("<br>")[2]
    assert list(dots.text) == ["&lt;a href='x'>", "% {y}"]


def test_bent_places_are_marked_in_the_measures_own_units() -> None:
    bent = Scale("spend", 0, 7, ((0.0, "0"), (4.6, "100")))
    axis = segment_map([cloud(0)], GRID, bent, Scale("age", 0, 1)).layout.xaxis
    assert (list(axis.tickvals), list(axis.ticktext)) == ([0.0, 4.6], ["0", "100"])


def test_a_map_of_twelve_segments_and_all_its_dots_stays_small() -> None:
    chance = np.random.default_rng(0)
    heights = chance.integers(0, 255, (44, 56)).astype(np.uint8)
    clouds = [
        Cloud(number, "A name of usual length", tuple(chance.normal(size=(2, 200))), (0.0, 0.0), [f"C{i:07d}" for i in range(200)], heights)
        for number in range(12)
    ]  # fmt: skip
    grid = (np.linspace(0, 1, 56), np.linspace(0, 1, 44))
    assert len(to_json_plotly(segment_map(clouds, grid, *scales(2)), engine="orjson")) < 150_000


def test_space_and_pairs_have_a_trace_for_each_segment() -> None:
    three = [cloud(None, axes=3), cloud(0, axes=3), cloud(1, axes=3)]
    space = segment_space(three, scales(3))
    assert [trace.type for trace in space.data] == ["scatter3d"] * 4
    assert [space.layout.scene[f"{letter}axis"].title.text for letter in "xyz"] == [
        "measure 0",
        "measure 1",
        "measure 2",
    ]
    pairs = pairs_by_segment(three, scales(3))
    # Three measures make three pairs, each with everyone's dots.
    assert [trace.marker.color for trace in pairs.data] == [EVERYONE, SEGMENTS[0], SEGMENTS[1]] * 3
    named = [axis.title.text for axis in pairs.select_xaxes()], [axis.title.text for axis in pairs.select_yaxes()]
    assert sorted(filter(None, named[0])) == ["measure 0", "measure 1"]
    assert sorted(filter(None, named[1])) == ["measure 1", "measure 2"]


def test_only_the_chosen_number_of_the_clustergram_is_in_colour() -> None:
    heights, sizes = {1: [0.0], 2: [-1.0, 1.0]}, {1: [10], 2: [6, 4]}
    figure = clustergram.clustergram(heights, sizes, [(1, 2, [[6, 4]])], 2)
    dots = figure.data[clustergram.DOTS]
    assert list(dots.marker.color) == [EVERYONE, SEGMENTS[0], SEGMENTS[1]]
    assert clustergram.colours([1, 2], 1, sizes) == [SEGMENTS[0], EVERYONE, EVERYONE]
    # A band is as wide as its share: of a height of 2, everyone would take 0.32.
    x, y = list(figure.data[0].x), list(figure.data[0].y)
    assert x[:6] == [1, 2, 2, 1, 1, None]
    assert round(y[3] - y[0], 3) == 0.192


def test_bands_of_hardly_anybody_are_left_out() -> None:
    figure = clustergram.clustergram({1: [0.0], 2: [0.0, 1.0]}, {1: [1_000], 2: [999, 1]}, [(1, 2, [[999, 1]])], 1)
    assert len([x for x in figure.data[0].x if x is None]) == 1


def test_branches_below_the_cut_take_the_colours_of_their_segments() -> None:
    # Leaves 0 and 1 join at 1, 2 and 3 at 2, all at 10: two segments.
    across = np.array([[5, 5, 15, 15], [25, 25, 35, 35], [10, 10, 30, 30]], float)
    up = np.array([[0, 1, 1, 0], [0, 2, 2, 0], [1, 10, 10, 2]], float)
    ends, heights = np.array([1, 1, 0, 0], np.uint8), np.array([1.0, 2.0, 10.0])
    figure = tree(across, up, np.array([0, 2, 0]), np.array([3, 4, 5, 6]), heights, ends, 2)
    colours = {trace.name: trace.line.color for trace in figure.data if trace.mode == "lines"}
    assert colours == {"Segment 1": SEGMENTS[1], "Segment 0": SEGMENTS[0], "Above the cut": EVERYONE}
    assert figure.layout.shapes[0].y0 == 6.0  # half way between the joins at 2 and at 10
    leaves = figure.data[-1]
    assert list(leaves.marker.color) == [segment_colour(end) for end in ends]


def test_heat_is_clear_in_the_middle_and_never_stronger_than_text_can_bear() -> None:
    assert heat(0.0, 2) == "rgba(201, 104, 28, 0)"
    assert heat(1.0, 2).endswith("0.28)") or heat(1.0, 2).endswith("0.27)")
    assert heat(9.0, 2) == "rgba(14, 116, 144, 0.55)"
    assert heat(-9.0, 2) == "rgba(201, 104, 28, 0.55)"


def test_figures_are_plain_json() -> None:
    figure = segment_map([cloud(0)], GRID, *scales(2))
    assert orjson.loads(to_json_plotly(figure))["data"]
