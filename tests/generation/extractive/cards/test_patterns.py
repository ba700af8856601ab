"""Questions from sentences with a known pattern, in every language that has patterns."""

import pytest

from studyapp.generation.extractive.cards import english, german, romance
from studyapp.generation.extractive.cards.english import facts as english_facts
from tests.generation.extractive.samples import read

ENGLISH = [
    (
        "A thylakoid is a flattened sac inside the chloroplast.",
        "What is a thylakoid?",
        "A flattened sac inside the chloroplast",
    ),
    ("Photolysis is the splitting of water into oxygen.", "What is photolysis?", "The splitting of water into oxygen"),
    ("TCP, like UDP, is a protocol that carries data.", "What is TCP?", "A protocol that carries data"),
    ("Coenzymes are small molecules that carry groups.", "What are coenzymes?", "Small molecules that carry groups"),
    (
        "Melvin Calvin was an American chemist who traced carbon.",
        "Who was Melvin Calvin?",
        "An American chemist who traced carbon",
    ),
    (
        "Jupiter is the largest planet in the Solar System.",
        "What is the largest planet in the Solar System?",
        "Jupiter",
    ),
    (
        "The fluid around the thylakoids is called the stroma.",
        "What is the fluid around the thylakoids called?",
        "The stroma",
    ),
    ("Inflation refers to a general rise in prices.", "What does inflation refer to?", "A general rise in prices"),
    (
        "Sodium chloride, also known as table salt, dissolves.",
        "What is another name for sodium chloride?",
        "Table salt",
    ),
    ("Network address translation (NAT) hides hosts.", "What does NAT stand for?", "Network address translation"),
    ("Photosynthesis takes place in the chloroplasts.", "Where does photosynthesis take place?", "In the chloroplasts"),
    (
        "An osteon consists of lamellae, a canal and two vessels.",
        "What does an osteon consist of?",
        "Lamellae, a canal and two vessels",
    ),
    ("An osteon consists of lamellae and a canal.", "What does an osteon consist of?", "Lamellae and a canal"),
    (
        "IPv6 was developed because addresses were running out.",
        "Why was IPv6 developed?",
        "Because addresses were running out",
    ),
    ("An IPv4 address has 32 bits.", "How many bits does an IPv4 address have?", "32"),
    ("There are 206 bones in the adult skeleton.", "How many bones are there in the adult skeleton?", "206"),
    ("The OSI model was published in 1984.", "In which year was the OSI model published?", "1984"),
    (
        "The drug penicillin was discovered by Alexander Fleming in 1928.",
        "Who discovered the drug penicillin in 1928?",
        "Alexander Fleming",
    ),
    ("The novel Emma was written by Jane Austen in 1815.", "Who wrote the novel Emma in 1815?", "Jane Austen"),
    (
        "In 1897 Eduard Buchner showed that yeast can ferment.",
        "Who showed in 1897 that yeast can ferment?",
        "Eduard Buchner",
    ),
    ("King Valdemar IV of Denmark conquered Gotland.", "Who conquered Gotland?", "King Valdemar IV of Denmark"),
]
GERMAN = [
    (
        "Der Taupunkt ist die Temperatur, bei der Luft gesättigt ist.",
        "Was ist der Taupunkt?",
        "Die Temperatur, bei der Luft gesättigt ist",
    ),
    (
        "Als Verdunstung bezeichnet man den Übergang in Dampf.",
        "Was bezeichnet man als Verdunstung?",
        "Den Übergang in Dampf",
    ),
    ("Die windabgewandte Seite heißt Lee.", "Wie heißt die windabgewandte Seite?", "Lee"),
    (
        "Die Grenze zweier Gebiete wird als Wasserscheide bezeichnet.",
        "Wie wird die Grenze zweier Gebiete bezeichnet?",
        "Wasserscheide",
    ),
    (
        "Virtuelles Wasser nennt man das Wasser, das verbraucht wird.",
        "Was nennt man virtuelles Wasser?",
        "Das Wasser, das verbraucht wird",
    ),
    ("Eine Wolke besteht aus winzigen Tröpfchen.", "Woraus besteht eine Wolke?", "Aus winzigen Tröpfchen"),
]
FRENCH = [
    ("La Bastille était une forteresse royale de Paris.", "Qu'était la Bastille ?", "Une forteresse royale de Paris"),
    (
        "Un volcan est une ouverture par laquelle sort la lave.",
        "Qu'est-ce qu'un volcan ?",
        "Une ouverture par laquelle sort la lave",
    ),
    (
        "Les États généraux sont une assemblée de députés du royaume.",
        "Que sont les États généraux ?",
        "Une assemblée de députés du royaume",
    ),
]
SPANISH = [
    ("Un volcán es una abertura por la que sale lava.", "¿Qué es un volcán?", "Una abertura por la que sale lava"),
]


def found(sentence: str, language: str) -> dict[str, str]:
    (only,), vocabulary = read(sentence, language)
    asking = {
        "en": (english.questions, english_facts.questions),
        "de": (german.questions,),
        "fr": (romance.french,),
        "es": (romance.spanish,),
    }
    return {candidate.question: candidate.answer for ask in asking[language] for candidate in ask(only, vocabulary)}


@pytest.mark.parametrize(
    ("sentence", "question", "answer", "language"),
    [
        (*case, language)
        for language, cases in (("en", ENGLISH), ("de", GERMAN), ("fr", FRENCH), ("es", SPANISH))
        for case in cases
    ],
)
def test_a_pattern_becomes_a_question(sentence: str, question: str, answer: str, language: str) -> None:
    assert found(sentence, language).get(question) == answer


@pytest.mark.parametrize(
    "sentence",
    [
        "The reason is a lack of light in the forest.",
        "The mitotic spindles are depolymerized into monomers that are used again.",
        "The four great Kontore were the Steelyard, the Peterhof and Bryggen.",
        "South Africa gained independence in 1910.",
        "When King Valdemar conquered Gotland in 1361, trade was in danger.",
        "Photosynthesis is important for all life on Earth.",
        "The last council took place in the nineteenth century.",
        "The shell consists of the carapace and the plastron.",
        "Keyboards are often tailored to the characters used in a language.",
        "The guilty mind is the state of mind that must accompany it.",
        "The usual test is the but-for test that courts use.",
        "The defence is available to a person because of a threat of death or injury.",
    ],
)
def test_what_only_looks_like_a_pattern_is_left_alone(sentence: str) -> None:
    assert found(sentence, "en") == {}


@pytest.mark.parametrize(
    ("sentence", "answer"),
    [
        ("Estrogen is the hormone that assists in growth, ovulation, and calcium uptake.",
         "The hormone that assists in growth, ovulation, and calcium uptake"),
        ("ATP is the energy currency of the cell and is obtained from sugar.", "The energy currency of the cell"),
        ("The ridge is the longest chain on Earth and runs for 16,000 kilometres.", "The longest chain on Earth"),
        ("A cirque is a hollow in a valley, and a lake in it is known as a tarn.", "A hollow in a valley"),
        ("Brine is a solution of acids and salts in water.", "A solution of acids and salts in water"),
        ("A port is a number (16 bits) that names a process; it is local.", "A number that names a process"),
    ],
)  # fmt: skip
def test_a_definition_is_cut_where_it_ends(sentence: str, answer: str) -> None:
    assert answer in found(sentence, "en").values()
