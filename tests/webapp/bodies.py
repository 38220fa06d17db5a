"""What a page would send to each callback, and what it never would."""

import copy
import random
from collections.abc import Iterator
from typing import Any

import orjson
from dash._utils import split_callback_id
from flask import Flask

from webapp.guard import function_name

RUBBISH: tuple[object, ...] = (
    None, True, False, -1, 0.5, 1e308, 10**18, "", " ", "\x00", "a\x00b", "‮", "x" * 5_000, "1e999", "NaN", "../../etc/passwd",
    "'; DROP TABLE person; --", "{{7*7}}", "%s%n", "<img src=x onerror=alert(1)>", "__proto__", "javascript:alert(1)",
    [], [None], [[]], ["x"] * 200, [{"id": 1}], {}, {"a": {"b": [1, 2]}}, {"__proto__": 1}, {"value": None},
)  # fmt: skip
NOT_A_COUNT: tuple[object, ...] = (-1, 0.5, 1e308, "1", "", [], {}, True, False, [1])
COUNTED = ("n_clicks", "n_submit", "n_blur")
ADDRESSES = ("pathname", "search", "href")


def served(server: Flask) -> dict[str, dict[str, Any]]:
    """The callbacks with a function on the server, by the name of their output."""
    every = server.extensions["dash"].callback_map
    return {output: callback for output, callback in every.items() if function_name(callback)}


def plausible(output: str, callback: dict[str, Any]) -> dict[str, Any]:
    """A body of the right shape, with a press of the first input and nothing typed anywhere."""
    inputs = [_prop(declared) for declared in callback["inputs"]]
    return {
        "output": output,
        "outputs": _outputs(output),
        "inputs": inputs,
        "state": [_prop(declared) for declared in callback["state"]],
        "changedPropIds": [_changed(inputs[0])] if inputs else [],
    }


def with_rubbish(body: dict[str, Any], chance: random.Random, count: int) -> Iterator[dict[str, Any]]:
    """The right shape, with values that nobody can have meant."""
    for _ in range(count):
        wrong = copy.deepcopy(body)
        props = list(_every_prop([*wrong["inputs"], *wrong["state"]]))
        chosen = [prop for prop in props if chance.random() < 0.6] or props
        for prop in chosen:
            prop["value"] = chance.choice(NOT_A_COUNT if prop["property"] in COUNTED else RUBBISH)
        yield wrong


def broken(body: dict[str, Any], chance: random.Random, count: int) -> Iterator[object]:
    """Anything that is JSON: parts missing, of another kind, too many, nested where nothing nests."""
    for _ in range(count):
        wrong: object = copy.deepcopy(body)
        for _ in range(chance.randint(1, 3)):
            wrong = _break(wrong, chance)
        if wrong != body:
            yield wrong


def _break(value: Any, chance: random.Random, depth: int = 0) -> Any:
    if isinstance(value, dict) and value and (depth == 0 or chance.random() < 0.8):
        key = chance.choice(list(value))
        how = chance.random()
        if how < 0.2:
            del value[key]
        elif how < 0.3:
            value[str(chance.choice(RUBBISH))[:20]] = value.pop(key)
        else:
            value[key] = _break(value[key], chance, depth + 1)
        return value
    if isinstance(value, list) and value and chance.random() < 0.8:
        place = chance.randrange(len(value))
        how = chance.random()
        if how < 0.2:
            del value[place]
        elif how < 0.35:
            value.append(copy.deepcopy(value[place]))
        else:
            value[place] = _break(value[place], chance, depth + 1)
        return value
    return copy.deepcopy(chance.choice(RUBBISH))


def _prop(declared: dict[str, str]) -> Any:
    named = _named(declared)
    each = named if isinstance(named, list) else [named]
    for prop in each:
        prop["value"] = 1 if prop["property"] in COUNTED else "/" if prop["property"] in ADDRESSES else None
    return named


def _outputs(output: str) -> Any:
    declared = split_callback_id(output) if "." in output else []
    return [_named(each) for each in declared] if isinstance(declared, list) else _named(declared)


def _named(declared: dict[str, str]) -> Any:
    """What a page has under a declared id: itself, one for a pattern with MATCH, two for one with ALL."""
    if not declared["id"].startswith("{"):
        return {"id": declared["id"], "property": declared["property"]}
    pattern = orjson.loads(declared["id"])
    made = [
        {
            "id": {part: number if isinstance(rule, list) else rule for part, rule in pattern.items()},
            "property": declared["property"],
        }
        for number in (987_654_321, 987_654_322)  # which name nothing
    ]
    return made if any(rule in (["ALL"], ["ALLSMALLER"]) for rule in pattern.values()) else made[0]


def _every_prop(named: list[Any]) -> Iterator[dict[str, Any]]:
    for each in named:
        yield from each if isinstance(each, list) else [each]


def _changed(first: Any) -> str:
    prop = first[0] if isinstance(first, list) else first
    name = prop["id"] if isinstance(prop["id"], str) else orjson.dumps(prop["id"], option=orjson.OPT_SORT_KEYS).decode()
    return f"{name}.{prop['property']}"
