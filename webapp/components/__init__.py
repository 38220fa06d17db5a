"""Pieces of pages: records in, Dash components out."""
