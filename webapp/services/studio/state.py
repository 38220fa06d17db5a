"""What somebody chose in the studio, as a short address: only what differs from what is suggested stands there.

    ?m=income~score&p=income~t.sqrt~w.2&by=ward&k=5&x=income&y=score

Whatever an address holds is checked; what cannot be understood is left out and said, and the rest of the address counts.
"""

import base64
import re
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import parse_qsl, urlencode

from core.errors import BadInput
from core.recipe import METHODS, MOST_MEASURES, MOST_SEED, MOST_SEGMENTS, Measure, Recipe, quoted

LONGEST = 1_500  # an address beyond this is packed
UNPACKED = 200_000
VIEWS = ("map", "space", "pairs", "tree")
SETTINGS = {"g": "gaps", "o": "outliers", "t": "transform", "s": "scaling", "w": "weight"}
LETTERS = {name: letter for letter, name in SETTINGS.items()}
LARGEST_LIMIT = 10**9
LONGEST_NAME = 200

Settings = Mapping[str, Any]


@dataclass(frozen=True)
class State:
    """`measures` is None while the usual ones are chosen; `prepared` holds by measure what differs from the suggestion."""

    version: int | None = None
    measures: tuple[str, ...] | None = None
    prepared: Mapping[str, Settings] = field(default_factory=dict)
    method: str = METHODS[0]
    seed: int = 1
    segments: int | None = None
    view: str = VIEWS[0]
    x: str = ""
    y: str = ""
    z: str = ""
    most: int | None = None  # segments that the team can work with
    least: int | None = None  # customers that a segment needs

    def with_(self, **changes: Any) -> "State":
        return replace(self, **changes)

    def address(self) -> str:
        """The part of the address behind the question mark."""
        plain = urlencode(self._parts(), safe="~(),:/", errors="replace")
        return plain if len(plain) <= LONGEST else urlencode({"z": _packed(plain)})

    def asked(self) -> "State":
        """What a sweep depends on, without what is only looked at."""
        return self.with_(**{name: getattr(USUAL, name) for name in LOOKED_AT})

    def looked_at(self) -> dict[str, Any]:
        """What can change while the sweep stays the same, by its name in the address."""
        return {WRITTEN[name]: getattr(self, name) for name in LOOKED_AT if getattr(self, name) != getattr(USUAL, name)}

    def _parts(self) -> list[tuple[str, str]]:
        written = {name: getattr(self, name) for name in WRITTEN}
        parts = [(WRITTEN[name], str(value)) for name, value in written.items() if value != getattr(USUAL, name)]
        if self.measures is not None:
            parts.append(("m", _joined(self.measures)))
        for name, settings in self.prepared.items():
            parts.append(("p", _joined([name, *(f"{LETTERS[key]}.{_said(value)}" for key, value in settings.items())])))
        return parts


USUAL = State()
LOOKED_AT = ("segments", "view", "x", "y", "z", "most", "least")
WRITTEN = {
    "version": "version", "method": "by", "seed": "seed", "segments": "k", "view": "view", "x": "x", "y": "y", "z": "up",
    "most": "most", "least": "least",
}  # fmt: skip


def read(address: str) -> tuple[State, list[str]]:
    """The state in an address, and what of it was left out, in sentences."""
    problems: list[str] = []
    state = State()
    for key, text in _pairs(address, problems):
        if key in READERS:
            try:
                state = READERS[key](state, text)
            except BadInput as problem:
                problems.append(problem.sentence)
    return state, problems


def read_parts(recipe: object, looked_at: object) -> tuple[State, list[str]]:
    """As a page keeps it: the part of the address that a sweep depends on, and what is only looked at by its names there."""
    looked = looked_at if isinstance(looked_at, dict) else {}
    given = {name: looked.get(name) for name in (WRITTEN[name] for name in LOOKED_AT)}
    parts = urlencode({name: value for name, value in given.items() if isinstance(value, str | int)}, errors="replace")
    return read(f"{recipe if isinstance(recipe, str) else ''}&{parts}")


def of_recipe(recipe: Recipe, version: int | None = None) -> State:
    """What opens the studio with a recipe that was used before: everything is written down, whatever is suggested by now."""
    prepared = {measure.name: _settings_of(measure) for measure in recipe.measures}
    names = tuple(measure.name for measure in recipe.measures)
    return State(version, names, prepared, recipe.method, recipe.seed, recipe.segments)


def _settings_of(measure: Measure) -> Settings:
    names = SETTINGS.values() if measure.kind == "number" else ("gaps", "weight")
    return {name: getattr(measure, name) for name in names}


def heard(setting: str, text: str, name: str) -> Any:
    """A setting as a recipe writes it: numbers where numbers are meant."""
    if setting == "outliers" and "_" in text:
        return tuple(_number(end, name) for end in text.split("_"))
    if setting == "weight" or (setting == "gaps" and text[:1] in tuple("-.0123456789")):
        return _number(text, name)
    return text


def _pairs(address: str, problems: list[str]) -> list[tuple[str, str]]:
    pairs = parse_qsl(address.removeprefix("?"))[: MOST_MEASURES * 2]
    packed = next((text for key, text in pairs if key == "z"), None)
    if packed is None:
        return pairs
    try:
        return [*parse_qsl(_unpacked(packed))[: MOST_MEASURES * 2], *pairs]
    except (ValueError, zlib.error):
        problems.append("The address is not complete: copy the whole link again.")
        return pairs


def _packed(text: str) -> str:
    return base64.urlsafe_b64encode(zlib.compress(text.encode(), 9)).decode().rstrip("=")


def _unpacked(text: str) -> str:
    unpacking = zlib.decompressobj()
    body = unpacking.decompress(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)), UNPACKED)
    if not unpacking.eof:
        raise ValueError("cut off")
    return body.decode()


def _measures(text: str) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(_split(text)))
    if len(names) > MOST_MEASURES:
        raise BadInput(f"Choose between 1 and {MOST_MEASURES} measures.")
    return names


def _with_settings(state: State, text: str) -> State:
    """Checked by making a measure of them, as its recipe will."""
    name, *parts = _split(text)
    settings: dict[str, Any] = {}
    for part in parts:
        letter, _, value = part.partition(".")
        if letter not in SETTINGS:
            raise BadInput(f"The address holds a setting of {quoted(name)} that there is not: {quoted(part)}.")
        settings[SETTINGS[letter]] = heard(SETTINGS[letter], value, name)
    kind = "category" if settings.get("gaps") == "own" else "number"
    Measure(name, kind=kind, **settings)
    return state.with_(prepared={**state.prepared, name: settings})


def _said(value: Any) -> str:
    if isinstance(value, tuple | list):
        return "_".join(f"{end:.12g}" for end in value)
    return f"{value:.12g}" if isinstance(value, float) else str(value)


def _number(text: str, name: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise BadInput(f"{quoted(name)} is prepared with {quoted(text)}, where a number belongs.") from None


def _whole(text: str, least: int, most: int, what: str) -> int:
    if text.isascii() and text.isdigit() and len(text) < 12 and least <= int(text) <= most:
        return int(text)
    raise BadInput(f"{what} must be a whole number from {least:,} to {most:,}.")


def _one_of(text: str, allowed: tuple[str, ...], what: str) -> str:
    if text not in allowed:
        raise BadInput(f"There is no {what} {quoted(text)}. Choose from: {', '.join(allowed)}.")
    return text


def _joined(parts: Any) -> str:
    """Parts in one text; the sign between them is doubled where it stands in a part."""
    return "~".join(part.replace("!", "!!").replace("~", "!-") for part in parts)


def _split(text: str) -> list[str]:
    return [
        re.sub("!([!-])", lambda pair: "~" if pair[1] == "-" else "!", part) for part in text.split("~") if part
    ] or [""]


READERS: dict[str, Callable[[State, str], State]] = {
    "version": lambda s, text: s.with_(version=_whole(text, 1, LARGEST_LIMIT, "A version")),
    "m": lambda s, text: s.with_(measures=_measures(text)),
    "p": _with_settings,
    "by": lambda s, text: s.with_(method=_one_of(text, METHODS, "method")),
    "seed": lambda s, text: s.with_(seed=_whole(text, 0, MOST_SEED, "The seed")),
    "k": lambda s, text: s.with_(segments=_whole(text, 1, MOST_SEGMENTS, "The number of segments")),
    "view": lambda s, text: s.with_(view=_one_of(text, VIEWS, "picture")),
    "x": lambda s, text: s.with_(x=text[:LONGEST_NAME]),
    "y": lambda s, text: s.with_(y=text[:LONGEST_NAME]),
    "up": lambda s, text: s.with_(z=text[:LONGEST_NAME]),
    "most": lambda s, text: s.with_(most=_whole(text, 2, MOST_SEGMENTS, "The largest number of segments")),
    "least": lambda s, text: s.with_(least=_whole(text, 1, LARGEST_LIMIT, "The smallest segment")),
}
