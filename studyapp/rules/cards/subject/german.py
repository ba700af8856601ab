"""Bare pronouns in German. An `es` that stands for nothing (`Warum regnet es …?`) is none; `Sie` is an address."""

import re
from typing import Final

from studyapp.rules.text import word_set

_ASKS: Final = (
    r"^(?:(?i:in|an|auf|aus|mit|von|zu|für|bei|nach|durch|gegen|über|unter|seit|bis|um|vor)\s)?(?i:was|wer|wen|wem|wessen|"
    r"wann|wo|warum|wieso|weshalb|wie|womit|wodurch|woraus|wofür|wozu|woher|wohin|worin|woran|worauf|wovon|worüber|wogegen|"
    r"welche[rsnm]?)"
)
_WORDS: Final = r"(?:\s[\wäöüÄÖÜß-]{1,30}){0,3}?"
_VERB: Final = r"\s(?P<verb>[a-zäöüß]+)"
_SUBJECT: Final = re.compile(rf"{_ASKS}{_WORDS}{_VERB}\s(?:er|sie|ihn|ihm|ihnen)\b")
_IT: Final = re.compile(rf"{_ASKS}{_WORDS}{_VERB}\ses\b(?P<rest>.*)")
_POSSESSIVE: Final = re.compile(
    rf"{_ASKS}{_WORDS}\s(?:ist|sind|war|waren|heißt|heißen|hieß|lautet|lautete|liegt|lag)\s(?:sein|ihr)(?:e[nmrs]?)?\s"
)
_HAPPENS: Final = re.compile(
    r"^(?i:was)\s(?:passiert|geschieht|passierte|geschah)"
    r"(?:\s(?:mit\s(?:ihm|ihr|ihnen)\b)|,\s(?:wenn|als|nachdem|bevor)\s(?:er|sie|es)\b)"
)
_POINTING: Final = re.compile(
    rf"{_ASKS}(?:\s[\wäöüÄÖÜß-]{{1,30}}){{0,4}}?\s(?:das|dies|davon|dabei|dadurch|damit|dafür|daraus|darauf|darunter)\s?\?$"
)
_ASKED_TO: Final = re.compile(
    r"^(?i:nenne|beschreibe|erkläre|erläutere|definiere|(?:nennen|beschreiben|erklären|erläutern)\sSie),?\s"
    r"(?:(?:wie|warum|was|wann|wo)\s)?(?:seine?[nmrs]?|ihre?[nmrs]?|es|er|sie|ihn)\b"
)
_STATEMENT: Final = re.compile(
    r"^(?:Er\s(?=[a-zäöüß])|Sie\s(?:ist|sind|war|waren|wurden?|wird|werden|hat|haben|hatten?|besteh\w+|lieg\w+|enth\w+|kann|kommen)\b"
    r"|(?:Seine?|Ihre?)\s(?=[A-ZÄÖÜ]\w+\s[a-zäöüß])"
    r"|Es\s(?:besteht|wurde|liegt|enthält|dient|funktioniert|entstand|befindet|hat|kann|bildet|schützt)\b"
    r"(?!.*,\s(?:dass|zu|wenn)\b))"
)
_EMPTY_VERBS: Final = word_set(
    "gibt gab gäbe regnet regnete schneit schneite donnert blitzt hagelt kommt kam geht ging handelt handelte bedarf "
    "gilt galt gelang gelingt fehlt fehlte lohnt passiert scheint stimmt klappt brennt riecht"
)
"""Verbs whose `es` stands for nothing."""
_EMPTY_REST: Final = re.compile(
    r".*(?:,\s|\bzu\s|\bkalt|kält|warm|wärm|heiß|dunk|hell|spät|früh|still|windig|neblig|\bTag\b|\bNacht\b|Winter|"
    r"Sommer|Frühling|Herbst|feucht|trocken|\bbis\b)"
)


def in_question(sentence: str) -> re.Match[str] | None:
    for pattern in (_SUBJECT, _POSSESSIVE, _HAPPENS, _POINTING, _ASKED_TO):
        if match := pattern.match(sentence):
            return match
    match = _IT.match(sentence)
    return None if match is None or match["verb"] in _EMPTY_VERBS or _EMPTY_REST.match(match["rest"]) else match


def in_statement(sentence: str) -> re.Match[str] | None:
    return _STATEMENT.match(sentence)
