"""A lesson as a generator proposes it: first its head, then its concepts one by one, neither saved nor checked yet."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LessonHead:
    summary: str
    """At most 60 words."""
    objectives: tuple[str, ...]
    """2 to 5."""


@dataclass(frozen=True, slots=True)
class SourceDraft:
    """Where something stands in the material."""

    quote: str
    """12 to 300 characters, verbatim."""
    page: int | None = None
    """From 1; None where the material has no pages."""


@dataclass(frozen=True, slots=True)
class FormulaDraft:
    latex: str
    """Without dollar signs."""
    variables: tuple[tuple[str, str], ...] = ()
    """Each variable as LaTeX, and what it stands for."""
    page: int | None = None


@dataclass(frozen=True, slots=True)
class ClippingDraft:
    """A formula or figure of the material, shown as a picture of its place on the page."""

    kind: str
    """`formula` or `figure`."""
    page: int
    area: tuple[float, float, float, float]
    """Left, top, right and bottom in percent of the page."""
    width: int
    height: int
    """In pixels, on the picture of the page."""
    caption: str = ""
    """As it stands on the page; empty if it has none."""


@dataclass(frozen=True, slots=True)
class ExampleDraft:
    text: str
    page: int | None = None
    is_from_source: bool = False


@dataclass(frozen=True, slots=True)
class NoteDraft:
    kind: str
    """`critical`, `mistake` or `insight`."""
    text: str


@dataclass(frozen=True, slots=True)
class OptionDraft:
    text: str
    explanation: str
    """Why it is right or wrong; shown once it was answered."""
    is_key: bool = False


@dataclass(frozen=True, slots=True)
class CheckInDraft:
    kind: str
    """A value of `CheckInKind`: `choice`, `short` or `cloze`."""
    stem: str
    options: tuple[OptionDraft, ...] = ()
    """Four, one of which is the key; empty where the answer is written."""
    expected: str = ""
    """The model answer where it is written; for a cloze the hidden words."""
    key_points: tuple[str, ...] = ()
    """What an answer must say to be right."""
    source: SourceDraft | None = None


@dataclass(frozen=True, slots=True)
class ConceptDraft:
    title: str
    """At most 80 characters."""
    kind: str
    """A value of `ConceptKind`."""
    explanation: str
    """Markdown of 30 to 150 words."""
    sources: tuple[SourceDraft, ...]
    """1 to 4."""
    formulas: tuple[FormulaDraft, ...] = ()
    clippings: tuple[ClippingDraft, ...] = ()
    examples: tuple[ExampleDraft, ...] = ()
    notes: tuple[NoteDraft, ...] = ()
    depends_on: tuple[str, ...] = ()
    """Titles of concepts of the same lesson that are to be understood first."""
    check_ins: tuple[CheckInDraft, ...] = ()
    """1 to 3."""
