"""Figures: results in, plotly figures out. theme.py holds every colour, font and number format they use."""
