"""Multiple-choice questions that were written before the rules were tuned. No rule may be changed because of one of
them.
"""

from typing import Final

BAD: Final = {
    "letter": r"""
Which gas makes bread rise?
= Carbon dioxide | Oxygen | Nitrogen | Hydrogen
~ The correct answer is B, since yeast gives off carbon dioxide.
Which metal has the highest melting point?
= Tungsten | Iron | Copper | Platinum
~ Tungsten melts at 3,422 °C. Options A and D melt far below.
Who painted *Guernica*?
= Pablo Picasso | Salvador Dalí | Joan Miró | Juan Gris
~ The third answer names a Surrealist; Picasso painted it in 1937.
Which sea does the Danube flow into?
= The Black Sea | The Baltic Sea | The Adriatic Sea | The Caspian Sea
~ (C) is wrong because the Danube flows east.
Welches Metall ist bei Zimmertemperatur flüssig?
= Quecksilber | Blei | Zinn | Zink
~ Antwort A stimmt, denn Quecksilber schmilzt bei −39 °C.
Quel fleuve traverse Paris ?
= La Seine | La Loire | Le Rhône | La Garonne
~ La réponse C est fausse : le Rhône passe par Lyon.
¿Qué planeta tiene anillos muy visibles?
= Saturno | Marte | Venus | Mercurio
~ La opción B es incorrecta, porque Marte no tiene anillos.
Which of these is correct: the second option or the fourth about Roman law?
= Twelve Tables | Ten Tables | Six Tables | Nine Tables
~ The Twelve Tables were the first written law of Rome.
""",
    "equal": r"""
On which date did the Titanic sink?
= 15 April 1912 | April 15th, 1912 | 14 May 1912 | 2 June 1911
~ She sank in the early morning, some three hours after the collision.
In which century did Galileo publish his *Dialogue*?
= 17th century | seventeenth century | 15th century | 16th century
~ It was printed in 1632.
Which French king built Versailles as it stands?
= Louis XIV | Louis the Fourteenth | Louis XIII | Louis XV
~ He moved the court there in 1682.
What is the derivative of $\sin x$?
= $\cos x$ | \(\cos x\) | $-\cos x$ | $-\sin x$
~ The slope of the sine is the cosine.
How long is a marathon, to the nearest kilometre?
= 42 km | 42,000 m | 40 km | 45 km
~ It has 42.195 kilometres since 1921.
How many sides does a dodecagon have?
= 12 | Twelve | 10 | 20
~ The Greek word *dodeka* names its number.
""",
    "no choice": r"""
Which of Newton's laws speaks of inertia?
= The first law | The third law | The second law | All of the options above
~ A body keeps its motion unless a force acts on it.
Quale gas respirano le piante di notte?
= Ossigeno | Azoto | Elio | Nessuna delle precedenti
~ Di notte le piante consumano ossigeno come gli animali.
Qual é a capital da Austrália?
= Camberra | Sydney | Perth | Todas as anteriores
~ Camberra foi escolhida em 1908.
Which organ makes insulin?
= Pancreas | Liver | Kidney | Both B and C
~ The islets of Langerhans make it.
""",
    "other": r"""
Which planet is the largest?
= Jupiter, a giant of hydrogen and helium with more mass than all others | Mars | Venus | Earth
~ It has 318 times the mass of the Earth.
What does he propose in his third law?
= That forces come in pairs | That bodies fall | That light bends | That heat flows
~ Each action has an equal reaction.
""",
}

GOOD: Final = r"""
Which vitamin prevents scurvy?
= Vitamin C | Vitamin A | Vitamin D | Vitamin K
~ Vitamin C is correct for scurvy: collagen is not built without it.
Which clef is the note middle C written below, on a line of its own?
= Treble clef | Bass clef | Alto clef | Tenor clef
~ Middle C stands on the first line below the treble staff.
Which play by Chekhov is set in a provincial town?
= Three Sisters | The Seagull | Uncle Vanya | The Cherry Orchard
~ The sisters long for Moscow.
Which war was fought over Libya in 1911?
= Italo-Turkish War | Crimean War | First Balkan War | Greco-Turkish War
~ It ended with the Treaty of Ouchy.
Which country shares the longest land border with Alaska's country?
= Canada | the United States | Mexico | Russia
~ The border has 8,891 kilometres.
Which blood group can be given to everyone?
= O negative | A positive | B negative | AB positive
~ Its cells carry neither A nor B nor the rhesus factor.
In which year did the First World War end?
= 1918 | 1916 | 1917 | 1919
~ The armistice was signed on 11 November.
Which of the Brontë sisters wrote *Agnes Grey*?
= Anne | Charlotte | Emily | Maria
~ The first two novels of the sisters appeared in 1847.
What is the second law of thermodynamics about?
= Entropy | Energy | Momentum | Charge
~ The first law says that energy is kept; the second says where it goes.
Which key has no sharps or flats?
= C major | G major | D major | F major
~ C major is correct, as is its relative, A minor.
What is the general solution of $y' = y$?
= $Ce^x$ | $Cx$ | $C\ln x$ | $e^{Cx}$
~ C is the constant of integration.
Which drug is the first choice against anaphylaxis?
= Adrenaline | Cortisone | Histamine | Aspirin
~ The first choice for anaphylaxis is adrenaline; it works in minutes.
Which club plays its home games in Cologne?
= 1. FC Köln | 1. FC Nürnberg | FC Bayern München | VfB Stuttgart
~ It won the first title of the Bundesliga in 1964.
How much does a litre of water weigh?
= 1 kg | 2 kg | 5 kg | 3.5 kg
~ The kilogram was first defined by it.
Wer schrieb *Die Verwandlung*?
= Franz Kafka | Thomas Mann | Max Brod | Robert Musil
~ Die Erzählung erschien 1915; Brod war ein Freund des Autors.
Quelle est la capitale de la Suisse ?
= Berne | Genève | Zurich | Lausanne
~ Berne est le siège du gouvernement depuis 1848.
¿Qué elemento tiene el símbolo Na?
= Sodio | Nitrógeno | Neón | Níquel
~ El símbolo viene del latín *natrium*.
Which lymphocytes make antibodies?
= B cells | T cells | NK cells | Mast cells
~ B cells are the only ones that turn into plasma cells.
When did Scotland and England unite their parliaments?
= 1707 | 1603 | 1745 | 1801
~ The Acts of Union came into force on 1 May.
Which emperor moved the capital of Rome to Byzantium?
= Constantine I | Augustus | Justinian I | Constantine II
~ He founded Constantinople in 330.
"""
