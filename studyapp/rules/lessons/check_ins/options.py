"""L5: the options of a choice are fair by the rules D1 to D13, and each says why it is right or wrong."""

import re
from collections.abc import Iterator
from typing import Final

from studyapp.rules.choices import ChoiceDraft, check_choices
from studyapp.rules.findings import reject
from studyapp.rules.items import Finding
from studyapp.rules.lessons.drafts import CheckInDraft, OptionDraft
from studyapp.rules.text import normalise, strip_markup

_VERDICT: Final = re.compile(
    r"(?:no|yes|this|that|it|is|are|was|the|an?|option|answer|choice|because|sorry|well|done|good|great|"
    r"correct|incorrect|right|wrong|true|false|not|"
    r"nein|ja|das|die|der|ist|antwort|richtig|falsch|korrekt|leider|nicht|stimmt|"
    r"non|oui|c'est|la|le|réponse|est|correcte?|incorrecte?|fausse?|vraie?|juste|exacte?|"
    r"sí|es|respuesta|correct[oa]|incorrect[oa]|fals[oa]|verdader[oa]|[a-d])"
)
"""A word that only says that something is right or wrong."""


def fair(draft: CheckInDraft) -> Iterator[Finding]:
    """Each finding under its own id, e.g. `D3`."""
    if draft.kind != "choice":
        return
    wrong = tuple(option.text for option in draft.options if not option.is_key)
    for finding in check_choices(ChoiceDraft(draft.stem, _key(draft).text, wrong)):
        yield Finding(finding.rule, finding.severity, finding.message)


def explained(draft: CheckInDraft) -> Iterator[Finding]:
    """Reject an option whose explanation is missing, is that of another, or says no more than “wrong”."""
    seen: set[str] = set()
    for option in draft.options:
        said = normalise(strip_markup(option.explanation))
        if not _says_why(option, said):
            yield reject("L5", f"The option “{option.text}” does not say why it is {_verdict(option)}.")
            return
        if said in seen:
            yield reject("L5", f"The option “{option.text}” has the explanation of another option.")
            return
        seen.add(said)


def _says_why(option: OptionDraft, said: str) -> bool:
    own = set(normalise(strip_markup(option.text)).split())
    return any(word not in own and not _VERDICT.fullmatch(word) for word in said.split())


def _verdict(option: OptionDraft) -> str:
    return "right" if option.is_key else "wrong"


def _key(draft: CheckInDraft) -> OptionDraft:
    return next(option for option in draft.options if option.is_key)
