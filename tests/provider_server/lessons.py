"""Makes lessons of the sentences of a section: each becomes a concept with two check-ins."""

import json
import re
from typing import Any, Final

from tests.provider_server.prompt import Asked

Concept = dict[str, Any]

MOST: Final = 6
_GERMAN: Final = (
    "Das trennt die Zelle von ihrer Umgebung, so dass innen andere Verhältnisse herrschen können als außen.",
    "Was klein genug ist, gelangt von selbst hindurch, und dafür muss niemand Energie aufwenden.",
    "Größere Teilchen brauchen einen eigenen Weg, den ihnen besondere Eiweiße in der Hülle öffnen.",
)
_MARK: Final = re.compile(r"\[page (\d+)\]\n")
_WORD: Final = re.compile(r"[^\W\d_]{5,}")


def opening(asked: Asked) -> str:
    """The head, up to and including the bracket of the list."""
    is_one = bool(asked.replaced)
    summary = "" if is_one else f"What there is to know about {asked.heading}."
    objectives = [] if is_one else [f"Explain {asked.heading}", f"Tell the parts of {asked.heading} apart"]
    if "code “de”" in asked.text:
        summary, objectives = "Was die Zelle von ihrer Umgebung trennt und wie etwas hindurch gelangt.", []
    return f'{{"summary": {json.dumps(summary)}, "objectives": {json.dumps(objectives)}, "concepts": ['


def concepts(asked: Asked) -> list[Concept]:
    """Up to `MOST` concepts, none of those that exist; the replaced one in other words."""
    sentences = _sentences(asked.material)
    if asked.replaced:
        [sentence, page] = next((each for each in sentences if _title(each[0]) in asked.replaced[0]), sentences[0])
        return [_concept(sentence, page, again="Once more: ")]
    made = [_concept(sentence, page) for sentence, page in sentences[:MOST]]
    if "code “de”" in asked.text:
        made = [_in_german(concept, at) for at, concept in enumerate(made)]
    if "wish" in _tags(asked.text):
        made = [concept | {"title": f"Anew: {concept['title']}"} for concept in made]
    return [concept for concept in made if concept["title"] not in asked.avoid]


def bad_concept(number: int) -> Concept:
    """A concept that no rule accepts: its quote is invented."""
    invented = {"page": 1, "quote": f"words that stand nowhere in it, number {number}"}
    return {
        "title": f"Nothing {number}",
        "kind": "fact",
        "sources": [invented],
        "explanation": "Something that is long enough to be an explanation in a lesson on a section.",
    }


def _concept(sentence: str, page: int, *, again: str = "") -> Concept:
    word = max(_WORD.findall(sentence), key=len)
    source = {"page": page, "quote": sentence}
    options = [
        {"text": text, "explanation": f"{text} is what this is about." if not at else f"{text} is something else.",
         "is_key": not at}
        for at, text in enumerate((word, f"{word}ium", f"anti{word}", f"{word}oid"))
    ]  # fmt: skip
    gap = re.sub(rf"\b{word}\b", "___", sentence)
    return {
        "title": again + _title(sentence),
        "kind": "fact",
        "sources": [source],
        "explanation": f"{again}Put in other words, it is like this: {sentence}",
        "formulas": [],
        "examples": [],
        "notes": [{"kind": "insight", "text": f"{word} is the word to remember."}],
        "depends_on": [],
        "check_ins": [
            {"kind": "choice", "stem": f"{again}Which word fits in “{gap}”?", "options": options, "expected": "",
             "key_points": [], "source": source},
            {"kind": "short", "stem": f"{again}What is said of {_title(sentence)}?", "options": [],
             "expected": sentence, "key_points": [word], "source": source},
        ],
    }  # fmt: skip


def _in_german(concept: Concept, at: int) -> Concept:
    """The concept with an explanation in German, and without a note, which would be in English."""
    return concept | {"explanation": _GERMAN[at % len(_GERMAN)], "notes": []}


def _title(sentence: str) -> str:
    return " ".join(sentence.rstrip(".!?").split()[:6])


def _sentences(material: str) -> list[tuple[str, int]]:
    """The sentences with their pages, each once."""
    parts = _MARK.split(material)
    pages = [(0, parts[0]), *((int(page), text) for page, text in zip(parts[1::2], parts[2::2], strict=True))]
    found: dict[str, int] = {}
    for page, text in pages:
        lines = [line.lstrip("# ") for line in text.splitlines()]
        for sentence in (part.strip() for line in lines for part in re.split(r"(?<=[.!?])\s+", line)):
            if len(sentence.split()) >= 4 and _WORD.search(sentence):
                found.setdefault(sentence, page)
    return list(found.items())


def _tags(text: str) -> set[str]:
    return set(re.findall(r"<(\w+)-\w+>\n", text))
