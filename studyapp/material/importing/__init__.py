"""Reads the file of a course in a child process, which tells how far it is."""

from studyapp.material.importing.events import Event, FoundSection, Imported, Opened, Progress
from studyapp.material.importing.reading import Limits, read_file

__all__ = ["Event", "FoundSection", "Imported", "Limits", "Opened", "Progress", "read_file"]
