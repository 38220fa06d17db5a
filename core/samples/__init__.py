"""Data to try the program on: a shopping centre and a web shop, invented from a seed.

What was planted in the data is returned beside the files, so that a result can be held against the truth.
"""

from core.samples.centre import Sample, shopping_centre
from core.samples.shop import WebShop, web_shop

__all__ = ["Sample", "WebShop", "shopping_centre", "web_shop"]
