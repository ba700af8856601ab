"""One attempt to write a lesson."""

from collections.abc import Sequence
from contextlib import aclosing
from dataclasses import asdict, replace

import structlog
from sqlmodel import Session

from studyapp.errors import ErrorCode, GenerationFailed, NoLongerWanted, NotFound, Outage, OutOfTokens
from studyapp.generation import lessons as generated
from studyapp.generation.calls import LessonCall
from studyapp.generation.checking import counted, describe_rejected
from studyapp.generation.failures import final
from studyapp.generation.lessons import Rejected
from studyapp.generation.provider import Usage
from studyapp.jobs.kinds.context import JobContext
from studyapp.jobs.kinds.lesson.ground import Ground, wanted
from studyapp.jobs.kinds.lesson.progress import Progress
from studyapp.jobs.kinds.lesson.request import LessonRequest
from studyapp.material.passages.passage import LineKind
from studyapp.models import MadeBy
from studyapp.rules.lessons import CheckedConcept, LessonChecker, LessonHead
from studyapp.rules.lessons.checker import MOST_CONCEPTS
from studyapp.services.lessons import making
from studyapp.services.lessons.making import Making

log = structlog.get_logger(__name__)


class Writing:
    def __init__(self, context: JobContext, request: LessonRequest, given: Ground, progress: Progress) -> None:
        self._context, self._request, self._given = context, request, given
        self._progress = progress
        self._made_by = MadeBy.MODEL if context.provider.model is not None else MadeBy.EXTRACTIVE
        self._checker = LessonChecker(
            given.text,
            language=given.language,
            made_by=self._made_by.value,
            standing=given.standing,
            headings=[each.start for each in given.passages if each.kind is LineKind.HEADING],
        )
        self._titles = [concept.title for concept in given.standing]

    @property
    def progress(self) -> Progress:
        return self._progress

    async def write(self) -> None:
        """Ask for the concepts that are missing, then once more for better ones in place of those rejected.

        Raises `GenerationFailed` if nothing sound came.
        """
        rejected = [] if self._progress.is_answered else await self._ask()
        await self._note(replace(self._progress, is_answered=True))
        if not self._progress.repaired:
            await self._repair(rejected)
        if not self._progress.saved and (self._request.concept or not self._given.standing):
            raise self._nothing_made()
        await self._finish()

    def _call(self) -> LessonCall:
        """The request for what is missing of the lesson as it is now."""
        return LessonCall(
            self._given.text,
            self._given.passages,
            clippings=self._given.clippings,
            course=self._given.course,
            language=self._request.language,
            wish=self._request.wish,
            standing=list(self._titles),
            replaced=self._given.replaced,
        )

    async def _ask(self) -> list[Rejected]:
        """Save the sound concepts of the answer, and return what was rejected. One that was cut off is continued."""
        saved = self._progress.saved
        try:
            return await self._save_all(self._call())
        except OutOfTokens:
            if self._progress.saved == saved:
                raise
        return await self._ask()

    async def _save_all(self, call: LessonCall) -> list[Rejected]:
        rejected: list[Rejected] = []
        said = generated.stream(self._context.provider, call, checker=self._checker, enough=self._has_enough)
        async with aclosing(said) as parts:
            async for part in parts:
                match part:
                    case Usage():
                        await self._context.record_usage(part)
                    case LessonHead() if not self._given.has_head:
                        await self._note(replace(self._progress, summary=part.summary, objectives=part.objectives))
                    case Rejected():
                        rejected.append(part)
                        await self._note(replace(self._progress, rejected=counted(self._progress.rejected, part.rule)))
                    case CheckedConcept() if not self._has_enough():
                        await self._save(part)
                    case _:
                        pass
        return rejected

    async def _repair(self, rejected: Sequence[Rejected]) -> None:
        """Ask once for better concepts in place of the rejected ones, and for the head if it is missing.

        An outage is raised. After any other failure the job continues with the lesson it has.
        """
        has_head = self._request.concept or self._progress.has_head or self._given.has_head
        lacking = [*rejected] if has_head else [*rejected, generated.NO_HEAD]
        call = generated.repair(self._call(), lacking, checker=self._checker)
        if call is None or self._has_enough():
            return
        await self._note(replace(self._progress, repaired=True), phase="improving")
        try:
            await self._save_all(call)
        except Outage:
            await self._note(replace(self._progress, repaired=False))
            raise
        except GenerationFailed as failure:
            log.info("job.repair_failed", error_code=failure.code, error=failure.sentence)

    async def _save(self, checked: CheckedConcept) -> None:
        """Save the concept. The first one of a lesson that is made anew takes the place of all it had."""
        request, ordinal = self._request, len(self._titles) + 1
        further = replace(self._progress, saved=self._progress.saved + 1, has_begun=True)

        def write(session: Session) -> int:
            section = wanted(session, self._context.job.user_id, request.section_id, hold=True)
            made, now = self._making(), self._context.now()
            if request.concept:
                self._replace(session, checked, request.concept)
            elif ordinal == 1:
                making.begin_anew(session, section, made, checked, now=now)
            else:
                making.save_concept(session, section, made, checked, ordinal=ordinal, now=now)
            return 1

        await self._context.save_items(write, items_done=further.saved, checkpoint=asdict(further))
        self._progress = further
        self._titles.append(checked.draft.title)

    def _replace(self, session: Session, checked: CheckedConcept, ordinal: int) -> None:
        section = wanted(session, self._context.job.user_id, self._request.section_id, hold=True)
        try:
            making.replace_concept(session, section, self._making(), checked, ordinal=ordinal, now=self._context.now())
        except NotFound as error:
            raise NoLongerWanted(error.sentence) from error

    async def _finish(self) -> None:
        left_out = self._checker.left_out()

        def write(session: Session) -> int:
            section = wanted(session, self._context.job.user_id, self._request.section_id, hold=True)
            if not self._request.concept:
                making.finish(session, section, self._making(), left_out=left_out, now=self._context.now())
            return 0

        done = self._progress.saved
        await self._context.save_items(write, items_done=done, phase="finalizing", checkpoint=asdict(self._progress))

    async def _note(self, further: Progress, *, phase: str | None = None) -> None:
        """Save the checkpoint without saving a concept."""
        await self._context.save_items(lambda _: 0, items_done=further.saved, phase=phase, checkpoint=asdict(further))
        self._progress = further

    def _making(self) -> Making:
        return Making(self._context.job.id, self._given.language, self._made_by, self._progress.head)

    def _has_enough(self) -> bool:
        return self._progress.saved > 0 if self._request.concept else len(self._titles) >= MOST_CONCEPTS

    def _nothing_made(self) -> GenerationFailed:
        rejected = self._progress.rejected
        if rejected:
            sentence = f"None of the {sum(rejected.values())} concepts was sound: {describe_rejected(rejected)}."
            return final(ErrorCode.BAD_OUTPUT, sentence)
        if self._made_by is MadeBy.MODEL:
            return final(ErrorCode.BAD_OUTPUT, "The model found nothing in this section to make a lesson of.")
        return final(
            ErrorCode.BAD_INPUT,
            "No lesson could be made of this section without a language model; "
            "with one (ANTHROPIC_API_KEY or ANTHROPIC_BASE_URL) it can be made of any text.",
        )
