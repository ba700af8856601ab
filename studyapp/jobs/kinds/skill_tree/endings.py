"""What a job that grows a skill tree says in the end."""

from typing import Any, Final

from sqlmodel import Session

from studyapp.errors import ErrorCode, GenerationFailed
from studyapp.generation.checking import describe_rejected
from studyapp.generation.extractive.outline import outline
from studyapp.generation.failures import final
from studyapp.jobs.kinds.skill_tree.ground import Ground
from studyapp.jobs.kinds.skill_tree.progress import Progress
from studyapp.jobs.store.views import JobSnapshot
from studyapp.services.goals import growing

ONE_CATEGORY: Final = "The tree has only one category."


def summary(session: Session, job: JobSnapshot, progress: Progress, *, partial: bool) -> dict[str, Any]:
    """The result of the job: the nodes it made, and how many were rejected by each rule."""
    ids = growing.nodes_of_job(session, job.user_id, job.id)
    made = {
        "goal_id": job.target_id,
        "node_ids": ids,
        "count": len(ids),
        "rejected": dict(progress.rejected),
        "partial": partial,
    }
    return made | {"replacement_id": progress.replacement_id} if progress.replacement_id else made


def note(given: Ground, progress: Progress, *, has_one_category: bool, has_model: bool) -> str:
    """What is wrong with the tree, in sentences; empty if nothing is. It may read the whole material once more."""
    said = [f"Left out were {describe_rejected(progress.rejected)}."] if progress.rejected else []
    if has_one_category:
        said.append(ONE_CATEGORY)
    if not has_model and not given.deck_tree:
        said.append(outline(given.material).note)
    return " ".join(filter(None, [*said, given.left_out]))


def nothing_grown(given: Ground, progress: Progress, *, has_model: bool) -> GenerationFailed:
    rejected = progress.rejected
    if rejected:
        sentence = f"None of the {sum(rejected.values())} skills was sound: {describe_rejected(rejected)}."
        return final(ErrorCode.BAD_OUTPUT, sentence)
    if has_model:
        return final(ErrorCode.BAD_OUTPUT, "The model named no skills. Say more exactly what you want to learn.")
    if given.deck_tree:
        return final(ErrorCode.BAD_INPUT, given.deck_tree.reason)
    return final(
        ErrorCode.BAD_INPUT,
        "This material has no headings, numbered lists or indented points to make a tree of; "
        "with a language model (ANTHROPIC_API_KEY or ANTHROPIC_BASE_URL) a tree can be made of any text.",
    )
