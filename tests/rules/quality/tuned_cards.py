"""Cards that the rules were tuned on."""

from typing import Final

BAD: Final = {
    "pronoun": r"""
When was he born? = 1879
What does it consist of? = Two strands of nucleotides
Why did they leave? = Because of a famine
What is its capital? = Tirana
How does it work? = By induction
What is their main food? = Krill
Who discovered it? = Wilhelm Röntgen
How old was she when she became queen? = 18
What happens when it is heated? = It expands
What causes it? = A virus
Describe its structure. = A double helix
Where are they found? = In the small intestine
Wann wurde er geboren? = 1756
Woraus besteht es? = Aus Eiweiß und Fett
Was ist seine Hauptstadt? = Tallinn
De quoi est-elle composée ? = De cellules
Quelle est sa capitale ? = Riga
¿Cuándo nació? = 1881
¿Quién lo inventó? = Thomas Edison
He was crowned in {{c1::800}}. = 800
""",
    "two questions": r"""
When was Mozart born and when did he die? = 1756 and 1791
What is osmosis and where does it occur? = Diffusion of water, in cells
Define entropy and give an example. = Disorder, such as melting ice
""",
    "placeholder": r"""
What is [TERM]? = A measure of disorder
What is the function of <organ>? = To pump blood
""",
    "cloze that asks": r"""
What is the capital of {{c1::France}}? = France
""",
    "open formula": r"""
Solve $$x^2 = 4 for positive x. = 2
""",
    "pointing": r"""
What does this mean? = That energy is conserved
""",
    "other": r"""
What is the boiling point of water? = TODO
Name four noble gases. = Helium, neon, argon, krypton
""",
}

GOOD: Final = r"""
Why is it colder at altitude? = Air expands as it rises
What time is it in Tokyo when it is noon in London in winter? = 21:00
When Marie Curie moved to Paris, what did she study? = Physics
Which two elements make up table salt? = Sodium and chlorine
What does a TODO comment mark in source code? = Work that is left to do
Does light travel faster in water or in vacuum? = In vacuum
The handshake is SYN, {{c1::SYN-ACK}}, ACK. = SYN-ACK
Why is it important to wash your hands? = It removes germs
What did Einstein publish in 1905, his year of miracles? = Four papers
Which animal carries its young in a pouch? = The kangaroo
Who lost her head in 1793? = Marie Antoinette
Before he became emperor, what was Augustus called? = Octavian
Why does it rain more on the windward side of a mountain? = Rising air cools
How far is it from the Earth to the Moon? = 384,400 km
What determines when and where a gene is expressed? = Transcription factors
What is the difference between what a law says and what it does? = Letter and effect
What does the concentration [NADH] fall to in oxygen? = Almost zero
What does {{ name }} do in a Jinja template? = It prints the variable
Wie heißt es, wenn ein Gas flüssig wird? = Kondensation
Warum regnet es im Regenwald so oft? = Das Wasser verdunstet und steigt auf
Welches Tier trägt seine Jungen im Beutel? = Das Känguru
Welche zwei Elemente bilden Kochsalz? = Natrium und Chlor
Combien de temps faut-il à la Terre pour tourner autour du Soleil ? = Un an
Quand Napoléon est-il mort ? = 1821
¿Qué hora es en Lima a mediodía UTC? = 7:00
It is {{c1::illegal}} to export works of art without a licence. = illegal
The title of Bloch's work is “Why {{c1::hope}}?”, in its first edition. = hope
The sum is $$\sum_{k=1}^n k = {{c1::\frac{n(n+1)}{2}}}$$ for all $n$. = \frac{n(n+1)}{2}
Who said of Socrates that he was ugly? = Alcibiades
What does $PATH hold in a shell? = The folders that are searched for programs
"""
