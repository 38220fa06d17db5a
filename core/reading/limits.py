"""How much of a file is accepted. Every number a sentence names as a limit stands here."""

import os
from dataclasses import dataclass

from core.errors import TooBig

MB = 1_000_000
GB = 1_000 * MB


@dataclass(frozen=True)
class Limits:
    file_bytes: int = 5 * GB
    unpacked_bytes: int = 20 * GB
    unpacked_times: int = 200  # more than this is a bomb, once ...
    unpacked_harmless: int = 50 * MB  # ... it is also bigger than this
    archive_parts: int = 10_000
    rows: int = 50_000_000
    columns: int = 2_000
    cell_bytes: int = 1 * MB
    row_bytes: int = 4 * MB
    sheet_cells: int = 50_000_000
    fewest_rows: int = 2
    engine_bytes: int = 500 * MB
    engine_threads: int = min(4, os.cpu_count() or 1)
    batch_rows: int = 250_000
    batch_cells: int = 20_000_000  # where rows are wide a batch has fewer of them

    def check_file(self, size: int) -> None:
        if size > self.file_bytes:
            raise TooBig(
                f"The file is {in_bytes(size)}; the limit is {in_bytes(self.file_bytes)}. Bring it in smaller parts."
            )

    def check_rows(self, rows: int) -> None:
        if rows > self.rows:
            raise TooBig(
                f"The file holds {rows:,} rows; the limit is {self.rows:,}. Bring a shorter period or fewer customers."
            )

    def check_columns(self, columns: int) -> None:
        if columns > self.columns:
            raise TooBig(
                f"The file has {columns:,} columns; the limit is {self.columns:,}. "
                "Keep the columns that describe the customer."
            )

    def check_unpacked(self, packed: int, unpacked: int, what: str) -> None:
        """Called before unpacking with what the archive claims, and while unpacking with what really came."""
        times = unpacked // max(packed, 1)
        if unpacked > self.unpacked_harmless and times > self.unpacked_times:
            raise TooBig(
                f"The {what} unpacks to far more than its size suggests ({times:,} times). It was not opened. "
                "Save it again without empty rows and formats."
            )
        if unpacked > self.unpacked_bytes:
            raise TooBig(
                f"The {what} unpacks to {in_bytes(unpacked)}; the limit is {in_bytes(self.unpacked_bytes)}. "
                "Bring it in smaller parts."
            )


def in_bytes(size: int) -> str:
    if size >= GB:
        return f"{size / GB:.1f} GB"
    return f"{size / MB:.1f} MB" if size >= MB else f"{size:,} bytes"
