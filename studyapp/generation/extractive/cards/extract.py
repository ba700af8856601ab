"""Makes cards from a piece of material: reads it, proposes every possible card, and keeps the best."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from studyapp.generation.calls import CardCall
from studyapp.generation.extractive.cards import clozes, english, entries, german, ready_made, romance
from studyapp.generation.extractive.cards.choice import choose
from studyapp.generation.extractive.cards.english import facts as english_facts
from studyapp.generation.extractive.cards.material import Material, read_material
from studyapp.generation.extractive.cards.proposals import Candidate
from studyapp.generation.extractive.reading.sentences import Sentence
from studyapp.generation.extractive.reading.subjects import Clarity, clarity
from studyapp.generation.extractive.reading.titles import Titles
from studyapp.generation.extractive.reading.vocabulary import Vocabulary
from studyapp.generation.pairs.listing import pairs_within, word_list
from studyapp.rules.items import CardDraft, Passage

Asking = Callable[[Sentence, Vocabulary], Iterable[Candidate]]

_ASKING: Final[dict[str, tuple[Asking, ...]]] = {
    "en": (english.questions, english_facts.questions),
    "de": (german.questions,),
    "fr": (romance.french,),
    "es": (romance.spanish,),
}
_THIS_IS_CALLED: Final = re.compile(
    r"(?:This|These|Such)(?:\s\w+){0,2}\s(?:is|are|was|were)\s(?:called|known as|termed)\s(?:an?\s|the\s)?"
    r"(?P<en>[^,;:.]{3,40})\.|(?:Diese[rsn]?|Das)(?:\s\w+){0,2}\s(?:heißt|nennt man)\s(?P<de>[^,;:.]{3,40})\."
)


def best_cards(call: CardCall) -> list[CardDraft]:
    """At most `chunk.count` cards, in the order of the text. Equal calls give equal cards.

    The pairs of a word list are cards as they are written. All other cards break no rule.
    """
    chunk = call.chunk
    if word_list(chunk.text):
        return ready_made.drafts(call)
    ready = pairs_within(chunk.text)
    material = read_material(chunk.text, heading=chunk.heading, title=call.title, without=ready.lines)
    chosen = choose(
        [*ready_made.candidates(ready.pairs), *candidates(material)],
        count=chunk.count,
        passage=Passage(chunk.text, chunk.page),
        avoid=call.avoid,
    )
    return [candidate.draft(page=chunk.page) for candidate in chosen]


def candidates(material: Material) -> Iterator[Candidate]:
    """All cards that could be made of it, whether they break a rule or not."""
    yield from material.stated
    for entry in material.entries:
        yield from entries.cards(entry, language=material.language)
    asking = _ASKING.get(material.language or "en", ())
    yield from _from_sentences(material.sentences, material.vocabulary, asking, material.titles)


def _from_sentences(
    read: Sequence[Sentence], vocabulary: Vocabulary, asking: Sequence[Asking], titles: Titles
) -> Iterator[Candidate]:
    for before, sentence in zip([None, *read], read, strict=False):
        if sentence.stands_alone:
            yield from _from_sentence(sentence, vocabulary, asking, titles)
        elif before and before.stands_alone and (match := _THIS_IS_CALLED.fullmatch(sentence.text)):
            joined = clozes.joined(before, sentence, (match["en"] or match["de"]).strip())
            yield from [joined] if joined else []


def _from_sentence(
    sentence: Sentence, vocabulary: Vocabulary, asking: Sequence[Asking], titles: Titles
) -> Iterator[Candidate]:
    context = titles.context(sentence)
    clear = clarity(sentence, vocabulary, context)
    if clear is Clarity.UNCLEAR:
        return
    for ask in asking:
        yield from ask(sentence, vocabulary)
    yield from clozes.clozes(sentence, vocabulary, context=context, is_clear=clear is Clarity.CLEAR)
