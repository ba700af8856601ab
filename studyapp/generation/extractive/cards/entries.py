"""Glossary entries: a term, a separating sign, and its meaning. A card can ask for either."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from studyapp.generation.extractive.cards.entry_terms import is_clause, is_no_meaning, is_said
from studyapp.generation.extractive.cards.proposals import Candidate, is_brief, tidy
from studyapp.generation.extractive.reading.blocks import Block, BlockKind
from studyapp.generation.extractive.reading.plain_text import plain, without_links
from studyapp.generation.extractive.reading.sentences import PLACES
from studyapp.rules.phrases import LEANS_ON_PAGE, META_TALK
from studyapp.rules.sentences import sentence_spans
from studyapp.rules.text import word_set


@dataclass(frozen=True, slots=True)
class Entry:
    term: str
    meaning: str
    quote: str
    order: int
    line: int
    """The first line of its block."""


@dataclass(frozen=True, slots=True)
class _Form:
    """A possible entry, before it is known whether the text writes glossary entries in this way."""

    sign: str
    is_bold: bool
    term: str
    meaning: str
    raw: str
    order: int
    line: int


_ENTRY: Final = re.compile(
    r"(?P<bold>\*\*|__|==)?(?P<term>[^\W_][^:|*\n\t.;!?]{0,58}?)(?P<inside>:)?(?(bold)(?P=bold))"
    r"(?P<sign>(?(inside)|\s?:)\s+|\s+[–—-]\s+|\s*\t+\s*|\s*\|\s*|\s*=\s+)(?P<meaning>\S[^\n]{8,400})"
)
_ITEM_LINE: Final = re.compile(r"\n(?=[^\n:]{2,60}(?::\s|\s[–—-]\s|\t))")
_CONTINUED: Final = re.compile(r"\s*\n\s*")
_LABELS: Final = word_set(
    """
    note notes example examples remark tip hint warning important remember summary source sources author
    authors date room time homework deadline exercise question answer solution proof figure table keywords
    abstract e.g i.e todo background hypothesis method methods materials procedure overview introduction
    discussion task activity practice review tools skills objectives prerequisites requirements contents plan
    agenda topic goal goals aim objective caution conclusion result results step first second third instructor
    title subject email phone website url page chapter lecture section definition theorem lemma hinweis
    achtung beispiel beispiele merke wichtig aufgabe lösung quelle autor datum frage antwort abbildung tabelle
    exemple exemples remarque attention auteur nota ejemplo ejemplos importante fuente
    """
)
_MOST_TERM_WORDS: Final = 6
_SIBLINGS: Final = 3
"""Without bold type, a line counts as an entry only if at least this many are written the same way."""
_TALK: Final = re.compile(r"\b(?:your?|we|our|us|my|I)\b")
_INSTRUCTION: Final = re.compile(
    r"(?:to\s|(?:conduct|develop|make|use|write|draw|list|describe|find|record|compare|explain|identify|discuss|read|see|"
    r"note|consider|choose|select|calculate|complete|submit|bring|prepare|answer|watch|check|try|click|open|go|do)\s)",
    re.IGNORECASE,
)
_AS_WRITTEN: Final = 0.8
"""The score of an entry in a language without words to ask for it: the card shows the term and its meaning."""
_ALSO: Final = re.compile(r"\A\([^()]{0,60}\)\s")

_ASK_MEANING: Final = {
    "en": "What does “{}” mean?",
    "de": "Was bedeutet „{}“?",
    "fr": "Que signifie « {} » ?",
    "es": "¿Qué significa «{}»?",
}
_ASK_TERM: Final = {
    "en": "What is the term for “{}”?",
    "de": "Welcher Begriff bedeutet „{}“?",
    "fr": "Quel terme signifie « {} » ?",
    "es": "¿Qué término significa «{}»?",
}


def entries(blocks: Sequence[Block]) -> list[Entry]:
    """Entries in order. A term before a colon is an entry only if it is bold or the text has several such lines."""
    forms = [form for block in blocks for form in _forms(block)]
    written = Counter(form.sign for form in forms)
    return [
        Entry(form.term, form.meaning, form.raw, form.order, form.line)
        for form in forms
        if (form.is_bold or form.sign == "|" or written[form.sign] >= _SIBLINGS) and _is_entry(form)
    ]


def cards(entry: Entry, *, language: str | None) -> Iterator[Candidate]:
    """A card that asks for the meaning, and one that asks for the term if the meaning is short enough."""
    code = language or "en"
    if code not in _ASK_MEANING:
        yield Candidate(entry.term, entry.meaning, entry.quote, entry.order, _AS_WRITTEN)
        return
    meaning = tidy(entry.meaning)
    penalty = 0 if is_brief(meaning) else 0.15
    yield Candidate(_ASK_MEANING[code].format(entry.term), meaning, entry.quote, entry.order, 0.93 - penalty)
    if is_brief(meaning, least=4, most=20):
        asked = _ASK_TERM[code].format(_as_quoted(meaning, code))
        yield Candidate(asked, tidy(entry.term), entry.quote, entry.order, 0.6)


def _as_quoted(meaning: str, code: str) -> str:
    """The meaning as written inside quotation marks, in lower case. German nouns keep their capital."""
    first = meaning.split(maxsplit=1)[0]
    if any(sign.isupper() for sign in first[1:]) or (code == "de" and first.casefold() not in _GERMAN_ARTICLES):
        return meaning
    return meaning[0].lower() + meaning[1:]


_GERMAN_ARTICLES: Final = frozenset({"der", "die", "das", "ein", "eine"})


def _forms(block: Block) -> Iterator[_Form]:
    if block.kind is BlockKind.HEADING:
        return
    lines = _ITEM_LINE.split(block.text) if block.kind is BlockKind.PARAGRAPH else [block.text]
    for number, line in enumerate(lines, start=block.line):
        match = _ENTRY.match(_CONTINUED.sub(" ", without_links(line)))
        if not match:
            continue
        meaning = _first_sentence(plain(match["meaning"]))
        raw = " ".join(line.split())
        cut = raw.find(meaning[-12:]) if meaning else -1
        sign = ":" if match["inside"] else match["sign"].strip() or "\t"
        term = plain(match["term"])
        yield _Form(
            sign, bool(match["bold"]), term, meaning, raw[: cut + 12] if cut > 0 else raw, number * PLACES, block.line
        )


def _first_sentence(text: str) -> str:
    """The first sentence of a meaning; later ones are explanations, examples or sources."""
    start, end = next(sentence_spans(text), (0, 0))
    return _ALSO.sub("", re.split(r";\s", text[start:end])[0], count=1)


def _is_entry(form: _Form) -> bool:
    words = form.term.casefold().split()
    if not words or len(words) > _MOST_TERM_WORDS or form.term.casefold().rstrip(" .0123456789") in _LABELS:
        return False
    if _TALK.search(form.term) or _TALK.search(form.meaning) or _INSTRUCTION.match(form.meaning):
        return False
    if is_clause(form.term) or is_no_meaning(form.term, form.meaning):
        return False
    if not form.is_bold and is_said(form.term, form.meaning):
        return False
    if LEANS_ON_PAGE.search(form.meaning) or META_TALK.search(form.meaning):
        return False
    is_whole = (
        not form.meaning.endswith("?")
        and "http" not in form.meaning
        and form.meaning.count("(") == form.meaning.count(")")
    )
    return is_whole and is_brief(form.meaning, least=3, most=40)
