"""Definitions and theorems that are marked as such: `**Theorem 2 (Lagrange).** …`, `\\begin{definition}[Group]`.

The label says the language, and whether the text below it is asked for as a definition or as what a theorem says.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from studyapp.generation.extractive.cards.proposals import Candidate, is_brief
from studyapp.generation.extractive.reading.blocks import Block, BlockKind
from studyapp.generation.extractive.reading.plain_text import plain
from studyapp.generation.extractive.reading.sentences import PLACES
from studyapp.rules.sentences import split_sentences

_DEFINITIONS: Final = {
    "definition": "What is the definition of “{}”?",
    "begriffsbestimmung": "Wie ist „{}“ definiert?",
    "définition": "Quelle est la définition de « {} » ?",
    "definición": "¿Cuál es la definición de «{}»?",
    "definizione": "Qual è la definizione di «{}»?",
    "definição": "Qual é a definição de «{}»?",
    "definitie": "Wat is de definitie van “{}”?",
}
_THEOREMS: Final = {
    "theorem": "What does the theorem “{}” say?",
    "lemma": "What does the lemma “{}” say?",
    "proposition": "What does the proposition “{}” say?",
    "corollary": "What does the corollary “{}” say?",
    "axiom": "What does the axiom “{}” say?",
    "law": "What does the law “{}” say?",
    "satz": "Was besagt der Satz „{}“?",
    "hilfssatz": "Was besagt der Hilfssatz „{}“?",
    "korollar": "Was besagt das Korollar „{}“?",
    "théorème": "Que dit le théorème « {} » ?",
    "lemme": "Que dit le lemme « {} » ?",
    "corollaire": "Que dit le corollaire « {} » ?",
    "teorema": "¿Qué dice el teorema «{}»?",
    "corolario": "¿Qué dice el corolario «{}»?",
    "lema": "¿Qué dice el lema «{}»?",
    "corollario": "Che cosa dice il corollario «{}»?",
    "stelling": "Wat zegt de stelling “{}”?",
}
_ELSEWHERE: Final = {
    ("definition", "de"): "Wie ist „{}“ definiert?",
    ("lemma", "de"): "Was besagt das Lemma „{}“?",
    ("axiom", "de"): "Was besagt das Axiom „{}“?",
    ("theorem", "de"): "Was besagt das Theorem „{}“?",
    ("proposition", "fr"): "Que dit la proposition « {} » ?",
    ("teorema", "it"): "Che cosa dice il teorema «{}»?",
    ("teorema", "pt"): "O que diz o teorema «{}»?",
}
"""The words for labels that are written alike in several languages."""
_LABEL: Final = "|".join(sorted((*_DEFINITIONS, *_THEOREMS), key=len, reverse=True))
_MARKED: Final = re.compile(
    rf"(?P<open>\*\*\*|\*\*|\*|__|_)?(?P<label>{_LABEL})(?:\s(?P<number>\d+(?:\.\d+)*))?(?:\s*\((?P<name>[^()\n]{{2,80}})\))?"
    r"(?P<stop>[.:])?(?(open)(?P=open))(?P<later>[.:])?(?:\s*\((?P<after>[^()\n]{2,80})\)[.:]?)?\s+(?P<body>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_ENVIRONMENT: Final = re.compile(
    rf"\\begin\{{(?P<label>{_LABEL})\*?\}}(?:\[(?P<name>[^\]\n]{{2,80}})\])?\s*(?P<body>.*?)\s*\\end\{{(?P=label)\*?\}}\s*",
    re.IGNORECASE | re.DOTALL,
)
_HEADED: Final = re.compile(
    rf"(?P<label>{_LABEL})(?:\s\d+(?:\.\d+)*)?[.:]?\s*(?:\((?P<name>[^()\n]{{2,80}})\)|[:–—-]\s(?P<after>[^()\n]{{2,80}}))\.?",
    re.IGNORECASE,
)
"""A heading that names the statement below it, e.g. `Definition 2.1 (Group)` or `Theorem: Lagrange`."""
_REFERENCE_NAME: Final = re.compile(r"\\label\{[^{}\n]*\}\s*")
_MOST_WORDS: Final = 40
"""In words. A longer answer is refused, so only the first sentence is asked for."""
_SCORE: Final = 0.96


@dataclass(frozen=True, slots=True)
class _Statement:
    label: str
    name: str | None
    body: str


def statements(blocks: Sequence[Block], *, language: str | None) -> tuple[list[Candidate], list[Block]]:
    """The cards of the named statements, and the other blocks. Those without a name lose their label."""
    cards: list[Candidate] = []
    others: list[Block] = []
    for above, block in zip([None, *blocks], blocks, strict=False):
        found = _headed(above, block) or _statement(block)
        if found and found.name and (card := _card(block, found, found.name, language)):
            cards.append(card)
        else:
            others.append(replace(block, text=found.body, gaps=frozenset()) if found and not block.gaps else block)
    return cards, others


def _headed(above: Block | None, block: Block) -> _Statement | None:
    """The statement of a paragraph whose heading stands directly above it and names it."""
    if above is None or above.kind is not BlockKind.HEADING or block.kind is not BlockKind.PARAGRAPH:
        return None
    named = _HEADED.fullmatch(above.text.strip())
    return _Statement(named["label"], named["name"] or named["after"], block.text) if named else None


def _statement(block: Block) -> _Statement | None:
    if block.kind not in {BlockKind.PARAGRAPH, BlockKind.ITEM}:
        return None
    if found := _ENVIRONMENT.fullmatch(block.text):
        return _Statement(found["label"], found["name"], _REFERENCE_NAME.sub("", found["body"]))
    found = _MARKED.fullmatch(block.text)
    if found is None or not (found["stop"] or found["later"] or found["open"] or found["name"]):
        return None
    return _Statement(found["label"], found["name"] or found["after"], found["body"])


def _card(block: Block, found: _Statement, name: str, language: str | None) -> Candidate | None:
    told = list(_told(found.body))
    answer = plain(" ".join(told))
    if not told or not is_brief(answer, least=3, most=_MOST_WORDS):
        return None
    question = _asking(found.label.casefold(), language).format(plain(name))
    quote = " ".join(found.body[: found.body.index(told[-1]) + len(told[-1])].split())
    return Candidate(question, answer.rstrip("."), quote, block.line * PLACES, _SCORE)


def _told(body: str) -> Iterator[str]:
    """The sentences of the statement as far as they fit on a card, at least the first."""
    words = 0
    for at, sentence in enumerate(split_sentences(body)):
        words += len(sentence.split())
        if at and (at > 1 or words > _MOST_WORDS):
            return
        yield sentence


def _asking(label: str, language: str | None) -> str:
    return _ELSEWHERE.get((label, language or ""), "") or _DEFINITIONS.get(label) or _THEOREMS[label]
