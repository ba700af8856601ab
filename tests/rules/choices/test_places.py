"""D12: questions and explanations that name an option by its letter, its number or its place."""

import pytest

from studyapp.rules.choices.labels import explanation_names_place, question_names_place, without_places

STEM = "Which city is the capital of Australia?"
OPTIONS = ("Canberra", "Sydney", "Melbourne", "Perth")


@pytest.mark.parametrize(
    "text",
    [
        "Option C is correct because Canberra was chosen in 1908.",
        "Canberra was chosen in 1908, so answer (c) fits.",
        "Canberra was chosen in 1908; A is only the largest city and B is the second largest.",
        "A and B are both larger than the capital.",
        "Options A, B and D name larger cities.",
        "The second answer is the largest city.",
        "The first and second options are larger cities.",
        "(B) is wrong because it was a rival.",
        "The answer is C.",
        "The correct answer is therefore C because of a compromise.",
        "Correct answer: C",
        "B is incorrect, for it was a rival.",
        "It is a compromise, so C is right.",
        "It is a compromise; therefore C is the right choice.",
        "Option 2 is the largest city.",
        "Choice #3 was the rival.",
        "Answer number 2 is the largest city.",
        "The last option lies in the west.",
        "The options above are larger cities.",
        "Sydney (A) and Perth (D) are only large cities.",
        "**Option C** is correct.",
        "Antwort C ist richtig, denn Canberra wurde 1908 gewählt.",
        "Die dritte Antwort ist richtig.",
        "Canberra wurde 1908 gewählt. B ist falsch.",
        "Die Antwortmöglichkeit B nennt eine größere Stadt.",
        "La réponse B est fausse.",
        "La deuxième réponse est la plus grande ville.",
        "La bonne réponse est C.",
        "C est correcte, car elle fut choisie en 1908.",
        "La opción C es correcta.",
        "La respuesta correcta es la opción b.",
        "La segunda respuesta es la ciudad más grande.",
        "La risposta B è sbagliata.",
        "L'opzione C è corretta.",
        "A segunda alternativa é a maior cidade.",
        "A resposta correta é a alternativa C.",
        "Antwoord B is onjuist.",
        "Het tweede antwoord is de grootste stad.",
    ],
)
def test_an_option_is_named_by_its_place(text: str) -> None:
    assert explanation_names_place(text, stem=STEM, options=OPTIONS)


@pytest.mark.parametrize(
    "text",
    [
        "Vitamin C is correct for scurvy, and vitamin A is wrong.",
        "Plan B is right: plan A had failed.",
        "Type A is the competitive one.",
        "Hepatitis B is the only one with DNA.",
        "A city may be large and not the capital.",
        "An answer a century old: the seat of government was a compromise.",
        "The answer to the rivalry was a new city.",
        "The answer is a compromise.",
        "Boron (B) is a metalloid.",
        "Carbon (C) and boron (B) form a hard ceramic.",
        "C major is correct, as is its relative, A minor.",
        "The first choice for anaphylaxis is adrenaline.",
        "The second city is larger; the first parliament met elsewhere.",
        "In his second answer Fermat gave a method.",
        "The other options are larger cities.",
        "The final answer is what the solver writes.",
        "The correct option is the planned city.",
        "Option pricing came later.",
        "A is the amplitude of the wave.",
        "Section B lies in the south. Bach wrote the Mass in B minor.",
        "The D-Day landings and the A-bomb ended the war.",
        "E. coli is harmless here.",
        "Option 10 km away was too far.",
        "Die Antwort auf den Streit war eine neue Stadt.",
        "La réponse immunitaire et la réponse à la question diffèrent.",
        "La opción elegida fue una ciudad nueva; la respuesta a todo.",
        "La vitamina D es correcta para los huesos.",
    ],
)
def test_words_that_only_resemble_a_place_pass(text: str) -> None:
    assert explanation_names_place(text, stem=STEM, options=OPTIONS) is None


def test_a_letter_that_stands_in_the_question_or_an_option_has_a_meaning_of_its_own() -> None:
    text = "C is correct: B was only its model, and A and B are older."
    assert (
        explanation_names_place(text, stem="Which language did Ritchie design?", options=("C", "B", "A", "Ada")) is None
    )
    assert explanation_names_place(text, stem=STEM, options=OPTIONS)


def test_an_article_is_no_letter_of_its_own() -> None:
    options = ("High altitude", "Low altitude", "Added salt", "A closed lid")
    text = "Briefly: A is correct because the air is thinner."
    assert explanation_names_place(text, stem="What lowers the boiling point?", options=options)


def test_a_question_about_options_may_name_them() -> None:
    text = "The first option is exercised before the second option."
    assert explanation_names_place(text, stem="Which option is exercised first?", options=OPTIONS) is None


@pytest.mark.parametrize(
    ("stem", "names"),
    [
        ("Which element does option B name?", True),
        ("Which is right: the second option or the fourth?", True),
        ("Which is the capital? A) Sydney B) Melbourne C) Canberra D) Perth", True),
        ("Which vitamin is option A in the list of C vitamins?", True),
        ("Which of plan A and plan B came first?", False),
        ("Which option gives the right to buy?", False),
        ("Which vein is usually the first choice when drawing blood?", False),
        ("What does the answer to a tort claim contain?", False),
    ],
)
def test_a_question_makes_sense_in_any_order(stem: str, *, names: bool) -> None:
    assert bool(question_names_place(stem, OPTIONS)) is names


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (
            "Option C is correct. Canberra was chosen in 1908 as a compromise.",
            "Canberra was chosen in 1908 as a compromise.",
        ),
        (
            "Canberra was chosen in 1908 as a compromise. So the answer is C.",
            "Canberra was chosen in 1908 as a compromise.",
        ),
        ("Canberra was chosen in 1908.", "Canberra was chosen in 1908."),
        ("Option C is correct because Canberra was chosen.", "Option C is correct because Canberra was chosen."),
        ("Option C is correct. True.", "Option C is correct. True."),
        (
            "The second answer is the largest city. It was never the seat of government.",
            "The second answer is the largest city. It was never the seat of government.",
        ),
    ],
)
def test_a_sentence_that_names_a_place_is_left_out_if_the_rest_explains(text: str, left: str) -> None:
    assert without_places(text, stem=STEM, options=OPTIONS) == left


@pytest.mark.parametrize("piece", ["option ", "A, ", "(A) ", "the second ", "A is ", "is ", ". "])
def test_hostile_explanations_are_read_in_no_time(piece: str) -> None:
    text = piece * (400_000 // len(piece))
    explanation_names_place(text, stem=text, options=(text,))
    question_names_place(text, (text,))
