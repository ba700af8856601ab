"""L7: a lesson speaks of its subject, not of itself, of the section it is made from, or of whoever wrote it."""

import re
from collections.abc import Iterator
from typing import Final

from studyapp.rules.findings import reject
from studyapp.rules.items import Finding
from studyapp.rules.phrases import META_TALK
from studyapp.rules.text import strip_markup, without_code

_PLACE: Final = r"(?:section|lesson|chapter|unit|module|concept|part|tutorial|lecture|paper|article|document)"
_ORT: Final = r"(?:Abschnitt|Kapitel|Lektion|Einheit|Teil|Artikel|Dokument|Text)"
_LIEU: Final = r"(?:section|leçon|chapitre|partie|article|document|texte)"
_LUGAR: Final = r"(?:sección|lección|capítulo|apartado|artículo|documento|texto)"
_ABOUT_ITSELF: Final = re.compile(
    rf"\bin (?:this|the (?:following|next|previous|last)) {_PLACE}s?,? (?:we|you|I|it)\b"
    rf"|\b(?:this|the (?:following|next|previous|last)) {_PLACE}s? (?:will |also |first |then )?"
    r"(?:covers?|describes?|explains?|introduces?|discusse?s?|presents?|shows?|deals?|is about|contains?|provides?|"
    r"gives?|looks?|explores?|examines?)\b"
    r"|\b(?:we|I) (?:will|shall|now|are going to|begin|start|turn|want to)\b[^.]{0,60}"
    rf"\b(?:this|next|following) {_PLACE}\b"
    r"|\blet(?:['’]s| us) (?:look|begin|start|see|consider|take|explore|dive|now|turn)\b"
    r"|\b(?:the user|the learner|the student) (?:wants|asked|asks|should)\b|\bI['’]ll\b|\bI will now\b"
    rf"|\b(?:in|aus|im) (?:diese[mnr]|folgenden|nächsten|vorherigen) {_ORT}\w* "
    r"(?:werden|wird|wollen|zeigen|lernen|sehen|geht|stellen|beschreiben|behandeln|betrachten|erklären)\b"
    rf"|\b(?:dieser|dieses|diese|der folgende|das folgende) {_ORT}\w* "
    r"(?:beschreibt|behandelt|erklärt|zeigt|enthält|gibt|stellt|führt|bietet)\b"
    rf"|\bdans (?:cette|ce|cet|la prochaine|le prochain) {_LIEU},? (?:nous|on|vous)\b"
    rf"|\b(?:cette|ce|cet) {_LIEU} (?:décrit|présente|explique|montre|traite|contient|donne|aborde|fournit)\b"
    rf"|\ben (?:esta|este|la siguiente|el siguiente) {_LUGAR},? "
    r"(?:se|vamos|veremos|aprender\w+|explic\w+|describ\w+)\b"
    rf"|\b(?:esta|este) {_LUGAR} (?:describe|explica|presenta|muestra|trata|contiene|ofrece)\b",
    re.IGNORECASE,
)


def talk(text: str) -> Iterator[Finding]:
    prose = strip_markup(without_code(text))
    for pattern in (META_TALK, _ABOUT_ITSELF):
        if match := pattern.search(prose):
            yield reject("L7", f"“{match[0].strip()}” is talk about the lesson, not part of it.")
            return
