"""The last step: a name for a new dataset, or what the next version does with the last one; then it is kept."""

from typing import Any

from dash import html
from dash.development.base_component import Component

from webapp.components import blocks, fields
from webapp.records import Dataset, Upload
from webapp.services.deciding import proposed_name

MODES = (
    ("replace", "Replace it", "The new version is this file alone."),
    ("add", "Add to it", "The new version is both together. Lines that are already there are not counted twice."),
)


def keeping(upload: Upload, known: Dataset | None, name_id: str, mode_id: str, actions: list[Component]) -> Component:
    """Drawn once: what was typed here stays while the file is looked at again."""
    if known is None:
        field = fields.text(name_id, "Name of the dataset", proposed_name(upload.file_name), maxlength=120)
        return blocks.card("Keep it", _form(field, _unasked(mode_id), actions))
    asked = html.Div([*_guess(upload.looked), _modes(mode_id, upload)], className="k-stack")
    return blocks.card(f"Next version of {known.name}", _form(_unasked(name_id), asked, actions))


def _form(name: Component, mode: Component, actions: list[Component]) -> Component:
    return html.Div([name, mode, html.Div(actions, className="k-form-end")], className="k-form")


def _modes(mode_id: str, upload: Upload) -> Component:
    guess = (upload.looked or {}).get("guess") or {}
    options = [{"value": mode, "label": [html.B(title), html.Span(text)]} for mode, title, text in MODES]
    return fields.radios(mode_id, "What it does with the last version", options, guess.get("mode", upload.mode))


def _guess(looked: dict[str, Any] | None) -> list[Component]:
    guess = (looked or {}).get("guess")
    return [html.P(guess["reason"], className="k-note")] if guess else []


def _unasked(field: str) -> Component:
    """The callback reads both; what is not asked is empty."""
    return html.Div(fields.text(field, "Not asked"), hidden=True)
