"""Bare pronouns in French. An `il` that stands for nothing (`Combien y a-t-il …?`) is none."""

import re
from typing import Final

from studyapp.rules.text import word_set

_PREPOSITION: Final = r"(?:(?i:à|de|en|dans|pour|par|avec|sur|sous|depuis|contre|vers|chez|sans)\s|(?i:d)['’])?"
_ADVERB: Final = rf"^{_PREPOSITION}(?i:qui|que|quoi|quand|où|pourquoi|comment|qu['’])"
_NOUN: Final = (
    rf"^{_PREPOSITION}(?i:quel(?:le)?s?|combien)"
    r"(?:\s(?!(?:le|la|les|un|une|des|ce|cette|son|sa)\b|l['’])[a-zà-ÿœ][\w'’-]{0,30}){1,3}?"
)
_INVERTED: Final = re.compile(
    rf"(?:{_ADVERB}|{_NOUN})(?:\s|(?<=['’]))(?:se\s|s['’]|l['’]|en\s|y\s|ne\s)?(?P<verb>[\wà-ÿ]+)-(?:t-)?"
    r"(?P<pronoun>il|elle|ils|elles)\b(?P<rest>.*)"
)
_WITH_EST_CE: Final = re.compile(
    rf"(?:{_ADVERB}|{_NOUN})\sest-ce\squ(?:e\s|['’])(?P<pronoun>il|elle|ils|elles)\s(?P<verb>[\wà-ÿ]+)(?P<rest>.*)"
)
_POSSESSIVE: Final = re.compile(
    r"^(?i:quel(?:le)?s?|qui|où|comment)\s(?:est|sont|était|étaient|fut|furent|s['’]appelle|s['’]appelait)\s"
    r"(?:son|sa|ses|leurs?)\s"
)
_OBJECT: Final = re.compile(
    r"^(?i:qui|qu['’]est-ce\squi|quel(?:le)?\s\w+)\s(?:l['’](?:a|avait|ont)\s\w+\s?(?:\?|(?:en|dans|à|pour|par)\s)"
    r"|(?:les|leur)\s(?:a|avait|ont)\s\w+\s?\?)"
)
_THAT: Final = re.compile(rf"{_ADVERB}\s(?:sert|veut|signifie|fonctionne|marche)?\s?(?:ça|cela)\b")
_STATEMENT: Final = re.compile(
    r"^(?:(?P<pronoun>Il)\s(?:ne\s|n['’]|s['’]|se\s)?(?P<verb>[\wà-ÿ]+)(?P<rest>.*)|"
    r"(?:Elle|Ils|Elles)\s|(?:Sa|Ses|Leurs?)\s(?=[a-zà-ÿ]+\s[a-zà-ÿ]))"
)
_EMPTY_VERBS: Final = word_set(
    "faut fallait faudra faudrait y pleut neige agit agissait existe existait reste restait vaut convient arrive "
    "suffit passe passait fait faisait semble paraît"
)
_EMPTY_REST: Final = re.compile(
    r"(?:\s(?:plus|si|très|aussi|moins))*\s(?:important|possible|impossible|nécessaire|difficile|facile|dangereux|"
    r"interdit|"
    r"préférable|utile|conseillé|déconseillé|rare|courant|essentiel|recommandé|permis|question|temps|vrai|illégal)"
    r"\b.*\s(?:de|d['’]|que|qu)"
)


def in_question(sentence: str) -> re.Match[str] | None:
    for pattern in (_POSSESSIVE, _OBJECT, _THAT):
        if match := pattern.match(sentence):
            return match
    for pattern in (_INVERTED, _WITH_EST_CE):
        if (match := pattern.match(sentence)) and not _stands_for_nothing(match):
            return match
    return None


def in_statement(sentence: str) -> re.Match[str] | None:
    match = _STATEMENT.match(sentence)
    return None if match is None or _stands_for_nothing(match) else match


def _stands_for_nothing(match: re.Match[str]) -> bool:
    if (match["pronoun"] or "").casefold() != "il":
        return False
    if match["verb"] in _EMPTY_VERBS or " y " in match[0]:
        return True
    return "heure " in match[0] or _EMPTY_REST.match(match["rest"]) is not None
