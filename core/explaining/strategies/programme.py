"""A programme and whom it is for, in terms of `standing`: so a strategy never rests on what the means deny."""

from dataclasses import dataclass

from core.explaining.words.standing import HIGH, LOW, MIDDLE

# The first of these that is measured is asked.
ORDERS = ("frequency", "products", "units")
SPEND = ("money", "basket")


@dataclass(frozen=True)
class Need:
    """The first of the senses that is measured stands at one of the levels; `unless_known`: or none of them is measured.

    Without senses it is the measure that sets the segment apart most. `median` and `mean_from` ask for the number itself.
    A `quiet` need has no part in the reason.
    """

    senses: tuple[str, ...]
    levels: tuple[str, ...] = (HIGH, MIDDLE, LOW)
    unless_known: bool = False
    median: float | None = None
    mean_from: float | None = None
    quiet: bool = False


@dataclass(frozen=True)
class Programme:
    key: str
    title: str
    needs: tuple[Need, ...]
    objective: str
    offer: str
    channel: str
    watch: str
