"""Makes realistic questions with options, so that a page of them looks real."""

import re
from itertools import islice
from typing import Any, Final

from tests.provider_server.prompt import Asked

Question = dict[str, Any]

_AT_ONCE: Final = 20
_USUAL: Final = 8


def announced(asked: Asked) -> int:
    """The total number of questions, as named in the prompt."""
    named = re.search(r"\b([1-9]\d?)\b(?!:)", asked.material)
    return min(int(named[1]) if named else _USUAL, len(POOL))


def opening(asked: Asked) -> str:
    subject = " ".join(asked.material.split())[:60].replace("\\", "").replace('"', "'")
    return f'{{"intent": "What matters about {subject}", "total": {asked.count or announced(asked)}, "questions": ['


def good_questions(asked: Asked) -> list[Question]:
    """As many questions as one answer may have, and three more, none of them in `avoid`."""
    known = set(asked.avoid)
    count = asked.count or min(announced(asked), _AT_ONCE)
    return list(islice((each for each in POOL if each["question"] not in known), count + 3))


def bad_question(number: int) -> Question:
    return _choice(f"Is statement number {number} in this passage true?", "Yes", "No", "Maybe", "Never", "")


def _choice(question: str, answer: str, first: str, second: str, third: str, explanation: str) -> Question:
    return {
        "kind": "multiple_choice",
        "question": question,
        "answer": answer,
        "distractors": [first, second, third],
        "explanation": explanation,
    }


def _claim(statement: str, answer: str, explanation: str) -> Question:
    return {
        "kind": "true_false",
        "question": statement,
        "answer": answer,
        "distractors": [],
        "explanation": explanation,
    }


POOL: Final = [
    _choice(
        "Which organelle makes most of a human cell's ATP?",
        "Mitochondrion", "Ribosome", "Lysosome", "Golgi apparatus",
        "Cellular respiration takes place in it. Ribosomes build proteins, which costs ATP.",
    ),
    _choice(
        "In which year did the Berlin Wall fall?", "1989", "1987", "1991", "1985",
        "The border was opened on the evening of 9 November 1989.",
    ),
    _claim(
        "The Great Wall of China is visible to the naked eye from the Moon.", "False",
        "It is far too narrow: from the Moon even continents are hard to tell apart.",
    ),
    _choice(
        "Which planet of the solar system has the shortest year?", "Mercury", "Venus", "Mars", "Jupiter",
        "It is the closest to the Sun and circles it in 88 days.",
    ),
    _choice(
        "What does the enzyme amylase break down?", "Starch", "Protein", "Fat", "Cellulose",
        "It cuts starch into sugars, beginning in the mouth. Pepsin is the one for protein.",
    ),
    _choice(
        "Which gas makes up the largest part of Earth's air?", "Nitrogen", "Oxygen", "Argon", "Methane",
        "About 78 percent is nitrogen; oxygen follows with 21 percent.",
    ),
    _claim(
        "Water expands when it freezes.", "True",
        "Ice is less dense than liquid water, which is why it floats.",
    ),
    _choice(
        "Which river flows through Vienna and Budapest?", "Danube", "Rhine", "Elbe", "Vistula",
        "It rises in the Black Forest and ends in the Black Sea.",
    ),
    _choice(
        "What is the chemical symbol of sodium?", "Na", "So", "Sd", "Nm",
        "It comes from the Latin word natrium.",
    ),
    _choice(
        "Who developed the theory of general relativity?",
        "Albert Einstein", "Isaac Newton", "Niels Bohr", "Max Planck",
        "He published it in 1915. Newton described gravity as a force two centuries before.",
    ),
    _claim(
        "Human beings use a tenth of their brain at most.", "False",
        "Imaging shows activity in every part of the brain over a day.",
    ),
    _choice(
        "Which blood cells carry oxygen through the human body?",
        "Erythrocytes", "Leukocytes", "Thrombocytes", "Lymphocytes",
        "Their haemoglobin binds oxygen in the lungs. Leukocytes defend the body.",
    ),
    _choice(
        "What is the capital of Australia?", "Canberra", "Sydney", "Melbourne", "Brisbane",
        "It was built as a compromise between the rivals Sydney and Melbourne.",
    ),
    _choice(
        "Which unit measures electrical resistance?", "Ohm", "Volt", "Watt", "Ampere",
        "It is named after Georg Ohm, who related voltage and current.",
    ),
    _claim(
        "Sound travels faster in water than in air.", "True",
        "Water is much harder to compress, so pressure waves pass about four times as fast.",
    ),
    _choice(
        "Which layer of Earth lies directly beneath the crust?", "Mantle", "Inner core", "Outer core", "Stratosphere",
        "It reaches down to some 2,900 km. The outer core begins beneath it.",
    ),
    _choice(
        "How many chromosomes does a healthy human body cell hold?", "46", "48", "44", "42",
        "They form 23 pairs. Chimpanzees have 48.",
    ),
    _choice(
        "Which composer wrote the opera The Magic Flute?", "Mozart", "Haydn", "Beethoven", "Schubert",
        "It was first performed in Vienna in 1791, two months before his death.",
    ),
    _claim(
        "The Sun is a planet.", "False",
        "It is a star: it shines by nuclear fusion in its core.",
    ),
    _choice(
        "What do bees collect to make honey?", "Nectar", "Pollen", "Resin", "Dew",
        "Nectar is thickened into honey. Pollen feeds the brood.",
    ),
    _choice(
        "Which ocean lies between Africa and Oceania?", "Indian Ocean", "Atlantic Ocean", "Arctic Ocean",
        "Southern Ocean",
        "It is the third largest, bounded by Asia in the north.",
    ),
    _choice(
        "Which treaty ended the First World War with Germany?",
        "Treaty of Versailles", "Treaty of Trianon", "Treaty of Sèvres", "Peace of Westphalia",
        "It was signed in June 1919. Trianon concerned Hungary.",
    ),
    _claim(
        "Lightning can strike the same place twice.", "True",
        "Tall buildings are struck many times each year.",
    ),
    _choice(
        "Which organ produces insulin?", "Pancreas", "Liver", "Kidney", "Spleen",
        "Its islet cells release insulin when blood sugar rises. The liver stores the sugar.",
    ),
    _choice(
        "What is the square root of 144?", "12", "14", "11", "16",
        "Twelve times twelve makes 144.",
    ),
    _choice(
        "Which mathematician is said to have proved that there are infinitely many primes?",
        "Euclid", "Pythagoras", "Archimedes", "Ptolemy",
        "The proof stands in the ninth book of his Elements.",
    ),
]  # fmt: skip
