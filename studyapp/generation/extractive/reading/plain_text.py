"""A stretch of the material as a learner reads it: without markup, citations, footnote marks and references."""

import re
from typing import Final

from studyapp.rules.atoms import atoms
from studyapp.rules.text import strip_markup

_MARK: Final = re.compile(
    r"\[(?:\d{1,4}(?:[,;–-]\s?\d{1,4})*|[a-z]|(?:note|nb|n|fn)\s?\d+|\^[\w-]{1,12}|edit(?:\ssource)?|"
    r"citation needed|clarification needed|better source needed|when\?|who\?|by whom\?|according to whom\?|"
    r"[A-Z]\s\d{1,3}|Anm\.\s?\d+|nota\s\d+|Quelle fehlt|réf\. (?:nécessaire|souhaitée)|cita requerida|senza fonte|"
    r"carece de fontes\??|bron\?|Bearbeiten(?:\s\|\sQuelltext bearbeiten)?|Quelltext bearbeiten|"
    r"modifier(?:\s\|\smodifier le code)?|editar(?:\s(?:\|\seditar )?código)?|modifica(?:\s\|\smodifica wikitesto)?)\]"
    r"(?::\s?(?:S\.\s?|p\.\s?)?\d{1,4}(?:[–-]\d{1,4})?|(?<=\d\]),(?=\[\d))?|\u200b"
    r"|[\s~]?\\[a-z]{0,10}cite[a-z]{0,10}\*?(?:\[[^\]\n]{0,40}\]){0,2}\{[^{}\n]{1,80}\}"
    r"|\s?\[(?:(?:see|cf\.|vgl\.)\s)?-?@[^\[\]\n]{1,80}\]|\s?\[[A-Z][A-Za-z]{1,8}\+?\d{2}[a-z]?\]"
)
_SUPERSCRIPT: Final = re.compile(
    r"(?:(?<=[^\W\d_]{3})(?<!sin)(?<!cos)(?<!tan)|(?<=[.,;:!?”\"]))[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}(?:[,–][⁰¹²³⁴⁵⁶⁷⁸⁹]+)*"
)
"""Numbers of footnotes. After at most two letters they are powers, e.g. of `km²`."""
_NOTE_NUMBER: Final = re.compile(r"(?<![A-Z]{2}[.!?])(?<=[^\W\d_]{2}[.!?])\d{1,2}(?=\s|$)")
_NO_AUTHOR: Final = (
    r"(?!(?:January|February|March|April|May|June|July|August|September|October|November|December|Januar|Februar|März|"
    r"Mai|Juni|Juli|Oktober|Dezember|In|Since|From|Until|Born|Died|After|Before|Seit|Ab|Bis)\b)"
)
_AUTHOR: Final = rf"{_NO_AUTHOR}[A-ZÀ-Þ][\w'’.-]*"
_CITED: Final = (
    rf"(?:(?i:see(?:\salso)?|e\.g\.,?|cf\.|vgl\.|siehe|voir|cf|i\.e\.)\s)?(?:{_AUTHOR}[\s,&]{{1,2}}){{0,5}}?"
    rf"(?:(?:and|und|et|y|e|&|al\.?,?|others)\s?,?\s?(?:{_AUTHOR},?\s)?){{0,2}}"
    r"(?:1[5-9]|20)\d\d[a-z]?(?:,\s?(?:pp?\.|S\.)\s?\d+(?:[–-]\d+)?)?"
)
_POINTED_AT: Final = (
    r"(?i:(?:(?:see|cf\.|siehe|vgl\.|s\.|voir|ver|véase|compare)(?:\salso)?\s)?(?:the\s)?"
    r"(?:Tables?|Figures?|Figs?\.|Fig|Eqs?\.|Equations?|Sections?|Sect\.|Sec\.|Chapters?|Ch\.|Appendix|Box|Panel|"
    r"Abbildung|Abb\.|Tabelle|Tab\.|Kapitel|Kap\.|Abschnitt|Figura|Tabla|Tableau|Cuadro|Tabella)\s?"
    r"(?:\d+(?:\.\d+)*[a-z]?|[A-Z]\b)(?:(?:,|–|-|\sand|\sund|\set|\sy)\s?\d+(?:\.\d+)*[a-z]?){0,3})"
)
_IN_BRACKETS: Final = re.compile(
    rf"\s?\((?:{_CITED}(?:;\s?{_CITED}){{0,8}}|{_POINTED_AT}(?:[;,]\s?{_POINTED_AT}){{0,3}})\)"
)
_YEAR_OF_AUTHOR: Final = re.compile(r"(?<=\bal\.)\s?[(\[](?:1[5-9]|20)\d\d[a-z]?[)\]]")
_PLACE_AND_YEAR: Final = re.compile(r"\s?\([A-ZÀ-Þ][\w'’-]*,?\s(?:1[5-9]|20)\d\d\)")
_PLACES: Final = re.compile(
    r"\((?:Paris|London|Berlin|Rome|Roma|Rom|Wien|Vienna|Vienne|Viena|Madrid|Versailles|Moscow|Moskau|Moscou|Moscú|Tokyo|"
    r"Tokio|Brussels|Brüssel|Bruxelles|Geneva|Genf|Genève|Ginebra|Lisbon|Lissabon|Lisbonne|Lisboa|Athens|Athen|Athènes|"
    r"Atenas|Prague|Prag|Warsaw|Warschau|Varsovie|Budapest|Dublin|Oslo|Stockholm|Copenhagen|Kopenhagen|Amsterdam|"
    r"Hamburg|Munich|München|Leipzig|Dresden|Weimar|Frankfurt|Köln|Cologne|Lyon|Marseille|Barcelona|Sevilla|Seville|"
    r"Milan|Milano|Mailand|Venice|Venedig|Venezia|Florence|Florenz|Firenze|Naples|Napoli|Chicago|Boston|Philadelphia|"
    r"Washington|Montreal|Toronto|Mexico|México|Sydney|Melbourne|Beijing|Peking|Seoul|Kyoto|Nagoya|Delhi|Cairo|Kairo|"
    r"Nicaea|Maastricht|Schengen|Lausanne|Locarno|Utrecht|Bandung|Yalta|Potsdam|Nuremberg|Nürnberg|Olympics|Europe|Asia|"
    r"Africa|America|Germany|France|England|Italy|Spain|Russia|Japan|China|India|Deutschland|Frankreich|Italien|Spanien|"
    r"Russland|Allemagne|Italie|Espagne|Russie|Alemania|Francia|Italia|España|Rusia)\b"
)
"""Places that have given fairs, treaties and games their names; with a year after them they are no author."""
_HAS_AUTHOR: Final = re.compile(r"\((?:[^()]*[A-ZÀ-Þ]|see|siehe|vgl|cf|voir)")
_CAPTION: Final = re.compile(
    r"^(?:Figure|Fig\.|Table|Tab\.|Abbildung|Abb\.|Tabelle|Figura|Tabla|Tableau|Box)\s?\d+(?:\.\d+)*[a-z]?\s?[.:–—-]\s+"
)
_WIKI_LINK: Final = re.compile(r"\[\[(?:[^\[\]|\n]*\|)?([^\[\]|\n]+)\]\]")
_HIGHLIGHT: Final = re.compile(r"==(?=\S)([^=\n]+?)(?<=\S)==")
_FIRST_SLOT: Final = 0xF0000
_MOST_SLOTS: Final = 0xFFF0
_SLOT: Final = re.compile(f"[{chr(_FIRST_SLOT)}-{chr(_FIRST_SLOT + _MOST_SLOTS)}]")
"""Signs of a plane for private use, which no text has."""
_SPACE_BEFORE_STOP: Final = re.compile(r"\s+(?=[.,;:](?:\s|$))")


def plain(raw: str) -> str:
    """The words as they are read, on one line. Formulas and code stay as they are, with the signs around them."""
    text, kept = _masked(without_links(raw))
    text = _IN_BRACKETS.sub(_without_reference, _CAPTION.sub("", _HIGHLIGHT.sub(r"\1", text)))
    text = _without_marks(_YEAR_OF_AUTHOR.sub("", text))
    text = _SPACE_BEFORE_STOP.sub("", " ".join(strip_markup(text).split()))
    return _SLOT.sub(lambda slot: " ".join(kept[ord(slot[0]) - _FIRST_SLOT].split()), text)


def without_formulas(text: str) -> str:
    """The text with a capital letter in place of each formula and piece of code, for what judges prose."""
    return _SLOT.sub("X", _masked(text)[0])


def without_links(text: str) -> str:
    """The text with the names of wiki links in place of the links."""
    return _WIKI_LINK.sub(_last_part, text)


def _last_part(link: re.Match[str]) -> str:
    """The name of a link; of one to a heading in a note, what it is shown as."""
    return link[1].rsplit("#", 1)[-1].lstrip("^") if "|" not in link[0] else link[1]


def _without_reference(found: re.Match[str]) -> str:
    """Nothing, if the brackets name a source or a figure; a year alone is part of the sentence."""
    if _PLACE_AND_YEAR.fullmatch(found[0]) and _PLACES.search(found[0]):
        return found[0]
    return "" if _HAS_AUTHOR.search(found[0]) else found[0]


def _masked(text: str) -> tuple[str, list[str]]:
    """The text with one private sign for each formula and piece of code, and these in order."""
    kept: list[str] = []
    parts: list[str] = []
    last = 0
    text = _SLOT.sub("", text)
    for start, end in atoms(text):
        if text[start] in "$\\`" and len(kept) < _MOST_SLOTS:
            parts += [text[last:start], chr(_FIRST_SLOT + len(kept))]
            kept.append(text[start:end])
            last = end
    return "".join([*parts, text[last:]]), kept


def _without_marks(text: str) -> str:
    return _NOTE_NUMBER.sub("", _SUPERSCRIPT.sub("", _MARK.sub("", text)))
