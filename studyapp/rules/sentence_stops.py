"""Corrects where sentences end: stops that end nothing, and ends that have no stop of their own."""

import re
from typing import Final

from studyapp.rules.text import word_set

_CITATION: Final = (
    r"\[(?:\d{1,4}(?:[,;–-]\s?\d{1,4})*|[a-z]|[^\W\d_][^\[\]\n]{1,24}|\^[\w-]{1,12})\]|"
    r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+(?:[,–⁻][⁰¹²³⁴⁵⁶⁷⁸⁹]+)*|\(\d{1,3}(?:[,–-]\s?\d{1,3})*\)"
)
_PLACE: Final = r"(?::\s?(?:S\.\s?|p\.\s?)?\d{1,4}(?:[–-]\d{1,4})?)?"
"""The page after a citation."""
_PAGE_BEFORE_NUMBER: Final = re.compile(r"\]:\s?(?:S|p)\.$")
_MARKS: Final = re.compile(rf"(?:{_CITATION})(?:[\s\u200b,]?(?:{_CITATION}))*{_PLACE}\u200b?")
_MARKS_AT_END: Final = re.compile(rf"(?<=[.!?])\s?(?:{_CITATION})$")
_QUOTES_AFTER: Final = re.compile(r"[\"”’»)\]*_]{1,4}(?=\s|$)")

MORE_ENDS: Final = re.compile(
    r"(?<=\w[\w)])(?:…|\.{3,5}|\s…)[\"”»)]{0,2}(?=\s+[\"“„«(¿¡]?[A-ZÀ-ÖØ-Þ])"
    r"|\b(?:etc|usw|usf)\.(?=\s+[A-ZÀ-ÖØ-Þ])"
    r"|(?<=[a-zß-öø-ÿ]{2}[.!?])(?=\s+[(\[\"“„«][A-ZÀ-ÖØ-Þ])"
    r"|(?<=[a-zß-öø-ÿ]{2})\.\d{1,2}(?:,\d{1,2}){0,3}(?=\s+[A-ZÀ-ÖØ-Þ])"
    r"|(?<=\d\s)(?:h|m|g|s|km|kg|mg|cm|mm|nm|min|ml|l)\.(?=\s+[A-ZÀ-ÖØ-Þ])"
    r"|(?<=\d\s)гг?\.(?=\s+(?:Он|Она|Оно|Они|Его|Её|Ее|Их|Это|Этот|Эта|Эти|Там|Тогда|Затем|Потом|После|До|В|На|С|Но|И)\s)"
    rf"|(?<=[^\W\d_]{{2}}[.!?])(?:(?:{_CITATION})[\u200b,]?){{1,8}}{_PLACE}(?=\s+[A-ZÀ-ÖØ-Þ])"
)
"""Ends that the library does not find: an ellipsis, `etc.`, a unit, and a stop before a bracket, a quotation, a
citation or the number of a footnote.
"""

_ABBREVIATIONS: Final = word_set(
    """
    e.g i.e eg ie cf ca al fig figs eq eqs ed eds sec ch dept ref refs vs approx resp viz col sgt capt lt hon rev gen
    bzw z.b d.h u.a vgl s.o s.u v.a z.t o.ä i.d.r bspw ggf evtl inkl nr abb tab kap bd jh geb gest sog hl str fa fam
    dipl abs gem art anm chr jhd dr prof med st
    m mme mlle av apr env éd p.ex c.-à-d sra srta ud uds dña ej p.ej pág núm ee dott sig sig.ra ing
    dipl.-ing т д е рис табл см напр др стр гл
    """
)
MONTHS: Final = (
    "Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|"
    "ledna|února|března|dubna|května|června|července|srpna|září|října|listopadu|prosince|"
    "januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december"
)
_ORDINAL: Final = re.compile(r"(?:^|(?P<before>[^\s.]+)\s+)\d{1,2}\.\)?$")
_ORDINAL_BEFORE: Final = word_set(
    "im am vom zum zur der die das des dem den ab bis seit beim und ins ihr sein sein seine ihre jeder jede jedes"
)
_ORDINAL_AFTER: Final = re.compile(
    rf"(?:Jahrhunderts?|Jh|Jahrtausends?|{MONTHS}|Auflage|Kapitel|Klasse|Semester|Weltkrieg\w*|Hälfte|Drittel|Viertel|"
    r"Lebensjahr\w*|Platz|Rang|Stock|Etage)\b"
)
_ROMAN_BEFORE: Final = re.compile(r"[A-ZÀ-Þ][\w-]+ (?:I{1,3}|IV|VI{0,3}|IX|XI{0,3}|XIV|XVI{0,2})\.$")
_INITIAL: Final = re.compile(r"(?:^|(?P<before>[^\s]+)\s+)[\"“„«(\[]?[A-ZÀ-Þ]\.$")
_CONTINUES: Final = re.compile(r"[,;:)&%]|[–—-]\S|[a-zß-öø-ÿа-я][^\WA-ZÀ-ÖØ-Þ]*(?![^\W_])")
"""How the rest of a sentence may begin, but no new one: a lower-case word without capitals in it, or such a sign."""
_BEFORE_CHARS: Final = 60


def after_marks(text: str, start: int, end: int) -> int:
    """The offset after the citations and closing quotation marks that follow the stop of a sentence without a space."""
    at = end
    while at > start and text[at - 1].isspace():
        at -= 1
    if at > start and text[at - 1] not in '.!?…。！？।؟۔"”’»)]':
        return end
    moved = at
    for pattern in (_QUOTES_AFTER, _MARKS):
        if found := pattern.match(text, moved):
            moved = found.end()
    return moved if moved > at else end


def goes_on(text: str, start: int, end: int) -> bool:
    """Whether a sentence that began at `start` goes on after the stop before `end`."""
    written = text[max(start, end - _BEFORE_CHARS) : end]
    after = text[end : end + _BEFORE_CHARS].lstrip()
    if not after or "\n\n" in written[len(written.rstrip()) :]:
        return False
    before = _MARKS_AT_END.sub("", written.rstrip())
    if before.endswith((".", "…", "?", "!")) and _CONTINUES.match(after):
        return True
    return before.endswith((".", ".)")) and not before.endswith("..") and _is_inside_stop(before, after)


def _is_inside_stop(before: str, after: str) -> bool:
    word = before[:-1].split()[-1:] or [""]
    if word[0].lstrip("([{\"'“„«").casefold() in _ABBREVIATIONS:
        return True
    if _PAGE_BEFORE_NUMBER.search(before) and after[:1].isdigit():
        return True
    if ordinal := _ORDINAL.search(before):
        before_it = ordinal["before"]
        return before_it is None or before_it.casefold() in _ORDINAL_BEFORE or bool(_ORDINAL_AFTER.match(after))
    initial = _INITIAL.search(before)
    return initial is not None and _is_name(initial["before"], after)


def _is_name(before: str | None, after: str) -> bool:
    """Whether a single letter with a stop is an initial: it begins the sentence, and a capital follows."""
    return before is None and after[:1].isupper()
