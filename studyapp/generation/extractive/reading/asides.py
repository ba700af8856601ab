"""Sentences that stand in prose but tell nothing of its matter: they send the reader elsewhere, say what to press, or
name a book.
"""

import re
from typing import Final

_PLACE: Final = (
    r"(?:[Ss]ections?|[Cc]hapters?|[Aa]ppendix|[Aa]ppendices|[Pp]arts?|Abschnitte?n?|Kapiteln?|Anhang|[Cc]hapitres?|[Aa]nnexes?|"
    r"[Ss]ecci(?:ón|ones)|[Cc]apítulos?)"
)
_SHOWN: Final = (
    r"(?:[Tt]ables?|[Ff]igures?|[Ff]ig\.|[Ll]istings?|[Ee]quations?|Tabellen?|Abbildung(?:en)?|Abb\.|Gleichung(?:en)?|[Tt]ableaux?|"
    r"[Ff]iguras?|[Tt]ablas?)"
)
_NUMBER: Final = r"(?:[A-Z]\.?)?\d+(?:\.\d+)*"
LABEL: Final = re.compile(
    rf"(?:\b(?:{_PLACE}|{_SHOWN}|[Pp]ages?|pp?\.|Seiten?|S\.|[Pp]áginas?|[Ss]teps?|Schritte?|[Éé]tapes?|[Pp]asos?|[Ee]xercises?|"
    r"[Ee]xamples?|[Ll]ines?|[Rr]ows?|[Cc]olumns?|[Ll]evels?|[Vv]olumes?|vol\.|Zeilen?|Spalten?|[Ll]ignes?|Beispiele?|[Vv]ersions?|RFC|ISO|Nos?\.|Nr\.)|\w\()\s?$"
)
"""Matches the text before a number that is only the number of something, e.g. `Table ` or the `dpkg(` of a manual."""
NUMBERED: Final = re.compile(rf"{_PLACE}\s{_NUMBER}|{_SHOWN}\s{_NUMBER}")

_BRACKETS: Final = re.compile(r"\([^()]*\)")
_SENDS_AWAY: Final = re.compile(
    rf"\b{_SHOWN}\s{_NUMBER}\b(?!\sof\s)|\b{_PLACE}\s(?:[A-Z]\.)?\d+\.\d|\b{_PLACE}\s[A-Z]\.\d|"
    rf"\b(?:[Ii]n|[Ss]ee|also|siehe|im|voir|dans|en|véase)\s(?:la\s|le\s)?{_PLACE}\s{_NUMBER}\b(?!\sof\s)|"
    r"\A(?:For|Pour|Für)\s(?:more|further|additional|other|plus|d['’]autres|weitere)\b|\A(?:See|Siehe|Vgl\.|Cf\.|Voir|Véase)\s|"
    r"\b(?:siehe|see)\s(?:auch|also)\b|\b(?:[Rr]efer\sto|[Cc]onsult)\s(?:the|its|your|section|chapter)\b|"
    r"\b(?:will|are|is)\s(?:be\s)?(?:follow|explained|described|discussed)\s(?:below|later|above)\b"
)
_INSTRUCTION: Final = re.compile(
    r"(?:(?:Just|Simply|Now|Please|Then)\s)?(?:Use|Press|Click|Connect|Run|Type|Select|Enter|Add|Create|Install|Open|Mount|"
    r"Insert|Immerse|Ensure|Avoid|Remove|Replace|Change|Configure|Copy|Download|Execute|Launch|Pick|Put|Save|Start|Switch|"
    r"Turn|Edit|Visit|Refer|Place|Set|Check|Test|Delete|Move|Drag|Scroll)\s"
    r"(?:the|an?|your|all|any|it|them|on|off|up|to|at|in|their|its|this|these|both|each|[\w-]+\(\d\))\s|"
    r"(?:Specifies|Sets|Returns|Defines|Prints|Gives|Shows|Computes|Converts|Creates|Displays|Contains|Describes|Indicates|"
    r"Controls|Determines)\s(?:the|an?|whether|how|if|all|any|that)\s|"
    r"[A-ZÉ][a-zéèêç]{2,}ez(?:-vous)?\s|"
    r"(?:Verwenden|Wählen|Drücken|Klicken|Geben|Öffnen|Starten|Stellen|Achten|Beachten|Lesen)\sSie\s|"
    r"(?:To|In order to)\s[^,]{3,60},\s(?:[a-z]+\s(?:the|an?|your)|click|press|type|run|enter|see)\s"
)
_VERB: Final = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|can|will|does|did|may|must|ist|sind|war|wurde|hat|est|sont|a|était|es|son|fue)\b"
)
_BOOK: Final = re.compile(
    r"(?:[^,]+,\s){2,}(?:[^,]*\s)?(?:1[5-9]|20)\d\d\.|.*\b(?:Ltd|Press|Verlag|Publishers?|Éditions|GmbH|Inc)\b\.?,\s.*"
)
_CARRIES_ON: Final = re.compile(
    r"Here,\s|If\s(?:necessary|so|not),\s|The\s(?:remainder|rest)\sof\s|(?:\S+\s){1,4}?would\sthen\s|"
    r"(?:\S+\s){1,6}?in\sthe\s(?:chart|table|figure|diagram)\b|"
    r"(?:\S+\s){0,6}?(?:[Tt]his|[Tt]hese|[Tt]hose|[Ss]uch\s(?!as\b)|(?<!\beach\s)(?<!\bevery\s)(?<!\bno\s)(?<!\bany\s)[Oo]thers?\b(?!\sthan)|"
    r"[Aa]nother\b|also\b(?!\s(?:called|known|named|termed|referred|written))|instead\b(?!\sof)|"
    r"too\b(?=[,.])|[Mm]ore\sexamples|[Rr]epeat\b|diese[rnsm]?\b|aussi\b|autres?\b|ces\b|también\b|"
    r"otr[oa]s?\b|est[oae]s?\s(?=[a-z]+s?\b))"
)
"""Matches what adds to something said before, near the beginning of a sentence."""


def is_aside(text: str) -> bool:
    """Whether the sentence sends the reader elsewhere, is an instruction, or stands in brackets as a whole.

    A reference in brackets may stay, since the sentence is whole without it.
    """
    return (
        text.startswith("(")
        or bool(_SENDS_AWAY.search(_BRACKETS.sub("", text)))
        or bool(_INSTRUCTION.match(text))
        or _names_a_book(text)
    )


def carries_on(text: str) -> bool:
    """Whether the sentence adds to one before it, e.g. `There are also some variations` or `For other files, …`."""
    return bool(_CARRIES_ON.match(text))


def _names_a_book(text: str) -> bool:
    return bool(_BOOK.fullmatch(text)) and not _VERB.search(text)
