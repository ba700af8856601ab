"""Splits text into sentences. Abbreviations, initials, decimals and ordinals have full stops that end no sentence."""

import re
from collections.abc import Iterator
from typing import Final

from studyapp.rules.text import word_set

_STOP: Final = re.compile(r"[.!?…]+[\"'”’»)\]*_]{0,4}(?=\s|$)|[。！？｡]+[」』）”]?|[؟۔।](?=\s|$)")

_ABBREVIATIONS: Final = word_set(
    """
    dr mr mrs ms prof sr jr st rev gen col sgt capt lt hon vs etc cf ca approx e.g i.e eg ie al fig figs eq eqs ed eds
    no nos vol vols pp p ch sec dept univ inc ltd co corp jan feb mar apr jun jul aug sep sept oct nov dec est min max
    b.c a.d a.m p.m u.s u.k u.s.a ph.d resp
    bzw z.b d.h u.a usw vgl s.o s.u v.a z.t o.ä i.d.r bspw ggf evtl inkl nr abb tab kap bd jh geb gest sog hl str
    m mme mlle c.-à-d p.ex av apr env éd sra srta ud uds dña ej pág núm dna ing dott sig
    """
)
_CLOSING: Final = word_set("etc usw p.m a.m b.c a.d no co m min max est mar")
"""Abbreviations that often end a sentence; when a capital letter follows, they are taken to end it."""
_LETTERED: Final = word_set("vitamin plan type typ group gruppe hepatitis factor part class klasse step point")
_DOTTED: Final = re.compile(r"(?:[A-Za-zÄÖÜÉ]\.)+[A-Za-zÄÖÜÉ]")
_ORDINAL_BEFORE: Final = word_set("im am vom zum der die das des dem den ab bis seit beim und ins")
_ORDINAL_AFTER: Final = re.compile(
    r"\s+(?:Jahrhundert|Jh|Jahrtausend|Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|"
    r"Dezember|Auflage|Kapitel|Klasse|Semester)"
)


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence of a paragraph, without surrounding white space."""
    start = 0
    for stop in _STOP.finditer(text):
        if _ends_sentence(text, start, stop):
            yield from _trimmed(text, start, stop.end())
            start = stop.end()
    yield from _trimmed(text, start, len(text))


def split_sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def _ends_sentence(text: str, start: int, stop: re.Match[str]) -> bool:
    mark = stop[0]
    if mark[0] != "." or mark.startswith(".."):
        return not _goes_on(text, stop.end()) or mark[0] in "。！？｡"
    if mark != ".":
        return True
    before = text[max(start, stop.start() - 40) : stop.start()]
    return not (_is_abbreviated(before, text, stop.end()) or _is_ordinal(before, text, stop.end()))


def _goes_on(text: str, at: int) -> bool:
    """Whether a lower-case letter follows: then `!`, `?` or an ellipsis is a quotation or pause within the sentence."""
    rest = text[at : at + 3].lstrip()
    return bool(rest) and rest[0].islower()


def _is_abbreviated(before: str, text: str, at: int) -> bool:
    *earlier, word = before.split() or [""]
    word = word.lstrip("([{\"'“„«")
    if _goes_on(text, at):
        return True
    if len(word) == 1 and word.isalpha():
        return _is_initial(word, earlier[-1] if earlier else "", text, at)
    if _DOTTED.fullmatch(word):
        return True
    return word.casefold() in _ABBREVIATIONS and (
        word.casefold() not in _CLOSING or text[at : at + 2].strip().isdigit()
    )


def _is_initial(letter: str, word_before: str, text: str, at: int) -> bool:
    """Whether the letter is an initial or abbreviation as in `J. S. Bach` and `z. B.`, not a last word as in `vitamin
    C. The`.
    """
    if letter.islower():
        return bool(re.match(r"\s(?:[A-Za-zÄÖÜ]\.|\d)", text[at : at + 3]))
    return letter != "I" and word_before.casefold() not in _LETTERED


def _is_ordinal(before: str, text: str, at: int) -> bool:
    """Whether the stop belongs to a number, e.g. `im 19. Jahrhundert`, `am 3. Mai` or `1. Item`."""
    number = re.search(r"(?:^|(\S+)\s+)(\d{1,2})$", before)
    if number is None:
        return False
    if number[1] is None and before == number[2]:
        return True
    return (number[1] or "").casefold() in _ORDINAL_BEFORE or bool(_ORDINAL_AFTER.match(text, at, at + 16))
