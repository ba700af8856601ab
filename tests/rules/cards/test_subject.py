"""F5: a card names its subject instead of a pronoun."""

import pytest

from studyapp.rules.cards import check_card
from studyapp.rules.items import CardDraft
from tests.rules.cards.findings import draft, found


@pytest.mark.parametrize(
    "question",
    [
        "When was he born?",
        "What does it consist of?",
        "Why did they leave?",
        "What is its capital?",
        "How does it work?",
        "How old was she when she became queen?",
        "In which year did he move to Paris?",
        "In what year was it founded?",
        "What would happen without it?",
        "What is the main cause of this?",
        "What is one of its uses?",
        "Which of them is larger?",
        "In 1905, what did he publish?",
        "Who discovered it?",
        "Who first described it?",
        "Who succeeded him?",
        "What causes it?",
        "What causes them?",
        "What is the purpose of it?",
        "What happens when it is heated?",
        "When it is heated, what happens?",
        "What was his most famous work?",
        "Who was her husband?",
        "How did their empire end?",
        "Which two rivers does it lie between?",
        "What is it called?",
        "Why is it important?",
        "How long does it take?",
        "Where does it take place?",
        "What is it used to measure?",
        "Did he win?",
        "Does it conduct electricity?",
        "Describe its structure.",
        "Explain how it works.",
        "Name this show.",
        "What does this mean?",
        "Why is this process important?",
        "Who proposed this theory?",
        "Why is that important?",
        "What are these called?",
    ],
)
def test_a_bare_pronoun_is_no_subject(question: str) -> None:
    assert found(draft(question, "Something or other")) - {"F3!"} == {"F5!"}


@pytest.mark.parametrize(
    "question",
    [
        "Wann wurde er geboren?",
        "Woraus besteht es?",
        "Warum verließen sie das Land?",
        "Was ist seine Hauptstadt?",
        "In welchem Jahr starb sie?",
        "Wer hat es erfunden?",
        "Wie heißt ihre Hauptstadt?",
        "Was passiert, wenn es erhitzt wird?",
        "Beschreibe seine Funktion.",
        "Welche Folgen hatte das?",
        "De quoi est-elle composée ?",
        "Quand a-t-il été fondé ?",
        "Qu'a-t-elle découvert ?",
        "Quand est-il né ?",
        "En quelle année est-elle morte ?",
        "Pourquoi ont-ils quitté le pays ?",
        "Quelle est sa capitale ?",
        "Qui l'a inventé ?",
        "À quoi sert-il ?",
        "À quoi ça sert ?",
        "Quand est-ce qu'elle est née ?",
        "¿Cuándo nació?",
        "¿En qué año murió?",
        "¿Cuál es su capital?",
        "¿Quién lo inventó?",
        "¿De qué está compuesto?",
        "¿Para qué sirve?",
        "¿Por qué es importante?",
        "¿Cuántos habitantes tiene?",
        "¿Por qué se fueron?",
        "¿Dónde vivían ellos?",
    ],
)
def test_nor_is_it_in_other_languages(question: str) -> None:
    assert found(draft(question, "1756")) == {"F5!"}


@pytest.mark.parametrize(
    "text",
    [
        "He was crowned in {{c1::800}}.",
        "It was founded in {{c1::1636}} by settlers.",
        "It contains {{c1::four}} chambers.",
        "They consist of {{c1::protons}} and neutrons.",
        "Its capital is {{c1::Lima}}.",
        "This enzyme splits {{c1::starch}} in the mouth.",
        "Er wurde {{c1::1756}} in Salzburg geboren.",
        "Elle a été fondée en {{c1::1163}}.",
        "Fue firmado en {{c1::1648}}.",
    ],
)
def test_a_gap_does_not_help(text: str) -> None:
    assert found(draft(text, "", kind="cloze")) >= {"F5!"} or found(draft(text, "x", kind="cloze")) == {"F5!"}


@pytest.mark.parametrize(
    "question",
    [
        "Why is it colder at altitude?",
        "Why is it important to wash your hands?",
        "Under what circumstances is it okay to touch corals?",
        "Why is it dangerous for divers to rise quickly?",
        "What time is it in Tokyo when it is noon in London?",
        "How far is it from the Earth to the Moon?",
        "How long does it take light to reach the Earth?",
        "What does it mean for a function to be continuous?",
        "What is it called when a solid turns into gas?",
        "Why does it rain on the windward side of a mountain?",
        "What makes it possible for birds to fly?",
        "Which planet is it that lies closest to the Sun?",
        "When Marie Curie moved to Paris, what did she study?",
        "Marie Curie moved to Paris in 1891. What did she study there?",
        "Before he became emperor, what was Augustus called?",
        "When water is heated, what happens to it?",
        "What did Marie Curie study when she moved to Paris?",
        "Which of Shakespeare's plays did he write last?",
        "Which animal carries its young in a pouch?",
        "Who lost her head in 1793?",
        "Who led his army across the Alps?",
        "Which country changed its name in 1972?",
        "Which metal is so soft that it can be cut with a knife?",
        "What has its own DNA besides the nucleus?",
        "What does this print: `print(1)`?",
        "What does this print?\n```python\nprint(1)\n```",
        "What is this bone called? ![bone](https://example.org/bone.png)",
        "What does “it” stand for in grammar?",
        "Who said of Socrates that he was ugly?",
        "What do you call a word that means the same?",
        "Wie viele Planeten gibt es im Sonnensystem?",
        "Warum ist es am Äquator wärmer als am Pol?",
        "Warum ist es wichtig, die Hände zu waschen?",
        "Wie heißt es, wenn ein Gas flüssig wird?",
        "Was verstehen Sie unter Osmose?",
        "Welches Tier trägt seine Jungen im Beutel?",
        "Wann starb Mozart, und wo wurde Haydn geboren?",
        "Combien de temps faut-il pour traverser la Manche ?",
        "Combien y a-t-il de planètes ?",
        "Pourquoi est-il important de se laver les mains ?",
        "Quelle heure est-il à Tokyo ?",
        "Quand Napoléon est-il mort ?",
        "Pourquoi le ciel est-il bleu ?",
        "Quel acide l'estomac produit-il ?",
        "¿Cuándo nació Simón Bolívar?",
        "¿Qué hora es en Lima?",
        "¿Cuál es la capital de Perú?",
        "¿Qué inventó Edison?",
    ],
)
def test_a_pronoun_with_its_noun_or_without_a_meaning_passes(question: str) -> None:
    assert "F5!" not in found(draft(question, "Something"))


@pytest.mark.parametrize(
    "text",
    [
        "It is {{c1::illegal}} to export works of art without a licence.",
        "It takes the Earth {{c1::365}} days to orbit the Sun.",
        "It was {{c1::Darwin}} who described the finches.",
        "Those who eat {{c1::plants}} only are called herbivores.",
        "Es gibt {{c1::16}} Bundesländer in Deutschland.",
        "Il faut {{c1::huit}} minutes à la lumière pour venir du Soleil.",
        "Her Majesty's {{c1::navy}} ruled the waves.",
        "Mitochondria make {{c1::ATP}}; they have their own DNA.",
    ],
)
def test_a_statement_may_begin_with_an_empty_word(text: str) -> None:
    assert "F5!" not in found(draft(text, "x", kind="cloze"))


def test_a_statement_without_a_gap_may_be_a_riddle() -> None:
    assert "F5!" not in found(draft("This gland makes insulin.", "The pancreas"))
    assert "F5!" in found(draft("This gland makes {{c1::insulin}}.", "insulin", kind="cloze"))


@pytest.mark.parametrize("kind", ["basic", "multiple_choice"])
def test_the_rule_says_which_words_are_meant(kind: str) -> None:
    findings = check_card(CardDraft("How old was she when she died?", "44", kind=kind), passage=None)
    assert [finding.message for finding in findings] == ["“How old was she” does not say what is meant."]


@pytest.mark.parametrize(
    "piece", ["what ", "is it ", "when he ", "quel il ", "warum es ", "in the ", "qué es ", "this "]
)
def test_hostile_questions_are_read_in_no_time(piece: str) -> None:
    text = piece * (990 // len(piece))
    for question in (text, f"What {text}?", f"Quelle {text} ?", f"Warum {text}?", f"¿Qué {text}?"):
        found(draft(question, "Something"))
