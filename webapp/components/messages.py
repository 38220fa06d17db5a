"""Toasts."""

from dash import set_props


def say(text, kind="ok"):
    set_props("frame-said", {"data": {"text": text, "kind": kind}})
