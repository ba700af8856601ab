"""F5 and F7: reject words that belong to a page or a conversation and not on a card."""

from collections.abc import Iterator

from studyapp.rules import cloze
from studyapp.rules.findings import reject
from studyapp.rules.items import CardDraft, Finding
from studyapp.rules.phrases import LEANS_ON_PAGE, META_TALK
from studyapp.rules.text import strip_markup, without_code


def leans_on_page(draft: CardDraft) -> Iterator[Finding]:
    """F5: reject words that point at a page, figure or author; the learner will not have them at hand months later."""
    for text in _prose(draft):
        if match := LEANS_ON_PAGE.search(text):
            yield reject("F5", f"“{match[0].strip()}” points at a page the learner will not see.")
            return


def meta_text(draft: CardDraft) -> Iterator[Finding]:
    """F7: reject a card that speaks of itself or of its author."""
    for text in _prose(draft):
        if match := META_TALK.search(text):
            yield reject("F7", f"“{match[0].strip()}” is talk about the card, not part of it.")
            return


def _prose(draft: CardDraft) -> tuple[str, str]:
    question = cloze.revealed(draft.question)
    return strip_markup(without_code(question)), strip_markup(without_code(draft.answer))
