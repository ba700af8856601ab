"""Chooses among the possible cards: the best ones, spread over the text, no two about the same thing."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from heapq import heapify, heappop, heappush
from typing import Final

from rapidfuzz import fuzz

from studyapp.generation.extractive.cards.proposals import Candidate
from studyapp.rules.cards import check_card, is_rejected
from studyapp.rules.items import Finding, KnownCard, Passage, Severity
from studyapp.rules.text import front_key

LEAST_SCORE: Final = 0.5
"""A card with a lower score is not made, however many were asked for."""
_SAME_SENTENCE: Final = 0.35
_SAME_STRETCH: Final = 0.06
"""What a card's score loses for each card already chosen from its sentence, or from its part of the text."""
_MOST_PER_SENTENCE: Final = 2
_MOST_PER_ANSWER: Final = 2
_MOST_GAPS_PER_ANSWER: Final = 1
"""A second sentence with the same word hidden teaches the word, not what it means."""
_TELLING_WORDS: Final = 4
_SAME_ANSWER: Final = 88
_PER_WARNING: Final = 0.1


def choose(
    candidates: Sequence[Candidate], *, count: int, passage: Passage, avoid: Sequence[str] = ()
) -> list[Candidate]:
    """Choose the cards with the best scores that pass the rules, in the order of the text. Cards near chosen ones lose
    score.

    `avoid` are existing questions. Those that this text also yields count as chosen, so that their facts are not asked
    again.
    """
    made = _made_before(candidates, avoid)
    known = [KnownCard(question, "") for question in avoid]
    chosen = list(made)
    for candidate in _ranked(candidates, count=count + len(made), chosen=chosen):
        if any(_says_the_same(candidate.answer, other.answer) for other in chosen):
            continue
        others = [*known, *(KnownCard(other.question, other.answer) for other in chosen)]
        findings = check_card(candidate.draft(page=passage.page), passage=passage, known=others)
        if not is_rejected(findings) and candidate.score - _warnings(findings) >= LEAST_SCORE:
            chosen.append(candidate)
    return sorted(chosen[len(made) :], key=lambda candidate: candidate.order)


def _made_before(candidates: Sequence[Candidate], avoid: Sequence[str]) -> list[Candidate]:
    keys = {front_key(question) for question in avoid}
    return [candidate for candidate in candidates if front_key(candidate.question) in keys] if keys else []


def _says_the_same(one: str, other: str) -> bool:
    """Whether two answers say the same, e.g. a definition in the text and one in the glossary."""
    least = min(len(one.split()), len(other.split()))
    return least >= _TELLING_WORDS and fuzz.token_set_ratio(front_key(one), front_key(other)) >= _SAME_ANSWER


def _warnings(findings: Sequence[Finding]) -> float:
    return _PER_WARNING * sum(1 for finding in findings if finding.severity is Severity.WARN)


def _ranked(candidates: Sequence[Candidate], *, count: int, chosen: list[Candidate]) -> Iterator[Candidate]:
    """Yield the best remaining card again and again until `chosen` has `count`. Each chosen card lowers its neighbours.

    Ranks only ever fall, so the top of the heap is the best card once its own rank is up to date.
    """
    left = [candidate for candidate in candidates if candidate.score >= LEAST_SCORE]
    stretches = _stretches(candidates, count)
    heap = [(-candidate.score, at) for at, candidate in enumerate(left)]
    heapify(heap)
    while heap and len(chosen) < count:
        rank, at = heappop(heap)
        nearby = _Nearby(chosen, stretches)
        if nearby.worth(left[at]) < LEAST_SCORE:
            continue
        if -nearby.rank(left[at]) > rank:
            heappush(heap, (-nearby.rank(left[at]), at))
        else:
            yield left[at]


def _stretches(candidates: Sequence[Candidate], count: int) -> Mapping[int, int]:
    """The part of the text each sentence is in, by its order: `count` parts with equally many usable sentences."""
    orders = sorted({candidate.order for candidate in candidates})
    return {order: at * count // len(orders) for at, order in enumerate(orders)}


class _Nearby:
    """Counts which sentences, parts of the text and answers the chosen cards use."""

    def __init__(self, chosen: Sequence[Candidate], stretches: Mapping[int, int]) -> None:
        self._stretches = stretches
        self._sentences = Counter(candidate.order for candidate in chosen)
        self._taken = Counter(stretches[candidate.order] for candidate in chosen)
        self._answers = Counter(front_key(candidate.answer) for candidate in chosen)

    def worth(self, candidate: Candidate) -> float:
        """The candidate's score, lowered or 0 if its sentence or its answer is asked for already."""
        asked = self._sentences[candidate.order]
        most = _MOST_GAPS_PER_ANSWER if candidate.kind == "cloze" else _MOST_PER_ANSWER
        if asked >= _MOST_PER_SENTENCE or self._answers[front_key(candidate.answer)] >= most:
            return 0
        return candidate.score - _SAME_SENTENCE * asked

    def rank(self, candidate: Candidate) -> float:
        """The candidate's worth, lowered if its part of the text has cards already."""
        return self.worth(candidate) - _SAME_STRETCH * self._taken[self._stretches[candidate.order]]
