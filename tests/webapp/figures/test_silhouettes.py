"""Silhouettes: a block a segment in its own colour, true values, the mean of each beside it."""

from webapp.figures.silhouettes import Block, silhouettes
from webapp.figures.theme import SEGMENTS


def test_each_segment_is_a_block_of_its_true_values_in_its_colour() -> None:
    blocks = [
        Block(0, "Loyal", 7, 0.4, (0.6, 0.4, 0.2)),
        Block(1, "A name that is far too long for an axis", 1, -0.1, (0.1, -0.3)),
    ]
    figure = silhouettes(blocks, 0.25)
    first, second = figure.data
    # The outline begins and ends at zero.
    assert list(first.x) == [0.0, 0.6, 0.4, 0.2, 0.0] and list(second.x) == [0.0, 0.1, -0.3, 0.0]
    assert (first.line.color, second.line.color) == (SEGMENTS[7], SEGMENTS[1])
    assert figure.layout.xaxis.range[0] < -0.3 and figure.layout.xaxis.range[1] == 1
    assert [note.text for note in figure.layout.annotations] == ["0.40", "−0.10"]
    assert list(figure.layout.yaxis.ticktext) == ["0 Loyal", "1 A name that is far too…"]


def test_a_segment_of_one_is_drawn_too() -> None:
    (only,) = silhouettes([Block(0, "Alone", 0, 0.0, (0.5,))], 0.0).data
    assert list(only.x) == [0.0, 0.5, 0.5, 0.0] and len(only.x) == len(only.y)
