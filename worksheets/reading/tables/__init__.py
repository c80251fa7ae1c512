"""Tables as people bring them (.csv, .xlsx, .ods) to rows of texts that know their number.

`read` opens one, `records` takes the rows below its heading. What a person would not expect (a
sheet that was passed over, rows that were left out) comes along as notes.
"""

from worksheets.reading.tables.records import Record, Records, records
from worksheets.reading.tables.sheets import read

__all__ = ["Record", "Records", "read", "records"]
