"""From order lines to measures per customer, and from measures to RFM scores with names.

settings.py    how measures are made: rules, reference date, window
settled.py     finding in the table what the settings leave open
roles.py       the columns of an orders table by what they are for
ids.py         ids without the spaces around them
lines.py       order lines, each with its fate; orders made of them
customers.py   orders to customers: the measures, in a stream
measures.py    what each measure is called, means and follows from
funnel.py      how lines became customers
trading.py     orders, customers and money over time, and by product
scores.py      RFM scores and their limits       names.py    the name of every code       shares.py    segments and their map
describing.py  a customers dataset with one row per customer       joining.py    both, side by side
summaries.py   each number of the customers at a glance
customer_columns.py   what the columns of either are       facts.py     all of it in figures
"""

from core.measuring.customer_columns import CATEGORY, CUSTOMER, NUMBER, OTHER, CustomerColumn
from core.measuring.customers import Measured, measured
from core.measuring.describing import Described, described
from core.measuring.facts import facts
from core.measuring.funnel import Funnel, Step
from core.measuring.joining import Joined, joined
from core.measuring.measures import Measure
from core.measuring.names import ELEVEN, SIX, names_by_code
from core.measuring.scores import Limits, Rfm, quantile_limits, scored
from core.measuring.settings import CALENDAR, PERIODS, RULES, USUAL_RULES, Measuring
from core.measuring.settled import settle
from core.measuring.shares import Cell, Share, rfm_map, segment_names, shares
from core.measuring.summaries import Summary, summaries
from core.measuring.trading import PERIOD_LENGTHS, Period, Sold, over_time, sold

__all__ = [
    "CALENDAR",
    "CATEGORY",
    "CUSTOMER",
    "ELEVEN",
    "NUMBER",
    "OTHER",
    "PERIODS",
    "PERIOD_LENGTHS",
    "RULES",
    "SIX",
    "USUAL_RULES",
    "Cell",
    "CustomerColumn",
    "Described",
    "Funnel",
    "Joined",
    "Limits",
    "Measure",
    "Measured",
    "Measuring",
    "Period",
    "Rfm",
    "Share",
    "Sold",
    "Step",
    "Summary",
    "described",
    "facts",
    "joined",
    "measured",
    "names_by_code",
    "over_time",
    "quantile_limits",
    "rfm_map",
    "scored",
    "segment_names",
    "settle",
    "shares",
    "sold",
    "summaries",
]
