"""What to give for the parameters of services and of the queue, by their names."""

from collections.abc import Callable
from typing import Any, Final

from sqlmodel import col

from studyapp.jobs.kinds.answer_check.handler import AnswerCheckRequest
from studyapp.jobs.kinds.card_snapshot import CardSnapshot
from studyapp.jobs.kinds.distractors.handler import DistractorRequest
from studyapp.jobs.kinds.document_import.handler import ImportRequest
from studyapp.jobs.kinds.flashcards.request import FlashcardRequest
from studyapp.jobs.kinds.lesson.progress import Progress
from studyapp.jobs.kinds.lesson.request import LessonRequest
from studyapp.jobs.kinds.questions.request import QuestionRequest
from studyapp.jobs.kinds.registry import HANDLERS
from studyapp.jobs.kinds.rewrite.handler import RewriteRequest
from studyapp.jobs.kinds.rewrite.versions import Version
from studyapp.jobs.kinds.skill_tree.request import SkillTreeRequest
from studyapp.jobs.requests.goals import NewGoal
from studyapp.material.reading import Document
from studyapp.models import GoalStatus, JobType, JudgedBy, Rating, SectionKind, StoredDocument, Verdict
from studyapp.rules.items import CardDraft
from studyapp.rules.lessons.grades import Grade
from studyapp.rules.trees import NodeDraft
from studyapp.services.goals.replacing.plan import Plan
from studyapp.services.scheduling.waiting import Scope
from tests.factories import NOON
from tests.owned_courses import COPY, FILE, INSIDE, MATERIAL, QUESTION
from tests.two_learners import ME, PICTURE, Belongings

Give = Callable[[Belongings], list[Any]]


def each(name: str) -> Give:
    return lambda owned: owned[name]


def lists(name: str) -> Give:
    """Each by itself, and all of them."""
    return lambda owned: [*([each] for each in owned[name]), owned[name]]


def made(make: Callable[..., Any], name: str) -> Give:
    return lambda owned: [make(each) for each in owned[name]]


THINGS: Final[dict[str, Give]] = {
    "card_id": each("card_id"),
    "into": lambda owned: owned["card_id"][1:],
    "card_ids": lambda owned: [*([owned["card_id"][at]] for at in (1, 4, 5, 8, 10)), owned["card_id"]],
    "deck_id": each("deck_id"),
    "deck_ids": lists("deck_id"),
    "course_id": each("course_id"),
    "course_ids": lists("course_id"),
    "document_id": each("document_id"),
    "document_ids": lists("document_id"),
    "upload_id": each("upload_id"),
    "arrived_as": each("upload_id"),
    "section_id": each("section_id"),
    "section_ids": lists("section_id"),
    "chapter_id": each("section_id"),
    "lesson_id": each("lesson_id"),
    "concept_id": each("concept_id"),
    "concept_ids": lists("concept_id"),
    "goal_id": each("goal_id"),
    "goal_ids": lists("goal_id"),
    "services.lessons.mastery_rows.rows_of.of": lambda owned: [
        col(StoredDocument.id) == document_id for document_id in owned["document_id"]
    ],
    "image_id": each("image_id"),
    "job_id": each("job_id"),
    "job_ids": lists("job_id"),
    "batch": each("job_id"),
    "but_by": each("job_id"),
    "check_in_id": each("check_in_id"),
    "check_in_ids": lists("check_in_id"),
    "answer_id": each("answer_id"),
    "node_id": each("node_id"),
    "node_ids": lists("node_id"),
    "head_id": each("job_id"),
    "parent_id": each("node_id"),
    "presentation_id": each("presentation_id"),
    "review_id": each("review_id"),
    "replacement_id": each("replacement_id"),
    "plan": lambda owned: [Plan(owned["goal_id"][0], None, moved={owned["card_id"][0]: owned["node_id"][1]})],
    "session_id": each("session_id"),
    "scope": lambda owned: [
        *(Scope(deck_id) for deck_id in owned["deck_id"]),
        *(Scope(goal_id=goal_id) for goal_id in owned["goal_id"]),
        *(Scope(node_id=node_id) for node_id in owned["node_id"]),
        *(Scope(course_id=course_id) for course_id in owned["course_id"]),
        *(Scope(concept_id=concept_id) for concept_id in owned["concept_id"]),
    ],
    "services.goals.nodes.move_node.parent_id": lambda owned: [owned["node_id"][at] for at in (2, 2, 0, 0, 0)],
    "services.cards.lists.list_cards.job_id": lambda owned: owned["job_id"][:2],
    "services.cards.lists.list_cards.card_id": lambda owned: owned["card_id"][:2],
    "target_id": lambda owned: [owned["deck_id"][0], owned["card_id"][1]],
    "target_ids": lambda owned: [owned["deck_id"], owned["card_id"]],
    "jobs.kinds.distractors.handler.accept.request": made(lambda each: DistractorRequest(card_id=each), "card_id"),
    "jobs.kinds.answer_check.handler.accept.request": made(
        lambda each: AnswerCheckRequest(answer_id=each), "answer_id"
    ),
    "jobs.kinds.rewrite.handler.accept.request": made(lambda each: RewriteRequest(card_id=each), "card_id"),
    "jobs.kinds.flashcards.handler.accept.request": made(
        lambda each: FlashcardRequest(content=MATERIAL, deck_id=each), "deck_id"
    ),
    "jobs.kinds.flashcards.material.outline.request": made(
        lambda each: FlashcardRequest(document_id=each), "document_id"
    ),
    "jobs.kinds.flashcards.material.read.request": made(lambda each: FlashcardRequest(document_id=each), "document_id"),
    "jobs.kinds.flashcards.sections.accept.request": made(lambda each: FlashcardRequest(section_id=each), "section_id"),
    "jobs.kinds.flashcards.sections.is_of_course.request": made(
        lambda each: FlashcardRequest(document_id=each), "document_id"
    ),
    "jobs.kinds.flashcards.sections.read.payload": made(
        lambda each: {"source": each, "spans": [[0, INSIDE]]}, "document_id"
    ),
    "jobs.kinds.flashcards.sections.mark_asked.payload": made(
        lambda each: {"section_ids": [each], "is_whole": True}, "section_id"
    ),
    "jobs.kinds.questions.handler.accept.request": made(
        lambda each: QuestionRequest(prompt="Cells", deck_id=each), "deck_id"
    ),
    "jobs.kinds.document_import.handler.accept.request": made(
        lambda each: ImportRequest(document_id=each), "document_id"
    ),
    "jobs.kinds.skill_tree.handler.accept.request": made(lambda each: SkillTreeRequest(goal_id=each), "goal_id"),
    "jobs.kinds.skill_tree.ground.read.request": made(lambda each: SkillTreeRequest(goal_id=each), "goal_id"),
    "jobs.kinds.skill_tree.ground.read.begun": each("replacement_id"),
    "jobs.kinds.lesson.handler.accept.request": made(lambda each: LessonRequest(section_id=each), "section_id"),
    "jobs.kinds.lesson.ground.read.request": made(lambda each: LessonRequest(section_id=each), "section_id"),
    "jobs.requests.goals.start_goal.wanted": lambda owned: [
        *(NewGoal(title="Botany", deck_id=each) for each in owned["deck_id"]),
        *(NewGoal(title="Botany", document_id=each) for each in owned["document_id"]),
    ],
    "jobs.queue.queue.enqueue.payload": lambda owned: [
        {"content": MATERIAL, "deck_id": owned["deck_id"][0]},
        {"prompt": "Cells", "deck_id": owned["deck_id"][0]},
        {"card_id": owned["card_id"][4]},
        {"card_id": owned["card_id"][4]},
        {"goal_id": owned["goal_id"][0]},
        {"document_id": owned["document_id"][1]},
        {"section_id": owned["section_id"][1]},
        {"answer_id": owned["answer_id"][1]},
    ],
}
"""What belongs to somebody, by the name of the parameter or by function and parameter."""

ROWS: Final[dict[str, Give]] = {
    "card": each("card_id"),
    "shown": lambda owned: owned["card_id"][:3],
    "but": each("card_id"),
    "cards": lambda owned: [owned["card_id"]],
}
"""Cards: whoever gives them has found them among the learner's own."""

NEVER_THEIRS: Final = {
    "jobs.queue.queue.enqueue.parent_id": "given by `prefetch`, which found the job among one's own",
    "services.cards.editing.save_draft.job_id": "the job that saves its own cards",
    "services.cards.editing.save_draft.document_id": "the document that the job has found among the learner's own",
    "services.cards.editing.save_draft.node_id": "the skill that the job has found among the learner's own",
    "services.goals.growing.save_node.job_id": "the job that saves its own nodes",
    "services.goals.replacing.replace.begin.plan": "made of what was found among the learner's own",
    "services.goals.replacing.replace.begin.job_id": "the job that replaces",
}
"""Ids that are never given from outside, and why."""

NO_SESSION: Final = {
    "services.cards.bulk.alive": "a condition for a query, which has the owner in it",
    "services.cards.filters.with_tag": "the same",
    "services.courses.courses.alive": "the same",
    "services.goals.goals.alive": "the same",
    "services.trash.together.decks_deleted_alone": "the same",
    "services.scheduling.skills.studied_nodes": "a query, which has the owner in it",
    "services.scheduling.skills.resting_nodes": "the same",
    "services.scheduling.waiting.tagged": "the same",
    "jobs.store.rate_limit.window": "the same",
    "jobs.store.reading.newest": "a query, which has the owner in it",
}
UNSEEN: Final = {
    "services.accounts.touch": "writes the learner's row as it is",
    "services.accounts.hold_user": "only locks",
    "services.changes.changed": "wakes the learner's tabs once there is a commit",
    "jobs.store.claims.announce": "the same",
    "services.study.answers.refuse_if_gone": "raises or does nothing",
    "services.courses.files.room.check_room": "the same",
    "services.study.practice.checked": "the same",
}
"""Functions that neither answer nor change a row."""

PLAIN: Final[dict[str, list[Any]]] = {
    "at": [INSIDE],
    "jobs.requests.flashcards.paragraph_jobs.starts": [[0]],
    "services.coverage.material.read_prose.spans": [[(0, INSIDE)]],
    "services.coverage.material.choose_of_document.count": [1],
    "is_chosen": [False],
    "services.courses.sections.mark_section.kind": [SectionKind.FRONT],
    "now": [NOON],
    "since": [NOON],
    "title": ["Biology"],
    "question": ["What is it that a mitochondrion makes?"],
    "answer": ["Most of the energy"],
    "tags": [["exam"]],
    "distractors": [["Ribosomes", "Lysosomes", "Vacuoles"]],
    "rating": [Rating.AGAIN],
    "duration_ms": [900],
    "choice": [0],
    "priority": [1],
    "values": [{"flagged": True}],
    "picture": [PICTURE],
    "document": [Document("Lecture 4", MATERIAL)],
    "pairs": [0],
    "file": [FILE],
    "copy": [COPY],
    "size": [1_000],
    "largest": [10**9],
    "before": [0],
    "arrived": [500],
    "is_original": [False, True],
    "name": ["leaves.pdf"],
    "most_bytes": [10**9],
    "services.courses.courses.edit_course.values": [{"name": "Zoology"}],
    "draft": [CardDraft("What is it that a cell does?", "It lives")],
    "findings": [[]],
    "source_title": [None],
    "ordinal": [7],
    "jobs.requests.lessons.make_concept_anew.ordinal": [1],
    "progress": [Progress()],
    "services.goals.growing.save_node.draft": [NodeDraft("1", "Fruit")],
    "grade": [Grade(Verdict.RIGHT, 100)],
    "judged_by": [JudgedBy.SIMILARITY],
    "jobs.requests.check_ins.answer.option": [1, None],
    "jobs.requests.check_ins.answer.text": [None, "It makes ATP."],
    "services.lessons.answers.answer_check_in.option": [1, None],
    "services.lessons.answers.answer_check_in.text": [None, "It makes ATP."],
    "count": [5],
    "among": [()],
    "kind": ["deck", "card"],
    "handlers": [HANDLERS],
    "limit": [20],
    "job_type": list(JobType),
    "services.accounts.save_preferences.theme": ["dark"],
    "services.cards.editing.add_card.answer": ["Most of the energy"],
    "services.cards.editing.edit_card.answer": ["Most of the energy"],
    "services.cards.lists.is_asked_already.question": ["What does a cell need?"],
    "services.decks.edit_deck.title": ["Botany"],
    "version": [Version.BEFORE],
    "status": [GoalStatus.ARCHIVED],
    "position": [1],
    "number": [1],
    "quote": [MATERIAL[:40]],
    "start": [0],
    "end": [40],
    "services.goals.goals.edit_goal.title": ["Zoology"],
    "services.goals.goals.similar_titles.title": ["Botany"],
    "services.goals.nodes.add_node.title": ["Fruit"],
    "services.goals.replacing.replace.begin.replacement_id": ["a-new-one"],
    "services.goals.nodes.edit_node.title": ["Fruit"],
    "snapshot": [CardSnapshot(CardDraft(QUESTION, f"Energy for {ME}"), QUESTION, ())],
}
