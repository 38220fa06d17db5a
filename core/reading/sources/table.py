"""A text of separated values on disk, as the engine scans it."""

import csv
import io
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from core.reading.engine import literal
from core.reading.limits import Limits
from core.reading.source import Sample
from core.reading.sources.layouts import Layout

HEAD_ROWS = 1_000
SLICES = 16
SLICE_BYTES = 32_768
ENGINE_BUFFER = 32_000_000  # bytes a thread reads at a time


@dataclass(frozen=True)
class Table:
    path: Path  # inside the scratch folder, where no sign in a name can be taken for a pattern
    layout: Layout
    skip: int  # lines above the values
    width: int

    def scan(self, limits: Limits) -> str:
        """Strict: whatever does not fit, from a stray quotation mark to a row too long, is an error."""
        columns = ", ".join(f"'c{index}': 'VARCHAR'" for index in range(self.width))
        layout = self.layout
        return (
            f"read_csv({literal(str(self.path))}, auto_detect=false, header=false, skip={self.skip}, "
            f"columns={{{columns}}}, delim={literal(layout.separator)}, quote={literal(layout.quote)}, "
            f"escape={literal(layout.escape or layout.quote)}, comment='', strict_mode=true, null_padding=false, "
            f"compression='none', max_line_size={limits.row_bytes}, buffer_size={ENGINE_BUFFER})"
        )

    def sample(self) -> Sample:
        """The first rows, and some from all over the file."""
        rows = self._rows_at(0, HEAD_ROWS)
        size = self.path.stat().st_size
        if size > SLICES * SLICE_BYTES:
            for number in range(1, SLICES):
                rows += self._rows_at(size * number // SLICES, HEAD_ROWS // SLICES)
        return tuple(rows)

    def _rows_at(self, start: int, count: int) -> list[tuple[str | None, ...]]:
        with self.path.open("rb") as file:
            file.seek(start)
            text = file.read(SLICE_BYTES if start else 4 * SLICES * SLICE_BYTES).decode("utf-8-sig", "replace")
        # From the middle on, the first line is a part of one; so is the last unless the file ends there.
        lines = list(io.StringIO(text, newline=""))
        lines = lines[self.skip :] if start == 0 else lines[1:-1]
        try:
            rows = list(islice(self.layout.reader(lines), count))
        except csv.Error:
            return []
        return [tuple(cell.strip() or None for cell in row[: self.width]) for row in rows if len(row) >= self.width]
