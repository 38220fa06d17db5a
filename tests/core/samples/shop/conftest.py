import pytest

from core.samples import WebShop, web_shop


@pytest.fixture(scope="session")
def shop() -> WebShop:
    """The whole shop, made once; tests only look at it."""
    return web_shop(seed=1)
