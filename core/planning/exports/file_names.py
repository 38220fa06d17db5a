"""Names of files that every system accepts: our own, with nothing of what people typed but letters and digits."""

import re
import unicodedata

LONGEST = 40


def file_name(plan: int, name: str, purpose: str, ending: str) -> str:
    """As in plan-7-spring-offer-google.csv."""
    letters = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", letters)[:LONGEST].strip("-") or "export"
    return f"plan-{plan}-{slug}-{purpose}.{ending}"
