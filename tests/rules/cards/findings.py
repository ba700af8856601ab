"""Cards to check, and what the card rules find, as text."""

from studyapp.rules.cards import check_card
from studyapp.rules.items import CardDraft, KnownCard, Passage, Severity

QUOTE = "Photosynthesis takes place in chloroplasts."


def draft(
    question: str = "Where does photosynthesis take place?",
    answer: str = "In chloroplasts",
    *,
    quote: str | None = QUOTE,
    kind: str = "basic",
    explanation: str | None = None,
) -> CardDraft:
    return CardDraft(question, answer, quote=quote, kind=kind, explanation=explanation)


def found(card: CardDraft, *, passage: Passage | None = None, known: tuple[KnownCard, ...] = ()) -> set[str]:
    """The findings as text: `F4!` for a rejection, `F6` for a warning."""
    return {
        finding.rule + ("!" if finding.severity is Severity.REJECT else "")
        for finding in check_card(card, passage=passage, known=known)
    }
