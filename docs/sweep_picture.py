"""Draws docs/sweep.svg from a real sweep of the sample data: python -m docs.sweep_picture"""

from collections.abc import Mapping
from pathlib import Path

from core.clustering import Judgement, Sweep, judge, sweep
from core.preparing import Points, prepare, suggest
from core.samples import shopping_centre

HERE = Path(__file__).parent
MEASURES = ("income", "spending_score")
COLOURS = ("#2E68D8", "#BB8C04", "#32A28A", "#F54E78", "#7A5F8E")
INK, QUIET, MARK = "#1B2430", "#6B7686", "#F54E78"
SIDE, HEIGHT, PAD = 300, 250, 46


def main() -> None:
    table = shopping_centre(seed=1).table
    recipe = suggest(table, names=MEASURES).recipe
    _, points = prepare(table, recipe)
    swept = sweep(points.values, recipe)
    (HERE / "sweep.svg").write_text(draw(points, swept, judge(points.values, swept)))


def draw(points: Points, swept: Sweep, judgement: Judgement) -> str:
    chosen = judgement.verdict.suggested or 1
    gaps = {k: gap.value - judgement.gap[1].value for k, gap in judgement.gap.items()}
    panels = [
        segments(points, swept, chosen),
        curve("Inertia, with its knee", swept.inertia, judgement.knee),
        curve("Silhouette", {k: s.mean for k, s in judgement.silhouette.items()}, chosen),
        curve("Gap above that of one segment", gaps, judgement.gap_choice),
    ]
    placed = [f'<g transform="translate({SIDE * n},0)">{panel}</g>' for n, panel in enumerate(panels)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE * len(panels)} {HEIGHT}" '
        f'font-family="Inter, system-ui, sans-serif" font-size="11">'
        f'<rect width="100%" height="100%" fill="#FFFFFF"/>{"".join(placed)}</svg>\n'
    )


def segments(points: Points, swept: Sweep, k: int) -> str:
    solution = swept.solutions[k]
    x, y = (scaled(points.values[:, m].tolist(), m == 1) for m in (0, 1))
    dots = [
        f'<circle cx="{a:.0f}" cy="{b:.0f}" r="1.6" fill="{COLOURS[label % len(COLOURS)]}" fill-opacity="0.6"/>'
        for a, b, label in zip(x[::2], y[::2], solution.labels[::2], strict=True)
    ]
    return title(f"{k} segments: income and spending score") + "".join(dots)


def curve(name: str, values: Mapping[int, float], marked: int | None) -> str:
    ks = list(values)
    x, y = scaled([float(k) for k in ks], upside_down=False), scaled(list(values.values()), upside_down=True)
    line = " ".join(f"{a:.1f},{b:.1f}" for a, b in zip(x, y, strict=True))
    dots = [
        f'<circle cx="{a:.1f}" cy="{b:.1f}" r="{5 if k == marked else 3}" fill="{MARK if k == marked else INK}"/>'
        f'<text x="{a:.1f}" y="{HEIGHT - 16}" text-anchor="middle" fill="{MARK if k == marked else QUIET}">{k}</text>'
        for k, a, b in zip(ks, x, y, strict=True)
    ]
    ends = [
        f'<text x="{PAD - 22}" y="{at}" fill="{QUIET}" text-anchor="middle">{short(value)}</text>'
        for at, value in ((PAD + 4, max(values.values())), (HEIGHT - PAD + 4, min(values.values())))
    ]
    return title(name) + f'<polyline points="{line}" fill="none" stroke="{INK}"/>' + "".join([*dots, *ends])


def title(text: str) -> str:
    return f'<text x="{PAD}" y="22" font-size="13" font-weight="600" fill="{INK}">{text}</text>'


def scaled(values: list[float], upside_down: bool) -> list[float]:
    """Onto the panel; on paper upwards is down."""
    low, high = min(values), max(values)
    span = (HEIGHT if upside_down else SIDE) - 2 * PAD
    shares = [(value - low) / (high - low) for value in values]
    return [PAD + span * ((1 - share) if upside_down else share) for share in shares]


def short(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.2f}"


if __name__ == "__main__":
    main()
