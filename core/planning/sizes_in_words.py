"""What the page says of the sizes before launch."""

from collections.abc import Callable

from core.planning.sizes import POWER, Detectable, Needed

Figure = Callable[[float], str]


def told_detectable(found: Detectable, figure: Figure) -> str:
    """`figure` writes a value of the KPI for people, with its unit."""
    arms = f"With {found.treated:,} customers treated and {found.held_out:,} held out"
    if found.held_out == 0:
        return "Without a holdout nobody can tell what the plan changed. Hold out some customers."
    if found.lift is None:
        return f"{arms}, no lift could be told from chance. Take more customers or hold out more."
    return (
        f"{arms}, a rise from {figure(found.baseline)} to {figure(found.baseline + found.lift)} or more "
        f"is seen in {POWER:.0%} of cases. A smaller one is likely to stay undecided."
    )


def told_needed(needed: Needed, at_hand: int, figure: Figure) -> str:
    if needed.customers is None:
        return f"A lift of {figure(needed.lift)} can't be shown with this holdout, however many customers there are."
    sizes = f"{needed.customers:,} customers, {needed.held_out:,} of them held out"
    if needed.customers <= at_hand:
        return f"The hoped-for lift of {figure(needed.lift)} needs {sizes}; there are {at_hand:,}."
    return f"The hoped-for lift of {figure(needed.lift)} needs {sizes}; {needed.customers - at_hand:,} are missing."
