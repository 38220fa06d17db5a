"""What the shop sells: ten groups of products, each listed from its cheapest to its dearest."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from core.samples.arrays import Real, Whole
from core.samples.shop.season import SEASONS


@dataclass(frozen=True)
class Group:
    name: str
    popularity: float
    season: str
    sent_back: float  # 1 is usual; clothes come back more often than pans
    products: tuple[tuple[str, float], ...]


GROUPS = (
    Group(
        "Women's clothing", 1.9, "all year", 1.15,
        (("Ribbed socks", 6.90), ("Cotton T-shirt", 14.90), ("Striped long-sleeve", 22.90),
         ("Linen blouse", 34.90), ("Straight jeans", 49.90), ("Merino cardigan", 69.90),
         ("Wrap dress", 79.90), ("Wool blazer", 129.00), ("Cashmere jumper", 169.00)),
    ),
    Group(
        "Men's clothing", 1.3, "all year", 1.05,
        (("Boxer shorts", 9.90), ("Crew-neck T-shirt", 14.90), ("Polo shirt", 27.90),
         ("Oxford shirt", 39.90), ("Chinos", 49.90), ("Lambswool jumper", 64.90),
         ("Raw denim jeans", 89.90), ("Tweed jacket", 159.00)),
    ),
    Group(
        "Shoes", 1.2, "all year", 1.20,
        (("Felt slippers", 19.90), ("Canvas trainers", 29.90), ("Ballet flats", 44.90),
         ("Running shoes", 79.90), ("Leather loafers", 99.90), ("Chelsea boots", 129.00),
         ("Hiking boots", 169.00)),
    ),
    Group(
        "Outerwear", 0.7, "winter", 1.10,
        (("Fleece beanie", 12.90), ("Knitted scarf", 19.90), ("Touchscreen gloves", 24.90),
         ("Rain jacket", 59.90), ("Quilted gilet", 74.90), ("Down jacket", 149.00),
         ("Wool coat", 219.00)),
    ),
    Group(
        "Bags and jewellery", 0.9, "gift", 0.85,
        (("Set of 4 hair clips", 7.90), ("Cotton tote", 17.90), ("Silver ear studs", 19.90),
         ("Leather belt", 34.90), ("Crossbody bag", 59.90), ("Pearl necklace", 89.90),
         ("Steel watch", 139.00), ("Weekend bag", 189.00)),
    ),
    Group(
        "Kitchen", 1.1, "gift", 0.70,
        (("Set of 3 tea towels", 9.90), ("Enamel mug", 12.90), ("Spice rack", 24.90),
         ("Moka pot", 34.90), ("Chef's knife", 44.90), ("Cast-iron casserole", 99.90),
         ("Stand mixer", 249.00), ("Espresso machine", 449.00)),
    ),
    Group(
        "Home textiles", 1.0, "all year", 0.85,
        (("Hand towel", 8.90), ("Cushion cover", 14.90), ("Bath towel", 19.90),
         ("Percale bed linen", 49.90), ("Wool throw", 69.90), ("Down duvet", 139.00),
         ("Handwoven rug", 229.00)),
    ),
    Group(
        "Lighting and living", 0.7, "gift", 0.80,
        (("Scented candle", 11.90), ("Photo frame", 14.90), ("Stoneware vase", 29.90),
         ("Table lamp", 59.90), ("Wall mirror", 89.90), ("Pendant lamp", 129.00),
         ("Oak side table", 179.00), ("Reading chair", 399.00)),
    ),
    Group(
        "Garden and balcony", 0.8, "summer", 0.75,
        (("Set of 6 herb seeds", 7.90), ("Watering can", 19.90), ("Set of 3 terracotta pots", 27.90),
         ("Garden secateurs", 32.90), ("String lights", 39.90), ("Folding chair", 64.90),
         ("Parasol", 119.00), ("Teak bench", 349.00)),
    ),
    Group(
        "Sport and travel", 0.9, "summer", 0.95,
        (("Water bottle", 14.90), ("Swimming goggles", 17.90), ("Yoga mat", 29.90),
         ("Running tights", 44.90), ("Day pack", 69.90), ("Trekking poles", 84.90),
         ("Cabin suitcase", 159.00), ("Two-person tent", 199.00)),
    ),
)  # fmt: skip

SIZES = np.array([len(group.products) for group in GROUPS])
STARTS = SIZES.cumsum() - SIZES  # where each group begins among all products
HOW_MANY = SIZES.sum()


def products() -> pd.DataFrame:
    """Every product: its id, name, group and price in cents, and how readily it is sent back."""
    rows = [
        (f"P{number:02d}-{place:02d}", name, group.name, round(price * 100), group.sent_back)
        for number, group in enumerate(GROUPS, start=1)
        for place, (name, price) in enumerate(group.products, start=1)
    ]
    return pd.DataFrame(rows, columns=["product_id", "product", "product_group", "cents", "sent_back"])


def picked(rng: np.random.Generator, months: Whole, tastes: Real) -> Whole:
    """A product for each month (January is 0) and taste, as its row among all products.

    From a group's cheapest product to its dearest the chance falls or rises by e to the power of the taste.
    """
    group: Whole = (rng.random((len(months), 1)) >= _reach_of_groups()[months]).sum(axis=1)
    place = np.log1p(rng.random(len(months)) * np.expm1(tastes)) / tastes
    in_group = np.minimum((SIZES[group] * place).astype(np.int64), SIZES[group] - 1)
    product: Whole = STARTS[group] + in_group
    return product


def _reach_of_groups() -> Real:
    weights = np.array([group.popularity * SEASONS[group.season] for group in GROUPS]).T
    reach: Real = (weights / weights.sum(axis=1, keepdims=True)).cumsum(axis=1)
    return reach[:, :-1]
