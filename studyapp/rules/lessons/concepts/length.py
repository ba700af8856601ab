"""L0: a concept has all its parts, each of a length that can be read."""

from collections.abc import Iterator
from typing import Final

from studyapp.rules.cards.form import closed_markup, is_empty
from studyapp.rules.findings import reject, warn
from studyapp.rules.items import CardDraft, Finding
from studyapp.rules.lessons.drafts import ConceptDraft
from studyapp.rules.text import count_words, strip_markup, without_code

TITLE_CHARS: Final = 80
KINDS: Final = ("definition", "fact", "procedure", "theorem", "comparison")
NOTE_KINDS: Final = ("critical", "mistake", "insight")
EXPLANATION_WORDS: Final = (30, 150)
"""Outside of these an explanation is stored with a warning, since it may still explain."""
_FAR_OFF: Final = (12, 300)
"""Outside of these it is refused: so few words explain nothing, and so many are several concepts."""


def length(draft: ConceptDraft, *, is_extractive: bool) -> Iterator[Finding]:
    """The text itself decides how long a part of it is, so one that is taken from it is never too short."""
    if not any(sign.isalnum() for sign in draft.title):
        yield reject("L0", "It has no title.")
    if is_empty(draft.explanation):
        yield reject("L0", "It has no explanation.")
        return
    count = count_words(strip_markup(without_code(draft.explanation)))
    least, most = EXPLANATION_WORDS
    wanted = f"{least} to {most} are wanted"
    if count > _FAR_OFF[1] or (count < _FAR_OFF[0] and not is_extractive):
        yield reject("L0", f"The explanation has {count} words; {wanted}.")
    elif not least <= count <= most:
        yield warn("L0", f"The explanation has {count} words; {wanted}.")


def markup(draft: ConceptDraft) -> Iterator[Finding]:
    """L8: the formulas, code and tags of the explanation and of what goes with it are closed."""
    for text in (draft.explanation, *(each.text for each in (*draft.examples, *draft.notes))):
        for finding in closed_markup(CardDraft(text, "")):
            yield reject("L8", finding.message.replace(" in the question", ""))


def shortened(title: str) -> str:
    """The title within its limit, cut between two words."""
    title = " ".join(title.split())
    if len(title) <= TITLE_CHARS:
        return title
    cut = title[: TITLE_CHARS - 1]
    return f"{cut.rsplit(' ', 1)[0] if ' ' in cut else cut}…"
