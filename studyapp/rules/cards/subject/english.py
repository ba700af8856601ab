"""Bare pronouns in English. An `it` that stands for nothing (`Why is it colder …?`) is none."""

import re
from typing import Final

_PREPOSITION: Final = (
    r"(?:in|at|on|to|from|for|of|by|with|under|during|about|into|through|against|until|since|after|before|between"
    r"|among|around|across|throughout)"
)
_BE: Final = r"(?:is|are|was|were)(?:n['’]t)?"
_DO: Final = r"(?:does|did|do)(?:n['’]t)?"
_AUX: Final = rf"(?:{_BE}|{_DO}|has|have|had|can|could|will|would|should|may|might|must)(?:n['’]t)?"
_WORDS: Final = (
    r"(?:\s(?!(?:and|or|but|that|which|who|when|if|because|while|as|so|than|where|why|how|is|are|was|were|does|did|do|it|"
    r"they)\b)[a-z0-9][\w'’-]{0,30}){0,5}?"
)
"""Words without a capital: a name among them may be what the pronoun stands for. They stay within the clause."""
_ASKS: Final = (
    rf"^(?:(?i:and|but|so|then)\s)?(?:(?i:{_PREPOSITION})\s)?(?i:what|which|whose|who|whom|when|where|why|how)"
)
_IMPERATIVE: Final = (
    r"^(?i:describe|explain|define|name|state|give|identify|outline|discuss|translate|calculate|summari[sz]e)"
)

_SUBJECT: Final = re.compile(rf"{_ASKS}{_WORDS}\s{_AUX}\s(?P<pronoun>he|she|they|it)\b(?P<rest>.*)")
_POSSESSIVE: Final = re.compile(
    rf"{_ASKS}{_WORDS}\s{_BE}\s(?:his|her|their|its)\s"
    rf"|^(?:(?i:{_PREPOSITION})\s)?(?i:what|when|where|why|how)\s{_DO}\s(?:his|her|their|its)\s"
)
_OBJECT: Final = re.compile(
    r"^(?i:who|what|which\s[a-z]+|how\smany\s[a-z]+)(?:\s(?:first|also|later|originally|finally|mainly|usually))?"
    r"(?:\s(?:has|have|had|can|could))?\s(?!(?:is|are|was|were|of|did|does|do)\b)[a-z]+(?:\s(?:up|down|out|off))?"
    r"\s(?:(?P<pronoun>it)\b(?P<rest>.*)|him\b|them\b|her(?=\s?\?|\s(?:in|on|at|to|from|with|by|for|as|after)\b))"
)
_AT_THE_END: Final = re.compile(
    rf"^(?i:who|what|which)(?:\s[a-z][\w'’-]{{0,30}}){{1,4}}\s(?i:{_PREPOSITION}|without|like)\s(?:it|him|her|them)\s?\?$"
)
_ONE_OF: Final = re.compile(
    rf"^(?i:what|which|who)\s(?:of\s(?:them|these|those)\b|{_BE}\s(?:(?!and\b)[a-z]+\s){{1,4}}of\s(?:(?:its|his|her|their)\b"
    r"|(?:this|these|that)\s?\?))"
)
_HAPPENS: Final = re.compile(
    r"^(?i:what|how)\s(?:happens?|happened|occurs?|occurred|changes|results)\s(?:when|if|after|before|once|as|while|to|because)"
    r"\s(?:(?P<pronoun>it)\b(?P<rest>.*)|(?:they|he|she|him|her|them|his|their|its)\b)"
)
_ASKED_TO: Final = re.compile(
    rf"{_IMPERATIVE}\s(?:(?:how|why|what|when|where|who)\s)?(?:(?P<pronoun>it)\b(?P<rest>.*)|(?:its|his|her|their|they|he|she|"
    r"him|them|this|these)\b)"
)
_YES_NO: Final = re.compile(rf"^(?![Hh]ave\sit)(?i:{_AUX})\s(?:(?P<pronoun>it)\b(?P<rest>.*)|(?:he|she|they)\b)")
_POINTING: Final = re.compile(
    rf"{_ASKS}{_WORDS}\s{_AUX}\s(?:(?:this|these|those)\b(?!\s(?:century|year|month|week|day|decade)\b)"
    r"|that(?=\s?\?|\s(?:important|called|possible|true|so|significant|necessary|a\sproblem|the\scase)\b))"
    r"|^(?i:what|who|which\s[a-z]+)\s(?!is|are|was|were|of)[a-z]+\s(?:this|these)\b(?!\s(?:century|year|day|kind|type)\b)"
)
_CLAUSE: Final = re.compile(
    r"^(?i:when|after|before|if|while|once|although|because|since|as)\s(?:(?P<pronoun>it)\b(?P<rest>.*)|(?:he|she|they)\b)"
)
_PATTERNS: Final = (_SUBJECT, _OBJECT, _HAPPENS, _ASKED_TO, _YES_NO, _POSSESSIVE, _AT_THE_END, _ONE_OF, _POINTING)

_STATEMENT: Final = re.compile(
    r"^(?:(?:He|She|They)\s(?!who\b|that\b|which\b|say\b)(?=[a-z])|(?:His|Her|Its|Their)\s(?=[a-z])|(?P<pronoun>It)\b(?P<rest>.*))"
)
POINTS_BACK: Final = re.compile(
    r"^(?:This|These|Those)\s(?!(?:day|year|week|month|century|morning)s?\b|who\b|that\b|which\b)[a-z]+(?=\s\S)"
)
"""`This enzyme splits …`: on a card with a gap it leans on another one; as a question it may be a riddle."""

_WEATHER: Final = (
    r"(?:so\s|always\s|often\s|usually\s|very\s|too\s|more\s|less\s|much\s|still\s|not\s|generally\s)*"
    r"(?:cold|hot|warm|cool|dark|light|bright|rain|snow|hail|thunder|freez|wind|sunny|fogg|humid|dry|wet|winter|summer|spring|"
    r"autumn|night|noon|midnight|day\b|daytime|late\b|early|o'clock)\w*"
)
_JUDGEMENT: Final = (
    r"(?:so\s|too\s|not\s|very\s|more\s|less\s|often\s|usually\s|still\s|generally\s|sometimes\s|also\s)*"
    r"(?:important|necessary|possible|impossible|hard|difficult|easy|easier|harder|better|best|safe|safer|dangerous|illegal|"
    r"legal|useful|wise|good|bad|common|rare|called|said|believed|thought|assumed|known|true|likely|unlikely|essential|"
    r"crucial|vital|critical|advisable|recommended|customary|polite|rude|permitted|allowed|forbidden|enough|sufficient|"
    r"helpful|beneficial|risky|cheaper|faster|significant|surprising|clear|obvious|wrong|right|correct|acceptable|"
    r"okay|ok|fine|advantageous|desirable|unusual|unlawful|mandatory|required|convenient|sensible|sad|a|an|the)\b"
)
_STANDS_FOR_NOTHING: Final = (
    re.compile(rf"\s(?:(?:be|been|get|gets|got|become|becomes|is|was)\s)?{_WEATHER}\b"),
    re.compile(rf"\s(?:(?:be|been|is|was)\s)?{_JUDGEMENT}.*\s(?:to|that|for|if|when|whether|who|how|than|rather)\s\S"),
    re.compile(r"\s(?:(?:is|was|be)\s)?\w+er\s(?:at|in|on|near|above|below|under|during|by|than|for)\s"),
    re.compile(
        r"\s(?:takes?|took|costs?|means?|meant|matters?|requires?|needs?|feels?|looks?|sounds?|seems?|appears?|follows?|"
        r"happens?|happened|makes?|made|helps?|pays?|becomes?|became|became|turned|came|comes?)\b.*\s(?:to|that|for|if|when|"
        r"whether|until|before|like|as|about|out)\s\S|\stakes?\s(?!place\b|part\b|over\b|up\b|on\b)"
    ),
    re.compile(
        r"\s(?:is|was|be)?\s?(?:that|who|about|like\sto)\b|\s(?:is|was)(?:\s[A-Z][\w'’-]+){1,4}\s(?:who|that)\b"
    ),
    re.compile(
        r"\s(?!(?:made|found|able|related|similar|going|given|bound|due|close|next|here|there)\b|\w+ed\b)[a-z]+\sto\s[a-z]"
    ),
    re.compile(r"\s(?:from|between)\s.*\s(?:to|and)\s"),
    re.compile(r"\s(?:possible|impossible|easier|harder|difficult|easy|necessary|clear)\b.*\s(?:to|for|that)\s"),
)
_TIME: Final = re.compile(
    r"(?i:what|which)\s(?:time|day|date|month|year|season|hour)\s(?:is|was|will)\sit(?:\sbe)?\s?(?:\?|in\b|at\b|on\b|when\b|where\b|if\b)"
    r"|^(?i:how\s(?:far|late))\b"
)
_EMPTY_LEAD: Final = re.compile(
    rf"(?i:{_PREPOSITION}|around|about|by)\s(?:the\s)?(?:(?:end|beginning|age|year|years|early|late|mid|spring|summer|autumn|"
    r"winter|century|decade|first|second|last|his|her|its|their|life|death|lifetime|of|the|\d\S*|[a-z]+teenth|[a-z]+th|"
    r"[A-Z][a-z]+(?=\s\d))\s?)+"
)
_ASKS_OF_NOTHING_ELSE: Final = re.compile(
    r"(?i:what|which|who|whom|whose|when|where|why|how)\b(?!.*\b(?:[A-Z]|the|an?)\s?\w)[^,]*\?$"
)
"""The main clause, unless it has a noun that the pronoun before it may stand for."""
_NAME: Final = re.compile(r"(?<!^)\b[A-Z][a-z]{2,}")


def in_question(sentence: str) -> re.Match[str] | None:
    """The bare pronoun at the beginning of the question, up to the pronoun; None if there is none."""
    lead, _, rest = sentence.partition(", ")
    clause = _not_empty(_CLAUSE.match(lead))
    if clause and _ASKS_OF_NOTHING_ELSE.match(rest):
        return clause
    asked = rest if rest and _is_empty_lead(lead) else sentence
    return next(filter(None, (_not_empty(pattern.search(asked)) for pattern in _PATTERNS)), None)


def in_statement(sentence: str) -> re.Match[str] | None:
    match = _not_empty(_STATEMENT.match(sentence))
    return None if match and _NAME.search(sentence.partition(", ")[2]) else match


def _is_empty_lead(lead: str) -> bool:
    """Whether the words before the comma name nothing a pronoun could stand for, e.g. `In 1905`."""
    return _EMPTY_LEAD.fullmatch(lead) is not None


def _not_empty(match: re.Match[str] | None) -> re.Match[str] | None:
    return None if match is None or _stands_for_nothing(match) else match


def _stands_for_nothing(match: re.Match[str]) -> bool:
    """Whether the match ends in an `it` that stands for nothing, or for what follows."""
    given = match.groupdict()
    if (given.get("pronoun") or "").casefold() != "it":
        return False
    if _TIME.search(match[0]):
        return True
    rest = given["rest"]
    return any(pattern.match(rest) for pattern in _STANDS_FOR_NOTHING)
