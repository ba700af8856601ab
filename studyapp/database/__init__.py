"""The database: its two kinds of transaction, and what its errors mean.

SQLite runs in WAL mode with `synchronous=FULL`, so committed rows survive a power cut. Its own busy handler is unfair
(a second writer was seen to wait 2.5 s), so the writers of one process queue at a first-come lock instead.
"""

from studyapp.database.fair_lock import FairLock
from studyapp.database.moments import UtcDateTime
from studyapp.database.result_codes import first_line, is_passing
from studyapp.database.transactions import Database, after_commit, current

__all__ = [
    "Database",
    "FairLock",
    "UtcDateTime",
    "after_commit",
    "current",
    "first_line",
    "is_passing",
]
