"""Trade over time and what was sold, as they are drawn."""

from webapp.figures import trading


def test_amounts_are_bars_and_rates_a_line_and_both_begin_at_zero() -> None:
    days, values = ["2024-05-01", "2024-06-01"], [25.0, None]
    for bars, kind in ((True, "bar"), (False, "scatter")):
        drawn = trading.over_time(days, values, "EUR", ",d", bars=bars)
        assert (drawn.data[0].type, list(drawn.data[0].y)) == (kind, values)
        assert drawn.layout.yaxis.rangemode == "tozero"


def test_what_sold_best_stands_on_top_and_names_are_no_marks() -> None:
    drawn = trading.most_sold(["<b>tea</b> & more", "x" * 50], [50.0, 5.0], "Money")
    assert list(drawn.layout.yaxis.ticktext) == ["&lt;b>tea&lt;/b> &amp; more", "x" * 35 + "…"]
    assert drawn.layout.yaxis.autorange == "reversed"
