"""The trash: lists what the learner deleted, restores it, and deletes it for good on request or after thirty days."""

from studyapp.services.trash.items import KEPT, Discarded, TrashKind, TrashPage
from studyapp.services.trash.listing import list_trash
from studyapp.services.trash.removing import delete_for_ever, purge, remove_left_behind
from studyapp.services.trash.restoring import restore

__all__ = [
    "KEPT",
    "Discarded",
    "TrashKind",
    "TrashPage",
    "delete_for_ever",
    "list_trash",
    "purge",
    "remove_left_behind",
    "restore",
]
