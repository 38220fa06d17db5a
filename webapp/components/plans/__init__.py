"""Plans wherever they are shown.

listed.py      the plans of a run or of a segment, for their pages
board.py       by status    calendar.py  over weeks or months    table.py  as a table    card.py  one plan on the board
form.py        the fields of a plan, and what was typed into them
head.py        the head of a plan's page, with its steps         told.py   what it says
words.py       how dates, sums and statuses of plans are written
"""

from webapp.components.plans.listed import listed

__all__ = ["listed"]
