"""The words around what is quoted, in the languages they are known in."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Phrases:
    """Each is a form with `{}` for what is put in."""

    quote: str
    page: str
    term: str
    """Asks for the term that is described."""
    other: str
    """Says that an option is something else, followed by its own sentence."""
    right: str
    explain: str
    """Asks for what a heading announces."""
    to_define: str
    """An objective."""
    to_explain: str
    read_on_page: str
    """Says of a part that it needs a model, with its page."""
    read_in_text: str
    """The same without a page."""
    guide: str
    """The summary of a reading guide: how many parts it has."""


_ENGLISH: Final = Phrases(
    quote="“{}”",
    page="(p. {})",
    term="What is the term for “{}”?",
    other="{} is something else:",
    right="The text says:",
    explain="Explain in a sentence or two: {}",
    to_define="Say what “{}” is.",
    to_explain="Explain: {}.",
    read_on_page="Page {}: to be read in the text itself. To explain it, a language model is needed.",
    read_in_text="To be read in the text itself. To explain it, a language model is needed.",
    guide="A guide for reading in {} parts. To explain what is said in formulas, code or "
    "tables, a language model is needed.",
)
PHRASES: Final = {
    "en": _ENGLISH,
    "de": Phrases(
        quote="„{}“",
        page="(S. {})",
        term="Welcher Begriff bedeutet „{}“?",
        other="{} ist etwas anderes:",
        right="Im Wortlaut:",
        explain="Erkläre in ein, zwei Sätzen: {}",
        to_define="Sagen, was „{}“ ist.",
        to_explain="Erklären: {}.",
        read_on_page="Seite {}: im Text selbst zu lesen. Um es zu erklären, braucht es ein Sprachmodell.",
        read_in_text="Im Text selbst zu lesen. Um es zu erklären, braucht es ein Sprachmodell.",
        guide="Ein Leitfaden zum Lesen in {} Teilen. Um zu erklären, was in Formeln, Code oder "
        "Tabellen steht, braucht es ein Sprachmodell.",
    ),
    "fr": Phrases(
        quote="« {} »",
        page="(p. {})",
        term="Quel terme signifie « {} » ?",
        other="{}, c'est autre chose :",
        right="Le texte dit :",
        explain="Explique en une ou deux phrases : {}",
        to_define="Dire ce qu'est « {} ».",
        to_explain="Expliquer : {}.",
        read_on_page="Page {} : à lire dans le texte même. Pour l’expliquer, il faut un modèle de langue.",
        read_in_text="À lire dans le texte même. Pour l’expliquer, il faut un modèle de langue.",
        guide="Un guide de lecture en {} parties. Pour expliquer ce que disent les formules, le "
        "code ou les tableaux, il faut un modèle de langue.",
    ),
    "es": Phrases(
        quote="«{}»",
        page="(p. {})",
        term="¿Qué término significa «{}»?",
        other="{} es otra cosa:",
        right="El texto dice:",
        explain="Explica en una o dos frases: {}",
        to_define="Decir qué es «{}».",
        to_explain="Explicar: {}.",
        read_on_page="Página {}: para leer en el propio texto. Para explicarlo hace falta un modelo de lenguaje.",
        read_in_text="Para leer en el propio texto. Para explicarlo hace falta un modelo de lenguaje.",
        guide="Una guía de lectura en {} partes. Para explicar lo que dicen las fórmulas, el código "
        "o las tablas hace falta un modelo de lenguaje.",
    ),
}


def is_spoken(language: str | None) -> bool:
    """Whether a lesson in this language can have words that are not from the text."""
    return language in PHRASES


def phrases(language: str | None) -> Phrases:
    """Those of the language, or of English where they are not known in it."""
    return PHRASES.get(language or "en", _ENGLISH)
