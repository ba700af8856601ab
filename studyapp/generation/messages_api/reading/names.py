"""The names that models give to the parts of an item, and to the list of the items."""

from collections.abc import Mapping, Sequence
from typing import Final

from studyapp.rules.text import word_set

FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "question": ("question", "q", "front", "term", "stem", "prompt", "cardfront", "questiontext"),
    "answer": (
        "answer", "a", "back", "definition", "correctanswer", "rightanswer", "correct", "correctoption", "key",
        "solution", "cardback", "answertext",
        "answerletter", "correctletter", "correctanswerletter", "correctchoice", "correctanswers",
    ),
    "explanation": ("explanation", "reason", "rationale", "why", "feedback", "justification"),
    "quote": ("quote", "sourcequote", "evidence", "excerpt", "source"),
    "options": ("options", "choices", "answers", "alternatives", "answerchoices", "answeroptions"),
    "distractors": (
        "distractors", "wronganswers", "incorrectanswers", "wrong", "incorrect", "wrongoptions", "incorrectoptions",
    ),
    "kind": ("kind", "type", "questiontype"),
    "text": ("text", "option", "value", "answer", "choice", "distractor", "content"),
    "index": ("answerindex", "correctindex", "correctanswerindex", "correctoptionindex"),
    "letter": ("letter", "label", "id", "key"),
    "is_right": ("iscorrect", "correct", "isright", "isanswer"),
    "title": (
        "title", "name", "skill", "topic", "category", "label", "heading",
        "skillname", "topicname", "chaptername", "modulename", "lessonname", "unitname", "sectionname", "categoryname",
        "skilltitle", "topictitle", "chaptertitle", "moduletitle", "lessontitle", "unittitle", "sectiontitle",
        "categorytitle",
    ),
    "concept": (
        "title", "concept", "name", "heading", "topic", "concepttitle", "conceptname", "keyconcept", "term",
    ),
    "description": ("description", "desc", "summary", "details", "explanation", "about"),
    "number": ("number", "no", "num", "id", "nodeid", "path", "structure", "key"),
    "parent": ("parent", "parentid", "parentnumber", "parentkey", "parentnode"),
    "below": (
        "children", "topics", "subtopics", "nodes", "skills", "subskills", "items", "subcategories", "categories",
        "chapters", "modules", "units", "sections", "subsections", "lessons", "steps", "concepts", "knowledgepoints",
    ),
    "verdict": ("verdict", "grade", "judgement", "judgment", "rating", "result", "correctness", "iscorrect", "correct"),
    "score": ("score", "points", "percentage", "percent", "mark"),
    "feedback": ("feedback", "comment", "explanation", "reason", "rationale", "justification"),
    "missed": ("missed", "missing", "missedkeypoints", "missingkeypoints", "missedpoints", "missingpoints"),
}  # fmt: skip
"""The names of each field as models write them, without capitals and signs. The first that is there counts."""
_LISTS_OF_CARDS: Final = word_set("cards flashcards items questions quiz mcqs quizquestions")
_MAYBE_LISTS_OF_CARDS: Final = word_set("data results output deck notes")
"""Names of lists that hold cards in some answers, and something else in others."""
_LISTS_OF_NODES: Final = word_set("nodes skills categories tree skilltree")
_MAYBE_LISTS_OF_NODES: Final = word_set(
    "modules chapters units sections phases stages roadmap curriculum syllabus outline learningpath"
)
"""Names of lists that hold the categories in some answers, and are said beside the list of the nodes in others."""
_LISTS_OF_CONCEPTS: Final = word_set("concepts keyconcepts conceptlist lessonconcepts")
_MAYBE_LISTS_OF_CONCEPTS: Final = word_set("items data results output content topics sections lesson")
"""Names of lists that hold the concepts in some answers, and something else in others."""
_LISTS_OF_GRADES: Final = word_set("grades grading judgements judgments verdicts results")
_LISTS_OF_TEXTS: Final = word_set("distractors wronganswers incorrectanswers options choices items answers")


def plain(name: str) -> str:
    """The name without capitals and signs, e.g. `wronganswers` for `Wrong_Answers`."""
    return "".join(sign for sign in name.casefold() if sign.isalnum())


def lists_of(key: str) -> Mapping[str, bool]:
    """The names that the list asked for as `key` may have, and whether such a list holds nothing but items."""
    match key:
        case "distractors":
            return dict.fromkeys(_LISTS_OF_TEXTS, True)
        case "grades":
            return dict.fromkeys(_LISTS_OF_GRADES, True)
        case "nodes":
            return dict.fromkeys(_MAYBE_LISTS_OF_NODES, False) | dict.fromkeys(_LISTS_OF_NODES, True)
        case "concepts":
            return dict.fromkeys(_MAYBE_LISTS_OF_CONCEPTS, False) | dict.fromkeys(_LISTS_OF_CONCEPTS, True)
        case _:
            return dict.fromkeys(_MAYBE_LISTS_OF_CARDS, False) | dict.fromkeys(_LISTS_OF_CARDS | {plain(key)}, True)


def nested_in(key: str) -> frozenset[str]:
    """The names of lists that items asked for as `key` have within them."""
    return frozenset(FIELDS["below"]) if key == "nodes" else frozenset()


def telling_field(key: str) -> str:
    """The field that makes an object an item of the list asked for as `key`, and not e.g. the schema of one."""
    return {"nodes": "title", "concepts": "concept", "grades": "verdict"}.get(key, "question")


def has_text(item: object, field: str) -> bool:
    """Whether an object has this field, and something other than a list or an object in it."""
    if not isinstance(item, dict):
        return False
    fields: dict[object, object] = item  # pyright: ignore[reportUnknownVariableType]
    return any(
        plain(str(name)) in FIELDS[field] and not isinstance(value, dict | list) for name, value in fields.items()
    )


def field_of(item: Mapping[str, object], field: str) -> object:
    """The value of a field, whatever name it has; None if it is not there."""
    return value_of(item, FIELDS[field])


def value_of(item: Mapping[str, object], names: Sequence[str]) -> object:
    """The value under the first of these names that is there; None if none is."""
    by_name: dict[str, object] = {}
    for name, value in item.items():
        by_name.setdefault(plain(str(name)), value)
    return next((by_name[name] for name in names if by_name.get(name) is not None), None)
