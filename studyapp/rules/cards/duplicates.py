"""F9: a duplicate doubles the work, and two nearly equal cards are confused with each other."""

from collections.abc import Iterator, Sequence
from typing import Final

from rapidfuzz import fuzz, process

from studyapp.rules.findings import reject, warn
from studyapp.rules.items import CardDraft, Finding, KnownCard
from studyapp.rules.text import front_key, word_set

SAME: Final = 85
SIMILAR: Final = 70
"""From this similarity of the questions (token set, per cent), equal answers make a suspected duplicate; from `SAME`, a
certain one.
"""
_SAME_WORD: Final = 60
_MOST_COMPARED: Final = 20

_SMALL: Final = word_set(
    "the a an of to in on at by for from is are was were do does did be been what which who whom when where why how "
    "and or it its this that with as der die das ein eine ist sind war wer wie wo wann und von zu im le la les un "
    "une est sont que quel quelle qui de du des el los las es son qué cuál quién"
)


def duplicate(draft: CardDraft, known: Sequence[KnownCard]) -> Iterator[Finding]:
    """F9: compare the card with the known cards of the batch and the deck."""
    if not known:
        return
    own, fronts = front_key(draft.question), [front_key(card.question) for card in known]
    if own in fronts:
        yield repeated()
        return
    answer = front_key(draft.answer)
    near = process.extract(own, fronts, scorer=fuzz.token_set_ratio, score_cutoff=SIMILAR, limit=_MOST_COMPARED)
    same_answer = [(front, score) for front, score, at in near if front_key(known[at].answer) == answer]
    if any(score >= SAME and not _ask_for_different_things(own, front) for front, score in same_answer):
        yield reject("F9", "A card that asks the same with other words exists already.")
    elif same_answer:
        yield warn("F9", "A similar card with the same answer exists already.")
    elif process.extractOne(own, fronts, scorer=fuzz.token_sort_ratio, score_cutoff=SAME):
        yield warn("F9", "A nearly equal question has another answer; the two are easily confused.")


def repeated() -> Finding:
    return reject("F9", "A card with this question exists already.")


def nearest(draft: CardDraft, known: Sequence[KnownCard]) -> int | None:
    """The index of the known card that `duplicate` would complain about, or None."""
    if not known:
        return None
    own, fronts = front_key(draft.question), [front_key(card.question) for card in known]
    if own in fronts:
        return fronts.index(own)
    answer = front_key(draft.answer)
    near = process.extract(own, fronts, scorer=fuzz.token_set_ratio, score_cutoff=SIMILAR, limit=_MOST_COMPARED)
    same_answer = [at for _, _, at in near if front_key(known[at].answer) == answer]
    if same_answer:
        return same_answer[0]
    close = process.extractOne(own, fronts, scorer=fuzz.token_sort_ratio, score_cutoff=SAME)
    return close[2] if close else None


def _ask_for_different_things(one: str, other: str) -> bool:
    """Whether two similar questions differ in what they ask about, e.g. `Which ocean borders Chile?` and `… Peru?`."""
    ours, theirs = (set(front.split()) - _SMALL for front in (one, other))
    left, right = ours - theirs, theirs - ours
    return bool(left and right) and fuzz.ratio(" ".join(sorted(left)), " ".join(sorted(right))) < _SAME_WORD
