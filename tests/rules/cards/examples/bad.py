"""Bad cards, each with the rule that must refuse it."""

from studyapp.rules.items import CardDraft


def _basic(question: str, answer: str) -> CardDraft:
    return CardDraft(question, answer)


def _cloze(question: str, answer: str) -> CardDraft:
    return CardDraft(question, answer, kind="cloze")


BAD = [
    ("F1", _basic("What is the mitochondrion?", "")),
    ("F1", _basic("What is the mitochondrion?", "**  **")),
    ("F1", _basic("What is the mitochondrion?", "...")),
    ("F1", _basic("Why?", "Because of entropy")),
    ("F1", _basic("What does this print?\n```python\nprint(1)", "1")),
    ("F1", _basic("What is the area of a circle of radius r, $\\pi r^2?", "Twice the circumference over four")),
    ("F1", _basic("What is <b>osmosis?", "Diffusion of water through a membrane")),
    ("F1", _cloze("The mitochondrion makes energy.", "ATP")),
    ("F1", _cloze("The {{c1::}} makes energy.", "mitochondrion")),
    ("F1", _cloze("The {{c1::mitochondrion makes energy.", "mitochondrion")),
    ("F1", _cloze("{{c1::The mitochondrion produces most of the energy}} of cells.", "The mitochondrion …")),
    ("F2", _basic("Which organelle, the mitochondrion, makes energy?", "Mitochondrion")),
    ("F2", _basic("Which cycle, the Calvin cycle, binds the carbon of the air?", "The Calvin cycle")),
    ("F2", _cloze("{{c1::Chlorophyll}} is green because chlorophyll reflects green light.", "Chlorophyll")),
    ("F2", _cloze("A {{c1::thylakoid}} is a sac; thylakoids stand in stacks.", "thylakoid")),
    ("F3", _basic("Is the mitochondrion an organelle?", "Yes")),
    ("F3", _basic("Does light speed up photosynthesis when it is warm?", "No, because the enzymes lose their shape.")),
    ("F3", _basic("True or false: whales are fish.", "False")),
    ("F3", _basic("Ist der Wal ein Fisch?", "Nein")),
    ("F3", _basic("In Python, can a tuple be changed?", "No")),
    ("F4", _basic("What do plants need?", "- light\n- water\n- carbon dioxide")),
    ("F4", _basic("How does a bill become law in Britain?", "1. Commons\n2. Lords\n3. Royal assent")),
    ("F4", _basic("What is osmosis?", "It is diffusion. It needs a membrane. It moves water.")),
    ("F4", _basic("What is osmosis? Where does it occur?", "Diffusion of water in cells")),
    ("F4", _basic("List the planets of the Solar System.", "Mercury to Neptune")),
    ("F4", _basic("Name three noble gases.", "Helium, neon, argon")),
    ("F4", _basic("What are the two stages of photosynthesis?", "Light reactions and Calvin cycle")),
    ("F4", _basic("Nenne drei Edelgase.", "Helium, Neon und Argon")),
    ("F5", _basic("According to the text, what limits the rate?", "Light intensity")),
    ("F5", _basic("What does the author argue about Rome?", "That it fell slowly")),
    ("F5", _basic("What is the main idea of this passage?", "Erosion shapes valleys")),
    ("F5", _basic("What process is described above?", "Erosion")),
    ("F5", _basic("Which of the following is a noble gas?", "Helium")),
    ("F5", _basic("Was ist laut Text die Ursache der Inflation?", "Zu viel Geld")),
    ("F5", _basic("What does the curve in Figure 3 show?", "A logistic growth")),
    ("F6", _basic("What is entropy?", " ".join(["word"] * 41))),
    ("F6", _basic(" ".join(["word"] * 51) + "?", "Entropy")),
    ("F7", _basic("What can you say about entropy?", "As an AI, I do not have opinions")),
    ("F7", _basic("What is entropy?", "Here is a short explanation: disorder")),
    ("F7", _basic("What does erosion do?", "Chapter 3 says that it wears rock away")),
    ("F7", _basic("Question 1: Where do glaciers form?", "In cold, high places")),
    ("F7", _basic("What is entropy?", "Let me explain: it measures disorder")),
    ("F10", _basic("What is entropy?", "TODO")),
    ("F10", _basic("What is the capital of Atlantis?", "N/A")),
    ("F10", _basic("What is [insert term]?", "A measure of disorder")),
    ("F10", _basic("What does lorem ipsum stand for here?", "Nothing")),
]
