"""The words that describe a job that reads a document."""

from typing import Final

from studyapp.jobs.kinds.words import Words

WORDS: Final = Words(
    noun="Chapters",
    icon="file-text",
    making="Processing the document",
    waiting="The document waits its turn",
    one="section",
    many="sections",
    view="View document",
    phases={"reading": "Reading the document", "finalizing": "Finding chapters and sections"},
    result="For a document: `{document_id, pages, count}`, with the number of sections, and a `note` if pages were "
    "left out.",
)
