"""What the page of a segment is made of.

ids.py        what callbacks know parts by            opened.py     a segment with its run
head.py       name, facts, the way to its neighbours  editing.py    name, colour, owner, persona, changed in place
told.py       numbers and sentences                   strategy.py   what was suggested, and what was decided
shapes.py     over everyone: densities, every figure  bought.py     what they buy more than everyone
rule.py       a plain rule to copy                    sure.py       stability, silhouette, who stands at the border
customers.py  its customers, a page at a time
"""
