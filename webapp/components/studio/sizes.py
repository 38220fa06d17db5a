"""How large the segments are, how that fits the team's limits, and what another number would do to them."""

from dash import html
from dash.development.base_component import Component

from core.clustering import Limits
from webapp.components import values
from webapp.components.blocks import HIDDEN
from webapp.components.marks import segment, share_bar
from webapp.components.studio import ids
from webapp.services.studio import Shown, Swept
from webapp.services.studio.neighbours import joined_before, split_after


def card(swept: Swept, k: int, limits: Limits) -> Component:
    return html.Section(content(swept, k, limits), id=ids.sizes, className="card card-flush")


def content(swept: Swept, k: int, limits: Limits) -> list[Component]:
    shown = swept.of(k)
    first, last = swept.ks[0], swept.ks[-1]
    note = f"From a sweep of {first} to {last}, none worked out anew" if first < last else shown.remark
    head = html.Div(html.Div([html.H2("Sizes"), html.P(note)]), className="k-card-head")
    return [
        head,
        _table(shown),
        html.Div(
            [html.H2("Against the limits of the team"), _limits(shown, limits), *_remarks(swept, shown)],
            className="k-card-foot",
        ),
    ]


def _table(shown: Shown) -> Component:
    everyone = sum(shown.sizes) + shown.noise
    largest = max(shown.sizes, default=1) or 1
    rows = [
        html.Tr(
            [
                html.Th(segment(number, name), scope="row"),
                html.Td(f"{size:,}", className="k-end"),
                html.Td(share_bar(size / largest, number), className="k-bar-cell"),
                html.Td(values.share(size, everyone), className="k-end"),
            ]
        )
        for number, (name, size) in enumerate(zip(shown.names, shown.sizes, strict=True))
    ]
    if shown.noise:
        rows.append(_plain_row("In no segment", shown.noise, everyone))
    rows.append(_plain_row("All", everyone, everyone))
    return html.Table([html.Caption("Customers of each segment"), html.Tbody(rows)], className="k-table k-sizes")


def _plain_row(words: str, size: int, everyone: int) -> Component:
    cells = [
        html.Td(f"{size:,}", className="k-end"),
        html.Td(),
        html.Td(values.share(size, everyone), className="k-end"),
    ]
    return html.Tr([html.Th(words, scope="row"), *cells], className="k-sum")


def _limits(shown: Shown, limits: Limits) -> Component:
    smallest = min(shown.sizes, default=0)
    least = limits.smallest_segment
    return html.Ul(
        [
            _limit(
                shown.k <= limits.most_segments,
                f"{values.count(shown.k, 'segment')}; you can work with {limits.most_segments}",
            ),
            _limit(smallest >= least, f"The smallest has {values.count(smallest, 'customer')}; you need {least:,}"),
        ],
        className="k-limits",
    )


def _limit(kept: bool, words: str) -> Component:
    icon, word = ("bi-check-circle-fill k-ok", "Kept: ") if kept else ("bi-exclamation-circle k-warn", "Not kept: ")
    return html.Li(
        [html.I(className=f"bi {icon}", **HIDDEN), html.Span([html.Span(word, className="k-unseen"), words])]
    )


def _remarks(swept: Swept, shown: Shown) -> list[Component]:
    left = f"{values.count(swept.left_out, 'customer')} left out by the preparation." if swept.left_out else ""
    said = [joined_before(shown), split_after(shown), shown.remark, left]
    return [html.P(" ".join(part for part in said if part), className="k-note")] if any(said) else []
