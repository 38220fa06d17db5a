"""The views of a dataset, each with an address of its own, in the order in which they are shown.

A tab is a plain module: NAME in the address, TITLE, the RIGHT it falls under, `count(opened)` of what is behind it,
`draw(opened)` for its parts, and `register(app)` for its callbacks; with a KIND it is for such datasets only. Who comes without saying where to sees the first.
"""

from types import ModuleType

from webapp.pages.dataset_tabs import columns, explore, findings, joined, measures, rfm, rows, trading, versions
from webapp.pages.dataset_tabs.opened import Opened

TABS: tuple[ModuleType, ...] = (rows, columns, findings, explore, measures, rfm, trading, joined, versions)

__all__ = ["TABS", "Opened"]
