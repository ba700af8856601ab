"""The words by which explanations name an option: its letter, its number or its place."""

import re
from typing import Final

_NOUN: Final = (
    r"(?i:options?|answers?|choices?|alternatives?|distractors?|responses?|antwort(?:en|möglichkeit)?|optionen|"
    r"möglichkeit|lösung|réponses?|propositions?|choix|respuestas?|opci(?:ón|ones)|alternativas?|rispost[ae]|opzion[ei]|"
    r"respostas?|opç(?:ão|ões)|antwoord(?:en)?|opties?)"
)
_COUNTED: Final = r"(?i:options?|choices?|alternatives?|distractors?|opción|opzione|opção|optie)"
_PLACE: Final = (
    r"(?i:first|second|third|fourth|fifth|last|[1-5](?:st|nd|rd|th)|erste|zweite|dritte|vierte|letzte|première|"
    r"premier|deuxième|seconde?|troisième|quatrième|dernière?|primera|segunda|tercera|cuarta|última|prima|seconda|terza|"
    r"quarta|ultima|primeira|terceira|eerste|tweede|derde|vierde|laatste)n?"
)
_ARTICLE: Final = r"(?i:the|die|der|la|le|a|het|de)"
_LETTER: Final = r"[\"'“(\[]?(?P<letter>[A-H])[\"'”)\]]?(?![\w-])"
_START: Final = (
    r"(?:^|[.;:!?,–—]\s{1,3}(?i:(?:and|but|while|whereas|so)\s)?|"
    r"\b(?i:while|but|whereas|because|since|nor|that|why|both|only|neither|so|thus|hence|therefore|und|aber|weil|dass|et|mais|car|y|pero|porque)\s)"
)
_IS: Final = r"(?:is|was|are|were|would\sbe|ist|sind|est|sont|es|son|è|sono|é|são)"
_JUDGED: Final = (
    r"(?:(?:also|therefore|thus|clearly|simply|not|nicht|auch|aussi|también)\s){0,2}(?:(?:the|die|la)\s(?:only\s)?)?"
    r"(?:correcta?e?|incorrecta?e?|right|wrong|true|false|(?:in)?accurate|best|richtige?|falsche?|korrekt|faux|fausse|juste|"
    r"vraie?|bonne|falsa|verdadera|corretta|errata|sbagliata|correta|incorreta|errada|juist|onjuist|fout)\b"
)
_VERB: Final = (
    r"(?:is|was|are|describes?|refers?|represents?|names?|gives?|means?|would|confuses?|belongs?|lies|states?|ignores?|"
    r"reverses?|has|can|ist|est|es|describe|décrit|beschreibt)\b"
)
_AND: Final = r"(?:and|or|&|und|oder|et|ou|y|o|e|en)"

BY_LETTER: Final = re.compile(
    rf"\b{_NOUN}\s(?i:(?:number|letter|no\.)\s)?(?:{_LETTER}|\(?[b-h]\)?(?![\w'’-])|\(a\)|[\"“][a-h][\"”])"
)
"""`Option C`, `answer (b)`; a bare small `a` is an article."""
BY_NUMBER: Final = re.compile(rf"\b(?:{_COUNTED}\s#?|{_NOUN}\s(?i:number|no\.)\s?|{_NOUN}\s?#)[1-5](?![\w%°]|[.,:]\d)")
BY_PLACE: Final = re.compile(
    rf"\b{_ARTICLE}\s{_PLACE}\s(?:{_AND}\s(?:{_ARTICLE}\s)?{_PLACE}\s)?(?P<noun>{_NOUN})\b"
    r"(?!(?<=choice)\s(?!is\b|was\b|names\b|describes\b|says\b|would\b))(?!\s(?i:for|of|in|to|at)\b)|\b(?P<shown>(?i:options?|answers?|choices?))\s(?:above|below)\b"
)
JUDGED: Final = re.compile(rf"{_START}\(?(?P<letter>[A-H])\)?\s{_IS}\s{_JUDGED}")
"""`B is incorrect`, where no noun before the letter says what B it is, as in `vitamin B`."""
IN_BRACKETS: Final = re.compile(rf"{_START}\((?P<letter>[A-H])\)\s{_VERB}")
PAIR: Final = re.compile(
    rf"{_START}\(?(?P<letter>[A-H])\)?(?:,\s\(?[A-H]\)?){{0,3}},?\s{_AND}\s\(?(?P<other>[A-H])\)?\s"
    r"(?:are|is|both|would|describe|refer|can|do|have|were|name|sind|sont|son|sono|são|zijn)\b"
)
IS_LETTER: Final = re.compile(
    rf"\b{_NOUN}(?:\s(?:here|therefore|thus|is|ist|est|es|è|é|lautet|must|be|then)){{0,3}}\s?[:=]?\s{_LETTER}"
    r"(?=\s?(?:[.,;:)]|$|because|since|as\b|weil|denn|car|parce|porque|and\b))"
)
"""`The answer is C`, `Answer: C`."""
LETTER_SUBJECT: Final = re.compile(rf"(?:{_START}|\band\s)(?P<letter>[A-H])\s{_VERB}")
BRACKETED: Final = re.compile(r"\((?P<letter>[A-H])\)")
LISTED: Final = re.compile(r"(?:^|\s)\(?([A-D])[).]\s")
STANDING_LETTER: Final = re.compile(r"(?!^A\s[a-z]{2})(?<![A-Za-z'’])[A-H](?![A-Za-z'’])")
"""A letter that is a name of its own. An `A` before the first word is an article."""
GRADES: Final = re.compile(
    r"\b(?:vitamins?|hepatitis|groups?|types?|grades?|notes?|keys?|letters?|plans?|class(?:es)?|levels?|points?|languages?|sizes?|"
    r"strings?|drives?|paper|blood|list|schedule|category|rating|factor|buchstabe|klasse|gruppe|vitamine?)\b",
    re.IGNORECASE,
)
"""Things that are told apart by letters."""
