"""A web shop: its products, its seasons, its customers and what they order."""

from core.samples.shop.web_shop import WebShop, web_shop

__all__ = ["WebShop", "web_shop"]
