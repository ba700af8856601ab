"""Splits the material into sentences, each with its verbatim quote, and finds those that can stand alone."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from studyapp.generation.extractive.languages.verbs import has_verb
from studyapp.generation.extractive.languages.words import Words
from studyapp.generation.extractive.reading.asides import is_aside
from studyapp.generation.extractive.reading.blocks import Block, BlockKind
from studyapp.generation.extractive.reading.plain_text import plain, without_formulas
from studyapp.rules.phrases import LEANS_ON_PAGE, META_TALK
from studyapp.rules.sentences import sentence_spans


@dataclass(frozen=True, slots=True)
class Sentence:
    text: str
    """The sentence as a learner reads it: without markup and footnote marks, with single spaces."""
    quote: str
    """The sentence verbatim, with line breaks replaced by spaces."""
    heading: str | None
    order: int
    """Position in the material: the first line of its block, times `PLACES`, plus its number in the block."""
    stands_alone: bool
    """Whether it makes sense without its neighbours."""
    opens: bool = False
    """Whether it makes sense as the first of a paragraph, below its heading."""
    emphasised: tuple[str, ...] = ()
    """Words that are bold or italic."""


PLACES: Final = 10_000
_PROSE: Final = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM})
_SHORTEST, _LONGEST = 15, 450
_FEWEST_WORDS, _MOST_WORDS = 5, 40

_EMPHASIS: Final = re.compile(r"(?<![*\w])(\*{1,3}|_{1,3})(?=\S)([^*_\n]{2,60}?)(?<=\S)\1(?![*\w])")
_NOT_PROSE: Final = re.compile(
    r"https?:|www\.|@\w|[{}<>|\\=©~^`∈∉∘⊆⊂∀∃∑∫ℂℝℤℕ→]|\.\.\.|…|\bISBN\b|\bdoi\b|\bpp\.|\(\d{4}\)\.|\w/\w+/\w|::|__|\)\("
)
_QUOTE_PAIRS: Final = (("“", "”"), ("„", "“"), ("«", "»"), ("(", ")"), ("[", "]"))
_END: Final = re.compile(r"[.。।][\"”’»)]*$")
_INTERJECTED: Final = re.compile(
    r",\s(?:however|therefore|by contrast|in contrast|on the other hand|though|too|as well|consequently|moreover|"
    r"jedoch|hingegen|allerdings|cependant|toutefois|par contre|en revanche|quant à lui|en cambio|sin embargo|"
    r"por su parte),"
    r"|\s(?:dagegen|hingegen|allerdings|jedoch)(?=\s)"
)
_LEADING: Final = re.compile(
    r"(?:in (?:comparison|contrast|addition|turn|response|other words|short|summary|conclusion|return|both)|"
    r"as (?:a result|a consequence|with|mentioned|noted|well)|for (?:example|instance|that reason)|of (?:course|all)|"
    r"by (?:comparison|contrast|then)|on (?:the (?:contrary|other|one) |average)|at (?:the same time|first|last|that)|"
    r"along the way|after that|since then|until then|from there|to (?:do so|that end|begin|sum up|summari[sz]e)|"
    r"zum beispiel|im gegensatz dazu|par exemple|por ejemplo)\b",
    re.IGNORECASE,
)
_DANGLING: Final = re.compile(
    r"\b(?:in|of|by|at|from|with|as|the|an?|and|or|to|for)\.$|"
    r"\b(?:as\s\w+|so|than\s(?:most|others|before)|the\s(?:same|opposite|other)(?:\sway)?)\.$"
)
_POINTS_AWAY: Final = re.compile(
    r"\bof\s(?:them|these|those|it|both)\b|\b(?:is|are)\sones?\s(?:where|that|which|who|in\swhich)\b|"
    r"\b(?:is|was|are|were)\s(?:the|an?|one)\s(?:[\w-]+\s){0,3}(?:examples?|exceptions?|reasons?|results?|cases?|causes?|"
    r"consequences?|differences?|solutions?|advantages?|disadvantages?|opposites?|alternatives?|answers?|problems?)\b"
    r"(?!\s(?:of|for|to|that|why|between|in\swhich))|\binstead\b(?!\sof)|\b(?:this|that|these|those)\sones?\b|\bwhich\s(?:he|she|they)\b|"
    r"\b(?:a|de|con|por|para|en)\s(?:él|ella|ellos|ellas)\b|"
    r"\A(?:Auf|In|Im|Bei|Beim|Nach|Vor|Zu|Zum|Zur|An|Am|Mit|Seit|Unter|Über|Durch)\s[^,]*\s(?:ist|sind|war|waren|hat|haben|"
    r"hatten?|wird|werden|wurden?|kann|können|konnten?|[a-zäöüß]+te)\s(?:er|sie|es)\b"
)
"""Matches what points to something that stands elsewhere, e.g. `is the best known example.` or `which he finished`."""
_FIRST_CLAUSE: Final = re.compile(
    r",|\s(?:and|but|or)\s(?=[a-z])|\s(?:that|which|who|because|when|while|as|so|if|after|before|until|where|to)\s"
)
_OBJECT: Final = re.compile(r"(?<!^)\b(?:it|him|them|its|their|his|her)\b")
_THAT_IT: Final = re.compile(r"^[^,;]*?\sthat\s(?:it|they)\s")
_OF_PERSON: Final = re.compile(r"(?:[A-ZÀ-Þ][\w'’-]+\s){2,}(?!and\s)")
_LABEL: Final = re.compile(r"\W*\w+(?:\s\w+)?:\s|[^:.]{2,50}\s[–—]\s(?:an?|the|ein|eine|un|une)\s")
_PERSONS: Final = frozenset({"he", "she", "his", "her", "him"})
_PRONOUNS: Final = _PERSONS | {"it", "its", "they", "their", "them", "il", "elle", "ils", "elles", "er", "sie"}
_OBJECT_PRONOUN: Final = re.compile(r"\b[A-ZÀ-Þ]\w+\s(?:les|lui|leur)\s[a-zà-ÿ]+(?:e|ent|a)\b")
_CONNECTIVE: Final = re.compile(
    r"(?:However|Therefore|Thus|Hence|Moreover|Furthermore|Consequently|Nevertheless|Nonetheless|In general|In fact|"
    r"Indeed|In practice|As a rule|Generally|Originally|Historically|Traditionally|In addition|Additionally|Jedoch|"
    r"Außerdem|Zudem|En effet|Cependant|Sin embargo|Además|En general), (?=\w)"
)


def sentences(blocks: list[Block], words: Words) -> list[Sentence]:
    """All sentences of prose, in order, including those that do not stand alone: their neighbours may need them."""
    prose = (block for block in blocks if block.kind in _PROSE and len(block.text) >= _SHORTEST)
    return [sentence for block in prose for sentence in _sentences_of(block, words)]


def _sentences_of(block: Block, words: Words) -> Iterator[Sentence]:
    for at, (start, end) in enumerate(sentence_spans(block.text), start=block.line * PLACES):
        raw = block.text[start:end]
        if not _SHORTEST <= len(raw) <= _LONGEST:
            yield Sentence("", "", block.heading, at, stands_alone=False)
            continue
        text = plain(raw)
        alone = stands_alone(text, words)
        opens = alone or (start == 0 and opens_paragraph(text, words))
        emphasised = tuple(match[2] for match in _EMPHASIS.finditer(raw))
        yield Sentence(_without_connective(text), block.quote(start, end), block.heading, at, alone, opens, emphasised)


def _without_connective(text: str) -> str:
    rest = _CONNECTIVE.sub("", text, count=1) if _CONNECTIVE.match(text) else text
    rest = _INTERJECTED.sub("", rest)
    return rest[:1].upper() + rest[1:]


def stands_alone(text: str, words: Words) -> bool:
    """Whether the text is a complete statement that names its subject."""
    if text[:1].islower():
        return False
    text = _without_connective(without_formulas(text))
    tokens = text.split()
    if not _FEWEST_WORDS <= len(tokens) <= _MOST_WORDS or not _END.search(text):
        return False
    if not _is_prose(text) or any(pattern.search(text) for pattern in (LEANS_ON_PAGE, META_TALK, _OBJECT_PRONOUN)):
        return False
    if _DANGLING.search(text) or _LABEL.match(text) or _LEADING.match(text) or _POINTS_AWAY.search(text):
        return False
    if _has_foreign_object(text) or is_aside(text) or (words.is_english and not has_verb(text, words.small)):
        return False
    return not _leans(tokens, words)


def opens_paragraph(text: str, words: Words) -> bool:
    """Whether the text, though it may not stand alone, refers to nothing that was said before it."""
    if text[:1].islower() or not _END.search(text) or _LEADING.match(text) or _CONNECTIVE.match(text):
        return False
    tokens = text.split()
    bare = [token.strip(".,;:()“”„\"'«»").casefold() for token in tokens]
    if len(tokens) < _FEWEST_WORDS or bare[0] in words.leaning or _pronoun_comes_first(tokens, bare, words):
        return False
    return _is_prose(text) and not any(pattern.search(text) for pattern in (LEANS_ON_PAGE, META_TALK))


def _leans(tokens: list[str], words: Words) -> bool:
    bare = [token.strip(".,;:()“”„\"'«»").casefold() for token in tokens]
    if bare[0] in words.leaning or (bare[0] in words.half_leaning and bare[1] in words.verbs):
        return True
    if ("then" in bare and "if" not in bare) or _pronoun_comes_first(tokens, bare, words):
        return True
    return any(token in words.pointing or token in words.personal for token in bare)


def _pronoun_comes_first(tokens: Sequence[str], bare: Sequence[str], words: Words) -> bool:
    """Whether a pronoun comes before anything it could refer to, as in `In 1856 he was elected`.

    A personal pronoun must have a name before it.
    """
    at = next((place for place, word in enumerate(bare) if word in _PRONOUNS), None)
    if at is None:
        return False
    before = [word for word in bare[:at] if word.isalpha() and word not in words.small and word not in words.adjectives]
    has_name = any(token[:1].isupper() for token in tokens[1:]) or tokens[0].endswith(("'s", "’s"))
    return not before or (bare[at] in _PERSONS and not has_name)


def _has_foreign_object(text: str) -> bool:
    """Whether a pronoun in the first clause cannot mean its subject, so that it means something said before.

    E.g. `The bank first used it in 2001.`, or `Ole Rømer estimated its speed.`, because `its` is no person's.
    """
    if _OF_PERSON.match(text) and _THAT_IT.search(text):
        return True
    found = _OBJECT.search(_FIRST_CLAUSE.split(text, maxsplit=1)[0])
    if found is None:
        return False
    return found[0] in {"it", "him", "them"} or (found[0] in {"its", "their"} and bool(_OF_PERSON.match(text)))


def _is_prose(text: str) -> bool:
    first = next((sign for sign in text if sign.isalnum()), "")
    if first.islower() or first.isdigit() or _NOT_PROSE.search(text):
        return False
    letters = sum(1 for sign in text if sign.isalpha())
    capitals = sum(1 for sign in text if sign.isupper())
    return letters > 0.6 * len(text) and capitals < 0.4 * letters and _is_balanced(text)


def _is_balanced(text: str) -> bool:
    if text.count('"') % 2:
        return False
    return all(text.count(opening) == text.count(closing) for opening, closing in _pairs(text))


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    """The pairs of quotation marks and brackets to check: in German `“` closes a quotation, in English it opens one."""
    for opening, closing in _QUOTE_PAIRS:
        if not (opening == "“" and "„" in text):
            yield opening, closing
