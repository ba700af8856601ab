"""The phrases that rules F5 and F7 look for, by language.

A phrase is listed with the words that give it this meaning: `the author` of a novel is a fact, but `what the author
argues` refers to a page the learner does not have.
"""

import re
from typing import Final


def _any_of(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(alternatives).replace(" ", r"\s+"), re.IGNORECASE)


_TELLS: Final = (
    "(?:says?|states?|stated|mentions?|mentioned|describes?|described|argues?|argued|claims?|claimed|explains?|"
    "explained|suggests?|suggested|discusse[sd]|discuss|points? out|emphasi[sz]es?|lists?|notes?|noted|defines?)"
)
_PAGE: Final = (
    "(?:passage|text|excerpt|article|paragraph|section|chapter|lecture|lesson|document|material|slides?|notes)"
)
_PICTURE: Final = "(?:example|figure|diagram|table|picture|image|graph|code|formula)"
_SHOWN: Final = (
    "(?:described|mentioned|shown|discussed|listed|stated|given|noted|seen|defined|explained|introduced|outlined|"
    "featured|presented|depicted|pictured|illustrated|summari[sz]ed)"
)
_NOT_QUOTED: Final = r"(?!\s*[\"„«»'])"

LEANS_ON_PAGE: Final = _any_of(
    rf"\b(?:in|from|by|of|to) (?:this|the (?:given|provided|above|following|present)) {_PAGE}\b",
    rf"\b(?:this|the (?:given|provided)) {_PAGE} (?:is about|{_TELLS}|covers?|refers?)",
    rf"\baccording to (?:the|this) (?:{_PAGE}|authors?|source|figure|table|diagram|speaker|lecturer)\b",
    rf"\b(?:does|did|do|would) the (?:authors?|{_PAGE}|speaker|lecturer) [a-z]+",
    rf"\bthe (?:authors?|passage|excerpt|lecturer) (?:also )?{_TELLS}\b",
    r"\bin the (?:passage|excerpt|text)(?=\s*[?.,]|$)",
    rf"\b{_SHOWN} (?:above|below|earlier|previously|here|in (?:the|this) (?:{_PAGE}|figure|table|diagram))\b",
    r"\b(?:the|see) (?:above|below)\b(?! (?:the|zero|sea|ground|freezing|average))",
    r"\bthe above[-\s]?(?:mentioned|named|said)\b",
    rf"\b(?:in )?(?:this|the (?:above|following|given)) {_PICTURE}\b",
    r"\b(?:in|see|from) (?:fig(?:ure|\.)|table|diagram|equation|eq\.|appendix)\s*\d",
    r"\bwhich (?:one )?of (?:the following|these|those)\b",
    r"\bthe following (?:is|are|statements?|options?|terms?)\b",
    rf"\b(?:im|laut|nach|gemäß|aus) (?:(?:dem|diesem|vorliegenden) )?(?:Text|Textabschnitt|Abschnitt|Artikel|Kapitel|"
    rf"Skript)\b{_NOT_QUOTED}",
    r"\bin diesem (?:Text|Abschnitt|Beispiel|Kapitel|Artikel|Absatz)\b",
    r"\b(?:der|die) Autor(?:in|en)? (?:sagt|schreibt|meint|behauptet|erklärt|beschreibt|nennt)",
    r"\boben (?:genannt|beschrieben|erwähnt|gezeigt|erklärt)\w*",
    r"\bim Folgenden\b",
    r"\bwelche[rs]? der folgenden\b",
    rf"\b(?:dans|selon|d['’]après) (?:ce|le|cet) (?:texte|passage|extrait|chapitre|article)\b{_NOT_QUOTED}",
    r"\bl['’]auteure? (?:dit|affirme|explique|décrit|mentionne)",
    r"\bci-(?:dessus|dessous)\b",
    r"\b(?:lequel|laquelle) des\b.{0,20}\bsuivant",
    rf"\b(?:en|según) (?:este|el) (?:texto|pasaje|fragmento|capítulo|artículo)\b{_NOT_QUOTED}",
    r"\bel autor (?:dice|afirma|explica|describe|menciona)",
    r"\b(?:mencionad|descrit)[oa]s? (?:arriba|anteriormente)\b",
    r"\bcuál de (?:los|las) siguientes\b",
)

NO_SUBJECT: Final = _any_of(
    r"^\W*(?:they|he|she|this|these|those) (?:is|are|was|were|has|have|had|can|could|will|does|do|must|should)\b",
    r"^\W*(?:what|which|when|where|why|how|who) (?:is|are|was|were|does|did|do|has|have|had|can|could|will) "
    r"(?:it|they|he|she|this|these|that|those)(?: \w+)?\s*\?\s*$",
    r"\b(?:previous|preceding|earlier|next) question\b",
    r"\b(?:question|statement) (?:above|below|\d+)\b",
    r"^\W*(?:er|sie|dies|diese[rs]?) (?:ist|sind|war|waren|hat|haben|wird|werden|kann)\b",
    r"^\W*(?:elle|ils|elles|ceci|cela) (?:est|sont|était|étaient|a|ont|peut)\b",
    r"^\W*(?:esto|ellos|ellas|ella|él) (?:es|son|era|eran|fue|fueron|tiene|tienen)\b",
)
"""F5: a question whose subject was named elsewhere. `It is …` is not listed, since it may begin an ordinary sentence.
"""

META_TALK: Final = _any_of(
    r"\bas an? (?:ai|artificial intelligence|(?:large )?language model)\b",
    r"\bals KI(?:-|\s)",
    r"^\W*(?:(?:sure|certainly|of course|okay|great)\W+)?here(?: is| are|['’]s) (?:the|a|an|your|some|my|one|\d+)\b",
    r"^\W*(?:sure|certainly|of course)[!,.]",
    r"\blet me (?:know|explain|help|think|try|see|give|show|start|first|create|provide|rephrase|summari[sz]e)\b",
    r"^let me\b",
    r"\bword count\b",
    r"\bi hope this helps\b",
    r"\bi (?:cannot|can['’]t|am unable to) (?:answer|help|provide|create|generate)\b",
    r"\b(?:chapter|section|page|slide|lecture|part) \d+ (?:says?|explains?|describes?|discusses|covers?|states?|shows?|"
    r"introduces)\b",
    r"\b(?:in|of|from|on) (?:chapter|page|slide|lecture) \d+\b(?! of\s)",
    r"^\W*(?:question|answer|flash\s?card|card)\s*\d*\s*[:：]",
    r"\b(?:this|the following) flash\s?cards?\b",
    r"^\W*hier (?:ist|sind) (?:die|deine|eine)\b.*:\s*$",
    r"^\W*voici (?:les?|la|une?)\b.*:\s*$",
    r"^\W*aquí (?:está|están|tienes) (?:las?|los|tus?)\b.*:\s*$",
)
