"""Multiple-choice questions that need no knowledge, or fail a learner who knows, each with the rule that must refuse
it.
"""

from studyapp.rules.choices import ChoiceDraft
from tests.rules.choices.examples.good import read_items

_BAD = {
    "D1": r"""
Which planet is closest to the Sun?
= Mercury | Venus | Mars
Which planet is closest to the Sun?
= Mercury | Venus | Mars | Earth | Saturn
Which planet is closest to the Sun?
= Mercury | Venus | Mars | ** **
Which planet is closest to the Sun?
= Mercury | Venus | Mars | The  mercury
Which planet is closest to the Sun?
= Mercury | Venus | Mars | “Mars”
How many metres are in a kilometre?
= 1,000 | 1e3 | 500 | 2,000
How many metres are in a kilometre?
= 1000 | 1,000 | 100 | 2000
What is a half as a decimal?
= 0.5 | 0.50 | 0.2 | 0.4
Which fraction is a half?
= 1/2 | 2/4 | 1/3 | 3/4
What does *el perro* mean?
= the dog | a dog | the cat | the horse
Was ist ein Frosch?
= ein Amphib | Amphib | ein Reptil | ein Fisch
What does `len([1, 2])` give?
= `2` | `2` | `1` | `3`
""",
    "D2": r"""
Which of these cities lies in Spain, Bilbao or Vigo?
= Both A and B | Bilbao | Vigo | Porto
Which gas do plants take in?
= Carbon dioxide | Oxygen | Nitrogen | All of the above
Which gas do plants take in?
= Carbon dioxide | Oxygen | Nitrogen | None of these
Which gas do plants take in?
= Carbon dioxide | Oxygen | Nitrogen | I don't know
Welches Gas nehmen Pflanzen auf?
= Kohlendioxid | Sauerstoff | Stickstoff | Keine der genannten Antworten
Quel gaz absorbent les plantes ?
= Dioxyde de carbone | Oxygène | Azote | Toutes les réponses
¿Qué gas toman las plantas?
= Dióxido de carbono | Oxígeno | Nitrógeno | Ninguna de las anteriores
""",
    "D3": r"""
What is osmosis?
= Diffusion of water through a membrane from low to high solute concentration | Flow of heat to the cold
| Loss of salt | Growth of a cell
Why did Athens fall?
= A plague | Because the Persians had bought the loyalty of its generals
| Because its colonies refused to pay their yearly tribute
| Because an earthquake had destroyed its long walls
What does TCP add to IP?
= Ordered and reliable delivery of a stream of bytes between two hosts | Encryption of data | Names of hosts
| Wireless access
""",
    "D4": r"""
In which year did Rome's first emperor die?
= 14 AD | 27 BC | Augustus | 68 AD
How many moons does Mars have?
= 2 | 1 | 4 | Phobos
Who formulated the theory of evolution?
= Charles Darwin | Gregor Mendel | Alfred Wallace | natural selection
When was the Magna Carta sealed?
= 15 June 1215 | 1066 | 14 October 1264 | 25 May 1295
What does mitosis produce?
= Two identical cells | Four different cells | One large cell | It is a process by which cells die.
What is a covalent bond?
= A shared pair of electrons | A lost pair of electrons | A gained proton of a metal. | A cloud of free neutrons
Which process moves water through a membrane?
= Osmosis | Filtration | Transpiration | capillary action
Which metal is liquid at room temperature?
= mercury | Iron | Silver | Copper
What is pi to two decimals?
= 3.14 | 3 | 4 | 2
What is the boiling point of water at sea level?
= 100 °C | 212 °F | 90 °C | 110 °C
How tall is Mount Everest?
= 8,849 m | 8,611 m | 12 m | 7,500 m
How many bones has an adult human?
= 206 | 2 | 187 | 212
Is the whale a mammal?
= Yes | No | Maybe | Sometimes
True or false: light is slower in water than in air.
= True | False | Both | Neither
How many legs has a spider?
= eight | six | ten | 12
Which function gives the length of a list?
= `len` | size | count | length
Wo findet die Photosynthese in der Pflanze statt?
= In den Chloroplasten der Zelle | In the roots of the plant | In the walls of the cell | In the veins of the leaf
How much does a blue whale weigh?
= about 140 tonnes | about 140 grams | about 120 tonnes | about 90 tonnes
""",
    "D5": r"""
What does a cell membrane consist of?
= Two layers of membrane lipids | Threads of pure starch | Grains of common salt | Rings of nucleic acid
Which theory did Einstein publish about relativity in 1915?
= General relativity | Quantum theory | String theory | Kinetic theory
Where do glaciers store their ice?
= In fields of old ice | In hollow rocks | In warm lakes | In deep soil
Welche Zellen der Netzhaut sehen Farben?
= Zapfen, die Farben sehen | Stäbchen im Auge | Nerven im Hirn | Linsen am Rand
""",
    "D6": r"""
An animal that eats plants only is called a
= herbivore | omnivore | insectivore | carnivore
The instrument that measures wind speed is an
= anemometer | barometer | thermometer | hygrometer
The parts of the cell that make ATP are
= mitochondria | the nucleus | the cell wall | the membrane
Which organs are found in pairs in the human body?
= Kidneys | Liver | Heart | Stomach
""",
    "D7": r"""
What do antibiotics do?
= They act on bacteria | They always kill viruses | They never fail to help | They lower a fever
How do metals behave when heated?
= They usually expand a little | They shrink to half size | They turn into gas at once | They lose their electrons
Wie verhalten sich Zinsen und Anleihekurse zueinander?
= Sie laufen gegeneinander | Sie steigen immer gemeinsam | Sie fallen immer gemeinsam | Sie sind nie verbunden
""",
    "D8": r"""
What is the normal resting heart rate of adults?
= 60–100 bpm | 50–90 bpm | 100–120 bpm | 20–40 bpm
How much of the Earth's surface is water?
= more than 70 % | more than 60 % | less than 20 % | 20–30 %
""",
    "D9": r"""
Which statement about mammals is NOT true?
= They do not feed milk | They have hair | They breathe air | They keep warm
Which of Kepler's results does not hold?
= Orbits are circles | Orbits are not circles | Areas are swept evenly | Periods grow with distance
Was ist keine Eigenschaft von Metallen?
= Sie leiten Strom nicht | Sie leiten Wärme gut | Sie glänzen stark | Sie lassen sich biegen
""",
}
_LONG = (
    "A quantity that counts the {} of a body which agree with what can be measured from outside, at a given energy, "
    "volume or pressure"
)


def _long() -> ChoiceDraft:
    key, *distractors = (_LONG.format(what) for what in ("arrangements", "electrons", "collisions", "bonds"))
    return ChoiceDraft("What is entropy?", key, tuple(distractors))


BAD: list[tuple[str, ChoiceDraft]] = [
    *((rule, item) for rule, table in _BAD.items() for item in read_items(table)),
    ("D13", _long()),
    ("D1", ChoiceDraft("Which planet is closest to the Sun?", "Mercury", ("Venus", "Mars", ""))),
]
