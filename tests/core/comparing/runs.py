"""Runs written as text: a character per customer, a digit for the segment, '.' for in no segment, '-' for not in the run."""

import numpy as np

from core.clustering import NOBODY
from core.comparing import Joined, Matching, Membership, find_likeness, join, match


def run_of(text: str, segments: int | None = None, money: float | None = None) -> Membership:
    """Customers are called by their place in the text; everyone is worth `money` times that place."""
    text = text.replace(" ", "")
    there = [place for place, mark in enumerate(text) if mark != "-"]
    labels = np.array([NOBODY if text[place] == "." else int(text[place]) for place in there], np.uint8)
    if segments is None:
        segments = max((int(mark) for mark in text if mark.isdigit()), default=-1) + 1
    worth = None if money is None else np.array(there, float) * money
    return Membership([f"c{place:03}" for place in there], labels, segments, worth)


def joined_of(old: str, new: str, money: float | None = None) -> Joined:
    return join(run_of(old, money=money), run_of(new, money=money))


def matched(old: str, new: str) -> Matching:
    return match(find_likeness(joined_of(old, new)))
