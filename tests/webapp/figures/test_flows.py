"""The flow between two runs, and the split of who moved."""

from webapp.figures import flows, movement, theme
from webapp.figures.flows import Band, Place

LEFT = [Place("Steady <buyers>", 0), Place("New", None)]
RIGHT = [Place("Steady", 0), Place("Nearly lost", 1)]


def test_bands_have_the_colour_of_where_they_come_from_and_those_who_stayed_are_pale() -> None:
    (drawn,) = flows.figure(LEFT, RIGHT, [Band(0, 0, 90, True), Band(0, 1, 10, False), Band(1, 1, 20, False)]).data
    assert drawn.link.source == (0, 0, 1) and drawn.link.target == (2, 3, 3) and drawn.link.value == (90, 10, 20)
    assert drawn.link.color == (
        theme.translucent(theme.SEGMENTS[0], 0.22), theme.translucent(theme.SEGMENTS[0], 0.5), theme.translucent(theme.EVERYONE, 0.5),
    )  # fmt: skip
    assert drawn.node.label[0] == "Steady &lt;buyers>" and drawn.node.color[3] == theme.SEGMENTS[1]


def test_flows_of_few_are_left_out() -> None:
    (drawn,) = flows.figure(LEFT, RIGHT, [Band(0, 0, 8, True), Band(0, 1, 7, False)]).data
    assert drawn.link.value == (8,)


def test_behaviour_is_solid_and_the_border_is_outlined() -> None:
    solid, outlined = movement.figure([movement.Flow("1 → 0", 1, 545, 50), movement.Flow("0 → 1", 0, 510, 13)]).data
    assert solid.x == (545, 510) and outlined.x == (50, 13)
    assert outlined.text == ("545 + 50", "510 + 13")
    assert outlined.marker.line.color == (theme.SEGMENTS[1], theme.SEGMENTS[0])
