"""F10: places that were never filled in."""

import re
from collections.abc import Iterator
from typing import Final

from studyapp.rules import cloze
from studyapp.rules.findings import reject
from studyapp.rules.items import CardDraft, Finding
from studyapp.rules.text import strip_markup, without_code

_NAMES: Final = (
    r"(?:term|name|date|answer|question|topic|subject|blank|year|city|country|place|person|word|concept|definition|event|"
    r"author|number|value|organ|organism|element|element_name|placeholder|text|example|title|book|river|"
    r"war|battle|disease|drug|law|theory|process|character|company|language|animal|plant|artist|king|begriff|antwort|frage|thema|jahr|"
    r"terme|nom|réponse|sujet|année|término|nombre|respuesta|tema|año)"
)
_UNFILLED: Final = re.compile(
    rf"\[\s+\]|lorem\s+ipsum|(?<!\w)\[{_NAMES}(?:[\s_-]?\w{{0,20}})?\](?!\()|(?<![\w$])\{{{_NAMES}\}}"
    r"|\{\{\s?(?!c\d)[^\W\d][\w .-]{0,40}\}\}"
    rf"|\[(?:insert|add|fill|your|einfügen|insérer|insertar)\b[^\]\n]{{0,40}}\]"
    rf"|<(?:insert|your)(?:[\s_-][\w\s-]{{0,40}})?>|<(?!title>){_NAMES}>(?!\s*(?:tags?|elements?|attributes?)\b)",
    re.IGNORECASE,
)
_MARKS: Final = r"(?:TODO|TBD|FIXME|PLACEHOLDER)"
_TO_DO: Final = re.compile(
    rf"^\W*{_MARKS}\b\W*(?:$|:|[-–—]\s)|"
    rf"[(\[]\s?{_MARKS}\b[^)\]\n]{{0,40}}[)\]]|[?.!:]\s+{_MARKS}\W*$"
)
"""A mark alone, in brackets or after the sentence; within one it is what the card is about."""
_ABOUT_MARKS: Final = re.compile(rf"\b{_MARKS}\b")
_ABOUT_TEMPLATES: Final = re.compile(
    r"\b(?:templat\w*|jinja2?|mustache|handlebars|angular|vue(?:\.?js)?|liquid|django|twig|ansible|helm|interpolation|"
    r"double\s(?:curly\s)?braces|wiki\w*)\b",
    re.IGNORECASE,
)
_GAP: Final = re.compile(r"(?<![\w_])_{3,}(?![\w_])")
_NO_ANSWER: Final = re.compile(
    r"\W*(?:n\s?/\s?a|none given|not (?:applicable|available|specified|mentioned|given|stated|provided)|"
    r"k\.\s?a\.|keine angabe|nicht angegeben|non spécifié|no especificado)\W*",
    re.IGNORECASE,
)


def placeholder(draft: CardDraft) -> Iterator[Finding]:
    """F10: reject a card with a placeholder that was never filled in, or with nothing for an answer."""
    is_about_marks = bool(_ABOUT_MARKS.search(draft.question))
    for text, may_be_mark in ((without_code(draft.question), False), (without_code(draft.answer), is_about_marks)):
        match = _unfilled(text) or (None if may_be_mark else _TO_DO.search(text.strip()))
        if match:
            yield reject("F10", f"“{match[0].strip()}” was never filled in.")
            return
    if _NO_ANSWER.fullmatch(strip_markup(draft.answer)) and "`" not in draft.answer:
        yield reject("F10", "There is no answer.")


def gap(draft: CardDraft) -> Iterator[Finding]:
    """F10: reject a basic card with a line to write on: what is asked for stands in a question, or in a cloze."""
    if draft.kind != "basic" or cloze.has_deletion(draft.question):
        return
    if _GAP.search(without_code(draft.question)):
        yield reject("F10", "The question has a gap but hides nothing.")


def _unfilled(text: str) -> re.Match[str] | None:
    match = _UNFILLED.search(text)
    return None if match and match[0].startswith("{{") and _ABOUT_TEMPLATES.search(text) else match
