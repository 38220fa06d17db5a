"""The map of RFM and the parts of its segments, as they are drawn."""

from webapp.figures import rfm

CELLS = [
    {"recency": 2, "frequency": 2, "customers": 3, "money": 30.0, "segments": [["Champions", 2], ["Loyal", 1]]},
    {"recency": 2, "frequency": 1, "customers": 1, "money": 5.0, "segments": [["New customers", 1]]},
    {"recency": 1, "frequency": 2, "customers": 0, "money": 0.0, "segments": []},
    {"recency": 1, "frequency": 1, "customers": 4, "money": 4.0, "segments": [["Lost", 4]]},
]


def test_the_best_customers_stand_at_the_top_right_and_empty_fields_stay_clear() -> None:
    (drawn,) = rfm.figure(CELLS, 2, 8).data
    assert [list(row) for row in drawn.z] == [[4, None], [1, 3]]  # rows rise with recency, columns with frequency
    assert drawn.text[1][1] == "Champions<br>3" and drawn.text[0][1] == ""
    assert drawn.customdata[1][1] == "3 customers, 37.5%<br>Champions: 2<br>Loyal: 1"


def test_directions_are_written_on_the_axes() -> None:
    layout = rfm.figure(CELLS, 2, 8).layout
    assert "fewer days →" in layout.yaxis.title.text and "more orders →" in layout.xaxis.title.text


def test_each_segment_has_a_bar_of_customers_and_one_of_money_and_its_name() -> None:
    found = [
        {"name": "Champions", "customers_share": 0.25, "money_share": 0.75},
        {"name": "Lost", "customers_share": 0.75, "money_share": 0.25},
    ]
    drawn = rfm.shares(found)
    assert [list(bar.x) for bar in drawn.data] == [[0.25, 0.75], [0.75, 0.25]]
    assert list(drawn.layout.yaxis.ticktext) == ["Champions", "Lost"]
