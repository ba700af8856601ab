"""Cards that were written before the rules were tuned. No rule may be changed because of one of them.

When the rules change for another reason, the figures in `test_quality.py` are measured anew.
"""

from typing import Final

BAD: Final = {
    "pronoun": r"""
Where did she go to school? = In Genoa
What was his contribution to calculus? = The notation for derivatives
How do they reproduce? = By budding
What is it made of? = Limestone
In which year did it collapse? = 1991
Who invented it? = Johannes Gutenberg
What are its main symptoms? = Fever and a rash
Why were they persecuted? = They refused to worship the emperor
Which ocean does it flow into? = The Atlantic
Wann starb sie? = 1603
Welche Funktion hat es in der Zelle? = Es baut Proteine
Où est-il né ? = À Ajaccio
¿Cuál es su capital? = Quito
It was signed in {{c1::1648}}. = 1648
""",
    "two questions": r"""
Who wrote *Faust* and in which year was it published? = Goethe, 1808
When was Galileo born and when did he die? = 1564 and 1642
What is a catalyst, and how does it work? = A substance that lowers the activation energy
Wer malte die Mona Lisa und wo hängt sie heute? = Leonardo da Vinci, im Louvre
""",
    "placeholder": r"""
What is the capital of [COUNTRY]? = Lisbon
Who discovered {{element}}? = Marie Curie
The powerhouse of the cell is the ____. = mitochondrion
""",
    "cloze that asks": r"""
Which planet has the Great Red Spot, {{c1::Jupiter}}? = Jupiter
Who was the {{c1::first}} president of the United States? = first
""",
    "open formula": r"""
What does $$E = mc^2 relate? = Mass and energy
How large is the area of a circle of radius $r$? = $$\pi r^2
""",
    "pointing": r"""
Why is this process important for the climate? = It removes carbon dioxide from the air
What does the diagram show about the heart? = Its four chambers
""",
    "other": r"""
What are the three branches of government? = Legislative, executive and judicial
Is Pluto a planet? = No
What is the Doppler effect named after Christian Doppler called? = The Doppler effect
""",
}

GOOD: Final = r"""
When Ada Lovelace met Babbage, what did she translate? = A paper on the Analytical Engine
What happened to the dinosaurs when an asteroid struck, and killed most of them? = Mass extinction
Why is it warmer in cities than in the countryside? = Buildings store heat
How long does it take sunlight to reach the Earth? = About eight minutes
What is it called when a gas turns directly into a solid? = Deposition
Which country changed its name to Sri Lanka in 1972? = Ceylon
Which bird lays its eggs in the nests of others? = The cuckoo
Who led his army across the Alps with elephants? = Hannibal
What does it mean for a set to be countable? = There is a one-to-one map into the natural numbers
Which two gases make up most of the air? = Nitrogen and oxygen
What does a FIXME comment mark in source code? = Code that is known to be broken
Is sound faster in air or in water? = In water
A TCP connection is opened by SYN, {{c1::SYN-ACK}}, ACK. = SYN-ACK
How does the kidney keep its blood pressure constant? = By narrowing or widening its arterioles
What did Lincoln promise when he issued the Emancipation Proclamation? = Freedom for the slaves of the Confederacy
What distinguishes what a word means from what it refers to? = Meaning is sense, reference is the object
Warum ist es am Äquator wärmer als an den Polen? = Die Sonne steht dort höher
Wie viele Bundesländer gibt es in Deutschland? = 16
Was verstehen Sie unter Osmose? = Diffusion von Wasser durch eine Membran
Pourquoi le ciel est-il bleu ? = L'air diffuse surtout la lumière bleue
Combien de joueurs y a-t-il dans une équipe de handball ? = Sept
¿Por qué emigraron los irlandeses en 1845? = Por una hambruna
¿Cuándo nació Simón Bolívar? = 1783
It takes the Earth {{c1::365.25}} days to orbit the Sun. = 365.25
Kant asked three questions; the third is “What may I {{c1::hope}}?” = hope
The energy of a photon is $$E = {{c1::h\nu}}$$ for frequency $\nu$. = h\nu
What does `echo $$` print in a shell? = The id of the current process
What does <br> do in HTML? = It breaks the line
Which enzyme unwinds DNA before it is copied? = Helicase
Mitochondria make {{c1::ATP}}; they have their own DNA. = ATP
"""
