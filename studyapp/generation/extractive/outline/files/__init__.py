"""Trees in files: outliners, mind maps, JSON and YAML. Their entries have no places in the text.

nested   what they share
"""

from studyapp.generation.extractive.outline.entries import Entry
from studyapp.generation.extractive.outline.files.diagrams import read_diagram
from studyapp.generation.extractive.outline.files.freemind import read_freemind
from studyapp.generation.extractive.outline.files.keyed import read_keyed
from studyapp.generation.extractive.outline.files.opml import read_opml


def read_file(text: str) -> Entry | None:
    """The entries below one that stands for the whole; None if the text is no such file."""
    return read_opml(text) or read_freemind(text) or read_diagram(text) or read_keyed(text)
