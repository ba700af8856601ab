import pytest

from studyapp.generation.extractive.languages.english import ENGLISH
from studyapp.generation.extractive.languages.verbs import has_verb
from studyapp.generation.extractive.reading.asides import carries_on, is_aside


@pytest.mark.parametrize(
    "text",
    [
        "The container uses Section 4.7.4 and is the backend of Section 7.6.",
        "Floats will be explained in Section 4.",
        "Die in der Tabelle 6 angeführten Befehle wechseln die Größe.",
        "For more, see the Common Gateway Interface of Apache.",
        "(The reference guide for graphics is called epslatex.)",
        "Press the key of the shell to see all jobs.",
        "Use kill(1) to end a process.",
        "Specifies the size of the box in the picture.",
        "Choisissez Sauvegarder les journaux depuis le menu.",
        "Verwenden Sie das Programm für alle Dateien.",
        "Technical Report 135, Department of informatics, University of Oslo, 1989.",
    ],
)
def test_what_sends_away_instructs_or_names_a_book_is_an_aside(text: str) -> None:
    assert is_aside(text)


@pytest.mark.parametrize(
    "text",
    [
        "The cell divides in two steps (see Section 4.2).",
        "Section 230 of the Communications Act protects hosts.",
        "Use of force is forbidden by the Charter.",
        "Press freedom is a basic right, a rule, and it was won in Prague, 1989.",
        "The Treaty was signed in Oslo, Norway, and was in force by 1989.",
        "Chapter 7 bankruptcy frees a debtor of most debts.",
    ],
)
def test_a_fact_is_no_aside(text: str) -> None:
    assert not is_aside(text)


@pytest.mark.parametrize(
    "text",
    [
        "New virtual package for implementations of the classic Cave game.",
        "The transformation format of Unicode defined by the standard.",
        "Geraint Wiggins, Eduardo Miranda, and Mitch Harris.",
    ],
)
def test_a_line_without_a_verb_is_seen(text: str) -> None:
    assert not has_verb(text, ENGLISH.small)


@pytest.mark.parametrize(
    "text",
    [
        "Plants absorb carbon dioxide through their leaves.",
        "Bacteria cause disease in animals.",
        "Rome fell to the Visigoths.",
        "The bank sells gold.",
        "Caesar crossed the Rubicon.",
        "People need water.",
        "It doesn’t matter.",
    ],
)
def test_any_kind_of_verb_is_seen(text: str) -> None:
    assert has_verb(text, ENGLISH.small)


@pytest.mark.parametrize(
    ("text", "does"),
    [
        ("There are also some variations in the design of the four books.", True),
        ("For other disk images, a block device is needed.", True),
        ("Applying these simple rules makes the page look calm.", True),
        ("Repeat the measurement with a fibre of glass.", True),
        ("Here, the file of the programs uses two names.", True),
        ("The program would then solve the equation for its constants.", True),
        ("The rising shares in the chart come from a denser text.", True),
        ("The root account is also called the superuser.", False),
        ("Just like any other system, a kernel needs a shutdown.", False),
        ("The two rows face each other in the hall.", False),
        ("Shops such as bakeries open early in the morning.", False),
    ],
)
def test_what_adds_to_something_said_before_is_seen(text: str, does: bool) -> None:
    assert carries_on(text) is does
