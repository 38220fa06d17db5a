"""What can be done for a segment: a table, asked from the top, in which the more particular stands before the more general.

Each row says whom it is for in terms of `standing`, so that a strategy never rests on what the means deny.
"""

from dataclasses import dataclass

from core.explaining.standing import HIGH, LOW, MIDDLE

ORDERS = ("frequency", "products", "units")
SPEND = ("money", "basket")


@dataclass(frozen=True)
class Need:
    """The first of the senses that is measured stands at one of the levels; `unless_known`: or none of them is measured.

    Without senses it is the measure that sets the segment apart most. `median` and `mean_from` ask for the number itself.
    A `quiet` need has no part in the reason.
    """

    senses: tuple[str, ...]
    levels: tuple[str, ...] = (HIGH, MIDDLE, LOW)
    unless_known: bool = False
    median: float | None = None
    mean_from: float | None = None
    quiet: bool = False


@dataclass(frozen=True)
class Programme:
    key: str
    title: str
    needs: tuple[Need, ...]
    objective: str
    offer: str
    channel: str
    watch: str


NOT_SILENT = Need(("recency",), (LOW, MIDDLE), unless_known=True, quiet=True)
MANY_RETURNS = Need(("returns",), (HIGH,), mean_from=0.1)

PROGRAMMES = (
    Programme(
        "new with high returns",
        "New, and sends much back",
        (MANY_RETURNS, Need(("tenure", *ORDERS), (LOW,))),
        "Get to a first order that is kept",
        "Help with choosing: size advice, honest pictures, questions answered; no voucher for the next order yet",
        "E-mail and product pages, right after the first parcel",
        "Return rate of the second order; cost of returns per customer",
    ),
    Programme(
        "big spenders with high returns",
        "Big spender, and sends much back",
        (MANY_RETURNS, Need(SPEND, (HIGH,)), NOT_SILENT),
        "Cut returns and keep the spend",
        "Size and fit help before the order, exchange instead of refund, a personal contact",
        "E-mail and service, before and after each large order",
        "Money kept after returns, not money ordered",
    ),
    Programme(
        "heavy returners",
        "Sends much back",
        (MANY_RETURNS,),
        "Bring returns down",
        "Better product information, reviews by size, reminders of what was kept; free returns only up to a limit",
        "Product pages and the mail that confirms an order",
        "Return rate by product group, and whether they still order",
    ),
    Programme(
        "lapsing big spenders",
        "Big spender about to be lost",
        (Need(("recency",), (HIGH,)), Need((*SPEND, "frequency"), (HIGH,))),
        "Win back while they still remember",
        "A personal offer from what they used to buy; a reason to come back rather than a discount for all",
        "Letter or call for the largest, e-mail for the others",
        "Share with an order within 60 days, against a group that is left alone",
    ),
    Programme(
        "best customers",
        "Buys much and often",
        (Need(ORDERS, (HIGH,)), Need(SPEND, (HIGH,)), NOT_SILENT),
        "Keep them, and let them bring others",
        "Early access, small surprises, an invitation to recommend; no discounts that they do not need",
        "Personal e-mail, events, service with priority",
        "Days between their orders: the first sign of fading",
    ),
    Programme(
        "loyal without returns",
        "Loyal, and keeps what is bought",
        (Need(ORDERS, (HIGH,)), Need(("returns",), (LOW,)), NOT_SILENT),
        "Reward loyalty and widen the basket",
        "Loyalty points, bundles, products next to those they buy",
        "E-mail newsletter and the account page",
        "Product groups per customer; margin after rewards",
    ),
    Programme(
        "bargain hunters",
        "Buys at a discount",
        (Need(("discount",), (HIGH,)),),
        "Clear stock, and spare margin elsewhere",
        "End-of-season and bundle offers; leave them out of discounts on new goods",
        "E-mail and app at the start of a sale",
        "Margin per order, and orders at full price",
    ),
    Programme(
        "lost small customers",
        "Small and long silent",
        (Need(("recency",), (HIGH,)), Need((*SPEND, *ORDERS), (LOW,))),
        "Spend little: one last invitation, then rest",
        "One reminder of what is new, without a costly voucher",
        "One e-mail, no letters",
        "Complaints and sign-offs; stop at the first sign",
    ),
    Programme(
        "lapsing",
        "Falling silent",
        (Need(("recency",), (HIGH,)),),
        "Bring them back before they are gone",
        "A reminder with what goes with their last order, free shipping for a short time",
        "E-mail, then a letter to those who do not open it",
        "Share with an order within 60 days, against a group that is left alone",
    ),
    Programme(
        "new",
        "New",
        (Need(("tenure",), (LOW,)), NOT_SILENT),
        "Make the second order happen",
        "A welcome series: how it works, what others bought next, a small thank-you for the second order",
        "E-mail in the first weeks",
        "Share with a second order within 60 days",
    ),
    Programme(
        "one-time buyers",
        "Ordered once",
        (Need(("frequency",), median=1),),
        "Make the second order happen",
        "What goes with the first order, at the time when it runs out or goes out of season",
        "E-mail",
        "Share with a second order within 90 days",
    ),
    Programme(
        "loyal",
        "Orders often",
        (Need(ORDERS, (HIGH,)), NOT_SILENT),
        "Raise what an order is worth",
        "Bundles and a threshold for free shipping a little above their usual order",
        "E-mail and basket page",
        "Money per order; that orders do not become rarer",
    ),
    Programme(
        "rare big baskets",
        "Orders rarely, but much",
        (Need(SPEND, (HIGH,)),),
        "Win one more occasion a year",
        "Advice and reminders around the occasions on which they buy",
        "E-mail or letter a few weeks before the occasion",
        "Orders per year; money per order must not fall",
    ),
    Programme(
        "well off and spending",
        "High income, and spends it",
        (Need(("income",), (HIGH,)), Need(("score",), (HIGH,))),
        "Keep the best customers",
        "New and premium goods first, service with priority, events; no price offers",
        "Personal invitation, in the centre and by e-mail",
        "Visits and spend of the same customers from quarter to quarter",
    ),
    Programme(
        "well off but careful",
        "High income, spends little",
        (Need(("income",), (HIGH,)), Need(("score",), (LOW,))),
        "Find out what is missing, and win a larger share",
        "Quality, guarantees and service; ask what they buy elsewhere before any discount",
        "Survey, then personal advice",
        "Spending score of those who were asked, against the others",
    ),
    Programme(
        "spending beyond income",
        "Low income, spends much",
        (Need(("income",), (LOW,)), Need(("score",), (HIGH,))),
        "Keep them with fair value",
        "Loyalty points, affordable new goods, bundles; no offers on credit",
        "App and social media",
        "Visits, and signs that they spend more than they can",
    ),
    Programme(
        "careful with little",
        "Low income, spends little",
        (Need(("income",), (LOW,)), Need(("score",), (LOW,))),
        "Serve well at low cost",
        "Everyday goods, own brands, family offers",
        "Leaflet and notices in the centre",
        "Cost of the offers against the spend that they bring",
    ),
    Programme(
        "keen spenders",
        "Spends much",
        (Need(("score", "money"), (HIGH,)),),
        "Keep them",
        "Early news of what is new, thanks for coming back",
        "E-mail and app",
        "Spend of the same customers from quarter to quarter",
    ),
    Programme(
        "small customers",
        "Spends little",
        (Need(("score", *SPEND), (LOW,)),),
        "Serve well at low cost, and try one step up",
        "One tested offer above their usual spend; automated messages otherwise",
        "E-mail",
        "Spend of those with the offer against those without",
    ),
    Programme(
        "younger",
        "Younger than the others",
        (Need(("age",), (LOW,)),),
        "Win them early",
        "New goods, easy first steps, offers to bring a friend",
        "App and social media",
        "Whether they stay: visits and spend of the same customers from quarter to quarter",
    ),
    Programme(
        "older",
        "Older than the others",
        (Need(("age",), (HIGH,)),),
        "Keep their trust",
        "Quality, service and advice; a contact whom they know",
        "Letter, telephone and personal advice",
        "Visits and spend of the same customers from quarter to quarter",
    ),
    Programme(
        "of its own kind",
        "Stands out in its own way",
        (Need((), (HIGH, LOW)),),
        "Learn what they come for, and offer more of it",
        "What goes with the measure by which they stand out; ask a few of them before anything is sent",
        "Whichever reached them last; test two with a part of them",
        "The measure by which they stand out, against those who got nothing",
    ),
    Programme(
        "steady middle",
        "Much like everyone",
        (),
        "Keep them, and learn who could grow",
        "The usual programme; test one idea at a time with a part of them",
        "E-mail",
        "Movement to other segments at the next run",
    ),
)
