"""What a page or a card shows when there is nothing to show: yet, still, any more, or by our mistake."""

from dash import html
from dash.development.base_component import Component


def empty(icon: str, title: str, text: str, action: Component | None = None) -> Component:
    """What this is, and what to do next."""
    return _state(icon, html.H2(title), html.P(text), action)


def waiting(title: str, text: str) -> Component:
    return _state(
        "bi-hourglass",
        html.H2(title),
        html.P(text),
        html.Div(html.Div(className="progress-bar"), className="progress"),
        role="status",
    )


def not_found() -> Component:
    """The same for what is not there and for what is another team's."""
    return _page(
        "bi-signpost-split",
        "Not found, or you do not have access",
        "The address may be mistyped, or what was here belongs to a team that you are not in.",
        html.A("Go to Home", href="/", className="btn btn-outline-secondary"),
    )


def problem(sentence: str) -> Component:
    return _page("bi-exclamation-circle", "This page cannot be shown", sentence, _again())


def failed(reference: str) -> Component:
    return _page(
        "bi-cloud-slash",
        "This page could not be put together",
        [
            "That is our mistake, not yours. Nothing was lost. Try again; if it stays, tell your administrator reference ",
            html.Code(reference),
            ".",
        ],
        _again(),
    )


def _again() -> Component:
    return html.A("Try again", href="", className="btn btn-outline-secondary")


def _page(icon: str, title: str, text: object, action: Component) -> Component:
    return html.Div(_state(icon, html.H1(title), html.P(text), action), className="card")


def _state(icon: str, *parts: Component | None, role: str | None = None) -> Component:
    return html.Div(
        [html.I(className=f"bi {icon}", **{"aria-hidden": "true"}), *(part for part in parts if part is not None)],
        className="k-state",
        **({"role": role} if role else {}),
    )
