"""The files that leave the house, each in a stream.

spreadsheets.py   CSV and Excel for people; formulas are disarmed (disarming.py)
platforms.py      customer lists for advertising: Google, Meta; normalised and hashed, byte-exact
generic.py        who is treated, for any other tool
reach/            by what customers can be reached, and the rows of each arm
written.py        what the record of an export holds      file_names.py    what its file is called
"""

from core.planning.exports.file_names import file_name
from core.planning.exports.generic import write_generic
from core.planning.exports.platforms import GOOGLE, META, Platform, check_reach, write_for
from core.planning.exports.reach.contacts import ArmRows, Contacts, arm_rows
from core.planning.exports.spreadsheets import write_csv, write_excel
from core.planning.exports.written import Sink, Written

__all__ = [
    "GOOGLE",
    "META",
    "ArmRows",
    "Contacts",
    "Platform",
    "Sink",
    "Written",
    "arm_rows",
    "check_reach",
    "file_name",
    "write_csv",
    "write_excel",
    "write_for",
    "write_generic",
]
