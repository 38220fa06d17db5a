"""What a file is, told by its bytes. Its name is only used to tell a person that it misleads."""

import re
from pathlib import Path

from core.errors import BadInput

HEAD = 65_536
CONTROLS = bytes(sign for sign in range(32) if sign not in b"\t\n\v\f\r\0\x1a\x1b")
_REFUSED_TEXT = {
    b"%PDF-": "a PDF document",
    b"{\\rtf": "a word-processor document",
}
_REFUSED_BINARY = {
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"BM": "a picture",
    b"RIFF": "a picture or a sound",
    b"II*\0": "a picture",
    b"MM\0*": "a picture",
    b"MZ": "a program",
    b"\x7fELF": "a program",
    b"\xca\xfe\xba\xbe": "a program",
    b"\xcf\xfa\xed\xfe": "a program",
    b"ID3": "a sound",
    b"\x1aE\xdf\xa3": "a film",
    b"\0asm": "a program",
}
_PACKED = {
    b"7z\xbc\xaf'\x1c": "7z",
    b"Rar!\x1a\x07": "rar",
    b"BZh": "bzip2",
    b"\xfd7zXZ": "xz",
    b"\x28\xb5\x2f\xfd": "zstd",
    b"\x04\x22\x4d\x18": "lz4",
}
_CARRIERS = (b"ARROW1", b"FEA1", b"\x80\x02", b"\x80\x03", b"\x80\x04", b"\x80\x05", b"\x93NUMPY")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BOMS = (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\0\0\xfe\xff")


def sniff_format(path: Path) -> str:
    """One of text, jsonlines, parquet, xls, zip (workbooks too) and gz; anything else is refused by name."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    if not head.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0"):
        if path.stat().st_size > HEAD or head.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n"):
            raise _not_a_table("it holds no text")
        raise empty_file()
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith(b"PARE"):
        raise BadInput("Encrypted Parquet files are not supported. Save the file without encryption.")
    if head.startswith(_OLE):
        return "xls"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if head.startswith(b"\x1f\x8b"):
        return "gz"
    _refuse(head)
    return _text_format(head, path.suffix.lower())


def empty_file() -> BadInput:
    return BadInput("The file is empty. Choose a file that has a header row and at least one customer.")


def _refuse(head: bytes) -> None:
    if head.startswith(_CARRIERS):
        raise BadInput(
            "This file type can carry programs and is not accepted. Save the table as CSV, Excel or Parquet."
        )
    for start, packing in _PACKED.items():
        if head.startswith(start):
            raise BadInput(f"The file is packed ({packing}). Unpack it first and upload the table inside.")
    for start, what in _REFUSED_TEXT.items():
        if head.startswith(start):
            raise _not_a_table(f"it looks like {what}")
    if head.startswith(b"SQLite format 3"):
        raise _not_a_table("it is a database")
    if is_binary(head):
        known = next((what for start, what in _REFUSED_BINARY.items() if head.startswith(start)), None)
        raise _not_a_table(f"it looks like {known}" if known else "it holds bytes that are no text")


def is_binary(head: bytes) -> bool:
    """Control characters, or far more NULs than slips into a text."""
    if head.startswith(_BOMS[:2]) or utf16_without_bom(head):
        return False
    controls = len(head) - len(head.translate(None, CONTROLS))
    return controls > 0.02 * len(head) or head.count(0) > 0.1 * len(head)


def utf16_without_bom(head: bytes) -> str | None:
    """Text of Western letters in UTF-16 has a NUL in every second place."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) / 2
    if odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 * half and odd < 0.05 * half else None


def _text_format(head: bytes, ending: str) -> str:
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if re.match(rb"<(!doctype|html|head|body|table|\?xml|svg)", text, re.IGNORECASE):
        if ending in (".xls", ".xlsx", ".xlsm"):
            raise BadInput(
                f"The name ends in {ending} but the content is not an Excel workbook. Open it in Excel and save it as .xlsx."
            )
        raise BadInput(
            "The file holds a web page or XML, not a table. Open it in Excel or a browser and save the table as CSV or .xlsx."
        )
    if re.match(rb'\{\s*("|\})', text):
        return "jsonlines"
    if re.match(rb"\[\s*[\{\[]", text):
        raise BadInput("The file is one JSON list. Save it as JSON lines (one record in each line) or as CSV.")
    return "text"


def _not_a_table(what: str) -> BadInput:
    return BadInput(f"This is not a text table ({what}). Upload CSV, Excel or Parquet.")
