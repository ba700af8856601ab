"""F5, F7 and the placeholders of F10: reject words that belong to a page or a conversation and not on a card."""

from collections.abc import Iterator

from studyapp.rules import cloze
from studyapp.rules.findings import reject
from studyapp.rules.items import CardDraft, Finding
from studyapp.rules.phrases import LEANS_ON_PAGE, META_TALK, NO_ANSWER, PLACEHOLDER
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


def placeholder(draft: CardDraft) -> Iterator[Finding]:
    """F10: reject a card with a placeholder that was never filled in."""
    for text in (without_code(draft.question), without_code(draft.answer)):
        if match := PLACEHOLDER.search(text):
            yield reject("F10", f"“{match[0].strip()}” was never filled in.")
            return
    if NO_ANSWER.fullmatch(strip_markup(draft.answer)) and "`" not in draft.answer:
        yield reject("F10", "There is no answer.")


def _prose(draft: CardDraft) -> tuple[str, str]:
    question = cloze.revealed(draft.question)
    return strip_markup(without_code(question)), strip_markup(without_code(draft.answer))
