"""Figures as they stand in a sentence."""


def shown(value: float) -> str:
    """Whole from ten on, below with three digits that matter."""
    if abs(value) >= 10 or value == round(value):
        return f"{value:,.0f}"
    return f"{value:.3g}"


def percent(share: float) -> str:
    return f"{share * 100:.0f} %"


def exact(value: float) -> str:
    """As a person would type it: two decimals, or three digits that matter below one, and no zeros at the end."""
    return f"{value:,.2f}".rstrip("0").rstrip(".") if abs(value) >= 1 or value == 0 else f"{value:.3g}"
