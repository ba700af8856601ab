"""Questions in Spanish without a subject, which the verb alone implies (`¿Cuándo nació?`), or with a bare pronoun."""

import re
from typing import Final

_ASKS: Final = (
    r"^¿?(?:(?i:en|a|de|con|para|por|desde|hasta|contra)\s)?"
    r"(?i:qué|quién|quiénes|cuándo|dónde|cómo|cuánt[oa]s?|cuál|cuáles)"
)
_WORDS: Final = r"(?:\s(?!hora\b|día\b)[a-zñáéíóú]{1,30}){0,2}?"
_MADE: Final = (
    r"(?:fundad|cread|construid|descubiert|inventad|compuest|hech|situad|ubicad|formad|escrit|firmad|pintad|"
    r"elegid)[oa]s?"
)
_VERBS: Final = (
    r"(?:nació|murió|vivió|falleció|reinó|gobernó|gobernaba|escribió|descubrió|inventó|funcionan?|sirven?|consisten?|consta|"
    r"empezó|comenzó|terminó|acabó|estudió|trabajó|viajó|llegó|llegaron|vivían|vivía|viven?|comen?|se\s(?:llaman?|llamaba|fundó|"
    r"creó|formó|fueron|producen?|encuentran?|componen?|extinguieron|marcharon|rindió|reproducen?|usan?|utilizan?|forman?|"
    r"debe)|significan?|tienen?|tuvo|desempeñó|jugó|"
    rf"est[áa]n?|es|son|era|eran|fue|fueron)(?:\s{_MADE})?"
)
_DROPPED: Final = re.compile(rf"{_ASKS}{_WORDS}\s(?:lo\s|la\s|los\s|las\s)?{_VERBS}\s?\?$")
_PREDICATE: Final = re.compile(
    r"^¿?(?i:por\squé)\s(?:es|son|era|eran|fue|fueron)\s(?:tan\s)?[a-zñáéíóú]+(?:nte|ble|os[oa]|iv[oa]|[ai]d[oa])s?\s?\?$"
)
_POSSESSIVE: Final = re.compile(
    r"^¿?(?i:cuál|cuáles|quién|quiénes|dónde|cómo|qué)\s(?:es|son|era|eran|fue|fueron|está|están|se\sllamaba?|significa)\ssus?\s"
)
_OBJECT: Final = re.compile(
    r"^¿?(?i:quién|quiénes|qué\s[a-zñáéíóú]+)\s(?:lo|la|los|las)\s(?:(?:ha|han|había)\s\w+|[a-zñáéíóú]+(?:ó|aron|ieron|eron))\b"
)
_PRONOUN: Final = re.compile(rf"{_ASKS}(?:\s[a-zñáéíóú]{{1,30}}){{1,4}}\s(?<!\sde\s)(?:él|ella|ellos|ellas)\s?\?$")
_STATEMENT: Final = re.compile(
    rf"^(?:(?:Él|Ella|Ellos|Ellas)\s(?=[a-zñáéíóú])|(?:Fue|Fueron|Está|Están)\s{_MADE}\s(?:en|por|de|a)\s|(?:Nació|Murió|Falleció)\sen\s"
    r"|Sus?\s[a-zñáéíóú]+\s(?:es|son|fue|era|está)\b)"
)


def in_question(sentence: str) -> re.Match[str] | None:
    return next(
        filter(None, (pattern.match(sentence) for pattern in (_DROPPED, _PREDICATE, _POSSESSIVE, _OBJECT, _PRONOUN))),
        None,
    )


def in_statement(sentence: str) -> re.Match[str] | None:
    return None if " que " in sentence else _STATEMENT.match(sentence)
