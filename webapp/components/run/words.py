"""How the page of a run writes what it counts."""

from core.explaining import Meaning
from core.explaining.wording import written
from webapp.components.values import THIN

SHORT = ((10**9, "bn"), (10**6, "M"), (10**4, "k"))  # from here on money is shortened on cards


def spent(value: float, meaning: Meaning) -> str:
    """€164, €346 k, €2.77 M; exact in tables and files."""
    for least, letter in SHORT:
        if abs(value) >= least:
            scale = 1_000 if letter == "k" else least
            return f"{written(value / scale, meaning)}{THIN}{letter}"
    return written(value, meaning)


def cut(value: float) -> str:
    """Stability and agreement are cut, never rounded up to 1.00."""
    return f"{int(value * 100) / 100:.2f}".replace("-", "−")


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]
