"""How far segments can be trusted.

sureness.py       silhouettes, stability, customers at the border
sensitivity.py    would another analyst get the same? variants.py: the choices that they might have made
"""
