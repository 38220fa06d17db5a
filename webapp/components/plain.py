"""Components as plain HTML, for pages without scripts: what is drawn once is shown inside and outside alike.

Links of ours lead nowhere for people without an account, so of a dcc.Link only the words stay.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from dash import dcc
from dash.development.base_component import Component
from markupsafe import Markup, escape

HTML = "dash_html_components"
NAMES = {"className": "class", "htmlFor": "for", "dateTime": "datetime", "tabIndex": "tabindex", "colSpan": "colspan"}
EMPTY = ("Br", "Hr", "Img")


def html(content: object) -> Markup:
    """Everything that is not a tag of ours is escaped."""
    return Markup("").join(_parts(content))


def _parts(content: object) -> Iterator[Markup]:
    if content is None:
        return
    if isinstance(content, list | tuple):
        for each in content:
            yield from _parts(each)
    elif isinstance(content, dcc.Link):
        yield from _parts(content.children)
    elif isinstance(content, Component):
        yield from _element(content)
    else:
        yield escape(str(content))


def _element(component: Component) -> Iterator[Markup]:
    told = component.to_plotly_json()
    if told["namespace"] != HTML:
        raise TypeError(f"{told['type']} needs a script and has no place on a plain page")
    tag, props = told["type"], told["props"]
    attributes = Markup("").join(_attribute(name, value) for name, value in props.items() if name != "children")
    yield Markup("<{}{}>").format(escape(tag.lower()), attributes)
    if tag not in EMPTY:
        yield from _parts(props.get("children"))
        yield Markup("</{}>").format(escape(tag.lower()))


def _attribute(name: str, value: object) -> Markup:
    if value is None or value is False:
        return Markup("")
    written = NAMES.get(name, name)
    if value is True:
        return Markup(" {}").format(written)
    return Markup(' {}="{}"').format(written, _css(value) if isinstance(value, Mapping) else value)


def _css(style: Mapping[str, Any]) -> str:
    """backgroundColor: red becomes background-color:red."""
    return ";".join(f"{_hyphened(name)}:{value}" for name, value in style.items())


def _hyphened(name: str) -> str:
    return "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in name)
