"""Figures as they stand in a sentence."""


def shown(value: float) -> str:
    """Three digits that matter; whole from a hundred on."""
    if abs(value) >= 100 or value == round(value):
        return f"{value:,.0f}"
    return f"{value:.3g}"


def percent(share: float) -> str:
    return f"{share * 100:.0f} %"
