"""What the page says of the sizes before launch."""

from core.planning import detectable_conversion, needed_mean
from core.planning.sizes import Detectable, Needed
from core.planning.sizes_in_words import told_detectable, told_needed


def share(value: float) -> str:
    return f"{value:.1%}"


def euros(value: float) -> str:
    return f"{value:,.0f} EUR"


def test_the_detectable_rise_is_told() -> None:
    # The test of sizes has this lift by hand: 4.07 points.
    assert told_detectable(detectable_conversion(0.1, 1_000, 1_000), share) == (
        "With 1,000 customers treated and 1,000 held out, a rise from 10.0% to 14.1% or more is seen in 80% of cases. "
        "A smaller one is likely to stay undecided."
    )


def test_what_cannot_be_told_is_said() -> None:
    assert told_detectable(Detectable(0.1, 50, 0, None), share).startswith("Without a holdout nobody can tell")
    assert "no lift could be told from chance" in told_detectable(Detectable(0.1, 5, 1, None), share)
    assert "can't be shown with this holdout" in told_needed(Needed(0.1, None, None), 10, share)


def test_the_needed_sizes_are_told_beside_those_at_hand() -> None:
    needed = needed_mean(50, 10, 0.5)
    assert told_needed(needed, 700, euros) == (
        "The hoped-for lift of 10 EUR needs 786 customers, 393 of them held out; 86 are missing."
    )
    assert told_needed(needed, 1_000, euros).endswith("there are 1,000.")
