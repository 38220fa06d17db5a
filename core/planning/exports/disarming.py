"""Text that no spreadsheet takes for a formula: an apostrophe stands before whatever could begin one.

A cell may also be torn apart where a program takes another separator than the one it was written with, so the places after
separators and quotation marks are looked at too.
"""

import re

_begins_formula = re.compile(r"(?:^|[\r\n\t,;|\"])[^\S\r\n\t]*(?=[=+\-@＝＋－＠])")
_opening = ("\t", "\r", "\n")


def disarmed(text: str) -> str:
    armless = _begins_formula.sub(r"\g<0>'", text)
    return f"'{armless}" if armless.startswith(_opening) else armless
