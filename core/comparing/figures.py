"""Figures as they stand in a sentence."""


def shown(value: float) -> str:
    """Whole from ten on, below with three digits that matter."""
    if abs(value) >= 10 or value == round(value):
        return f"{value:,.0f}"
    return f"{value:.3g}"


def percent(share: float) -> str:
    return f"{share * 100:.0f} %"
