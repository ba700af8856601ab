"""F11: warn of wording that becomes outdated or confuses; such a card is not refused."""

import re
from collections.abc import Iterator
from typing import Final

from studyapp.rules import cloze
from studyapp.rules.findings import warn
from studyapp.rules.items import CardDraft, Finding
from studyapp.rules.sentences import split_sentences
from studyapp.rules.text import strip_markup, without_code, word_set, words

_AGEING: Final = re.compile(
    r"\b(?:currently|nowadays|at\s+present|as\s+of\s+now|(?:the|its|their)\s+(?:latest|newest|most\s+recent)|latest|"
    r"to\s+date|these\s+days|so\s+far|derzeit|zurzeit|momentan|heutzutage|gegenwärtig|neueste[nrs]?|"
    r"actuellement|de\s+nos\s+jours|actualmente|hoy\s+en\s+día)\b",
    re.IGNORECASE,
)
_LATEST_TIME: Final = re.compile(
    r"\blatest\s+(?:at|by|possible|start|finish|time)\b|\bat\s+(?:the\s+)?latest\b", re.IGNORECASE
)
_YEAR: Final = re.compile(r"\b(?:1[0-9]{3}|20[0-9]{2})\b")

_ACRONYM: Final = re.compile(r"(?<![\w/.-])[A-Z]{3,6}(?![\w/-])")
_ROMAN: Final = re.compile(r"[IVXLCDM]+")
_FAMILIAR: Final = word_set(
    "DNA RNA USA NASA NATO HTML CSS SQL HTTP HTTPS CPU GPU RAM ROM USB PDF URL XML JSON API ATP UNO HIV AIDS BBC "
    "FBI CIA NOT AND NULL SELECT FROM WHERE JOIN GROUP ORDER INSERT UPDATE DELETE TRUE FALSE WHO IBM MRI GDP UTC "
    "GMT NaN ASCII LED LCD DVD UFO VIP FAQ CEO PhD MIT UNESCO UNICEF FIFA OECD OPEC USSR UdSSR DDR BRD NSDAP SPD "
    "CDU"
)
_NEGATORS: Final = word_set("not never no none cannot without neither nobody nothing nicht kein keine keinen nie ohne")


def ageing_words(draft: CardDraft) -> Iterator[Finding]:
    """F11: warn of words such as `currently`, which only hold for the day they were written."""
    text = _all_text(draft)
    match = _AGEING.search(_LATEST_TIME.sub("", text))
    if match and not _YEAR.search(text):
        yield warn("F11", f"“{match[0]}” ages; say as of when.")


def unexplained_acronym(draft: CardDraft) -> Iterator[Finding]:
    """F11: warn of an acronym that is not spelled out anywhere on the card."""
    text = _all_text(draft) + " " + (draft.explanation or "")
    for acronym in dict.fromkeys(_ACRONYM.findall(_all_text(draft))):
        if acronym not in _FAMILIAR and not _ROMAN.fullmatch(acronym) and not _is_spelled_out(acronym, text):
            yield warn("F11", f"“{acronym}” is not spelled out on the card.")
            return


def _is_spelled_out(acronym: str, text: str) -> bool:
    """Whether consecutive words of the text have these initials (small words may stand between), or the text explains
    it.
    """
    if re.search(rf"\b{acronym}\b\s*(?:\(|stands? for|is short for|steht für|means)|\(\s*{acronym}\b", text):
        return True
    tokens = [word for word in words(text) if word.isalpha()]
    wanted = acronym.casefold()
    starts = [at for at, word in enumerate(tokens) if word[0] == wanted[0] and word != wanted]
    return any(_initials_from(tokens[at : at + 2 * len(wanted)], wanted) for at in starts)


def _initials_from(tokens: list[str], wanted: str) -> bool:
    """Whether each letter begins a word or follows within a long one, e.g. `photosystem` gives p and s."""
    rest = wanted
    for word in tokens:
        if rest and word[0] == rest[0]:
            rest = rest[1:]
            while rest and len(rest) > 1 and rest[0] in word[3:] and len(word) > 8:
                rest = rest[1:]
    return not rest


def double_negation(draft: CardDraft) -> Iterator[Finding]:
    """F11: warn of two negations in one sentence of the question."""
    for sentence in split_sentences(strip_markup(without_code(cloze.revealed(draft.question)))):
        tokens = words(sentence)
        count = sum(1 for word in tokens if word in _NEGATORS or word.endswith("n't"))
        if count >= 2 and "neither" not in tokens:
            yield warn("F11", "A double negation is easily misread.")
            return


def _all_text(draft: CardDraft) -> str:
    sides = (cloze.revealed(draft.question), draft.answer)
    return " ".join(strip_markup(without_code(side)) for side in sides)
