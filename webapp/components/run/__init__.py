"""What the page of a run is made of.

ids.py        what callbacks know parts by            opened.py     a run with all that its page needs
head.py       name, facts, what can be done           told.py       metrics and verdict; the recipe in words
picture.py    the map                                 sizes.py      shares of customers and money
cards.py      a card per segment                      profile.py    every measure in every segment
profiles.py   the same and more in pictures
sure.py       silhouettes, other analysts             rules.py      plain rules to copy
criteria.py   every number of segments                waiting.py    while there is nothing yet
"""
