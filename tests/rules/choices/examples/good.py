"""Multiple-choice questions as a good teacher writes them. The rules must accept nearly all of them.

Each is a stem, with the right answer and three wrong ones below. They are varied on purpose, and none was written to
satisfy a rule.
"""

from studyapp.rules.choices import ChoiceDraft

_HISTORY = r"""
In which year did the Berlin Wall fall?
= 1989 | 1985 | 1991 | 1979
Who led the Soviet Union during the Cuban Missile Crisis?
= Nikita Khrushchev | Joseph Stalin | Leonid Brezhnev | Mikhail Gorbachev
Which treaty ended the Thirty Years' War?
= Peace of Westphalia | Peace of Augsburg | Treaty of Utrecht | Treaty of Verdun
On what date was the Bastille stormed?
= 14 July 1789 | 5 May 1789 | 10 August 1792 | 21 January 1793
What did the Corn Laws of 1815 protect?
= British grain prices | The rights of tenants | Trade with the colonies | Child workers in mills
In which century did the Black Death reach Europe?
= 14th century | 11th century | 12th century | 16th century
Why did Rome salt its treaties with oaths to the gods?
= To make breaking them a sacrilege | To hide their contents from rivals | To bring them under civil courts
| To free envoys from paying duties
Which empire did Suleiman the Magnificent rule?
= The Ottoman Empire | The Safavid Empire | The Mughal Empire | The Byzantine Empire
When did the First World War take place?
= 1914–1918 | 1912–1916 | 1915–1919 | 1939–1945
Which city was the capital of the Eastern Roman Empire?
= Constantinople | Antioch | Alexandria | Ravenna
What was the main cargo of the Manila galleons sailing west?
= Silver | Silk | Pepper | Timber
Around which year was Hammurabi's law code written?
= 1750 BC | 2500 BC | 900 BC | 450 BC
"""
_BIOLOGY = r"""
Which organelle makes most of a cell's ATP?
= Mitochondrion | Nucleus | Ribosome | Golgi apparatus
How many chromosomes does a human body cell have?
= 46 | 23 | 48 | 44
What happens to an enzyme far above its optimum temperature?
= It loses its shape | It works twice as fast | It turns into sugar | It binds more substrate
Which blood vessel carries oxygen-poor blood to the lungs?
= Pulmonary artery | Pulmonary vein | Aorta | Vena cava
Which genotype shows a recessive trait?
= aa | AA | Aa | AB
What is the normal body temperature of humans?
= 37 °C | 35 °C | 39 °C | 41 °C
Why do leaves look green?
= Chlorophyll reflects green light | Chlorophyll absorbs green light | Green pigment stores sunlight
| Water in the leaf scatters blue light
Which molecule carries amino acids to the ribosome?
= tRNA | mRNA | rRNA | DNA polymerase
Which phase of mitosis do sister chromatids part in?
= Anaphase | Prophase | Metaphase | Telophase
What is the function of the left ventricle?
= To pump blood into the aorta | To receive blood from the lungs | To send blood to the lungs
| To collect blood from the body
Roughly what share of human genes is active in any one cell?
= about 50 % | about 5 % | about 95 % | about 20 %
Which of Darwin's finches' traits did the Grants measure through droughts?
= Beak depth | Wing span | Egg weight | Song length
"""
_MATHS = r"""
What is the derivative of $x^2$?
= $2x$ | $x$ | $x^3/3$ | $2$
What is $7 \times 8$?
= 56 | 54 | 48 | 63
Which fraction equals 0.75?
= 3/4 | 2/3 | 4/5 | 5/8
What is the sum of the angles in a triangle?
= 180° | 90° | 270° | 360°
What is the value of $\log_{10} 1000$?
= 3 | 2 | 10 | 4
What is the slope of the line $y = -2x + 5$?
= -2 | 2 | 5 | -5
How many edges does a cube have?
= 12 | 6 | 8 | 10
What is the probability of two heads in two fair tosses?
= 0.25 | 0.50 | 0.75 | 0.33
What is $\int \frac{1}{x}\,dx$ for $x > 0$?
= $\ln x + C$ | $-x^{-2} + C$ | $e^x + C$ | $x \ln x + C$
Which number is irrational?
= $\sqrt{2}$ | $\sqrt{9}$ | $\frac{22}{7}$ | $0.125$
What is the limit of $1/x$ as $x$ grows without bound?
= 0 | 1 | ∞ | Undefined
By what rule is the product of two functions differentiated?
= Product rule | Chain rule | Quotient rule | Power rule
What is the determinant of the 2×2 identity matrix?
= 1 | 0 | 2 | -1
"""
_PROGRAMMING = r"""
Which list method adds one element at the end in Python?
= `append` | `extend` | `insert` | `add`
What does `!=` mean in C?
= Not equal | Assign | Not defined | Greater or equal
What does `print(2 ** 3)` show in Python?
= `8` | `6` | `9` | `5`
What is the average time complexity of quicksort?
= $O(n \log n)$ | $O(n)$ | $O(n^2)$ | $O(\log n)$
Which SQL clause filters groups?
= `HAVING` | `WHERE` | `GROUP BY` | `ORDER BY`
Which HTTP status code means “not found”?
= 404 | 301 | 403 | 500
What does the `static` keyword give a Java method?
= No need of an instance | Visibility in all packages | A fixed return value | Protection from overriding
Which data structure serves the first element put in first?
= Queue | Stack | Heap | Trie
What does `bool([])` return in Python?
= `False` | `True` | `None` | `[]`
Which loop prints 0 to 4 in Python?
= `for i in range(5): print(i)` | `for i in range(4): print(i)` | `for i in range(1, 5): print(i)`
| `for i in range(0, 6): print(i)`
What does Git store in a commit besides the tree?
= Author, message and parents | Only changed lines of files | Passwords of the remote | Compiled object files
How many bits are in a byte?
= 8 | 4 | 16 | 10
"""
_LAW = r"""
How long does copyright last after the author's death in the EU?
= 70 years | 50 years | 95 years | 20 years
What must a prosecutor prove in a criminal trial?
= Guilt beyond reasonable doubt | Guilt on balance of evidence | A motive for the crime | Intent to harm the victim
Which doctrine binds courts to earlier decisions?
= Stare decisis | Habeas corpus | Res judicata | Mens rea
Which EU act applies in member states without national laws?
= Regulation | Directive | Recommendation | Opinion
What does a contract need besides offer and acceptance in English law?
= Consideration | A notary | A witness | Registration
Which article of the German Basic Law protects human dignity?
= Article 1 | Article 5 | Article 20 | Article 79
Within how many days may a consumer withdraw from an online purchase in the EU?
= 14 days | 7 days | 30 days | 21 days
Who appoints judges of the US Supreme Court?
= The president, with the Senate's consent | The House of Representatives alone
| The chief justice of the Court | The states' attorneys general by vote
What is the effect of a void contract?
= It binds neither party | It binds until it is challenged | It binds the offeror alone | It binds after thirty days
Which principle forbids punishment without a law?
= Nulla poena sine lege | In dubio pro reo | Ne bis in idem | Audiatur et altera pars
"""
_LANGUAGES = r"""
What does the Spanish verb *tener* mean?
= to have | to hold back | to be | to keep
What is the German word for “butterfly”?
= der Schmetterling | der Käfer | die Biene | die Ameise
Which article goes with *Mädchen*?
= das | der | die | den
What is the past participle of *gehen*?
= gegangen | gegeht | gegehen | gingen
Was ist die Hauptstadt von Österreich?
= Wien | Graz | Linz | Salzburg
Welches Enzym spaltet Stärke im Mund?
= Amylase | Pepsin | Lipase | Trypsin
Wer entdeckte das Penicillin?
= Alexander Fleming | Louis Pasteur | Robert Koch | Paul Ehrlich
Wie hoch ist die Zugspitze?
= 2.962 m | 3.798 m | 2.713 m | 1.493 m
Was bewirkt eine Senkung der Leitzinsen meist?
= Kredite werden billiger | Kredite werden teurer | Steuern werden gesenkt | Exporte werden verboten
Quelle est la capitale du Canada ?
= Ottawa | Toronto | Montréal | Vancouver
Qui a peint *La Liberté guidant le peuple* ?
= Eugène Delacroix | Édouard Manet | Théodore Géricault | Gustave Courbet
¿En qué año llegó Colón a América?
= 1492 | 1498 | 1512 | 1476
¿Cuál es el río más largo de España?
= El Tajo | El Ebro | El Duero | El Guadiana
How do you say “yes” in Japanese?
= はい | いいえ | ありがとう | すみません
日本の首都はどこですか？
= 東京 | 京都 | 大阪 | 名古屋
Which word is a synonym of “brief”?
= short | loud | early | wide
"""
_SCIENCE = r"""
What is the speed of light in a vacuum?
= 300,000 km/s | 150,000 km/s | 30,000 km/s | 1,000,000 km/s
What is the chemical symbol of sodium?
= Na | So | Sd | N
How large is Avogadro's number?
= $6.02 \times 10^{23}$ | $6.02 \times 10^{22}$ | $3.01 \times 10^{23}$ | $6.63 \times 10^{34}$
How many metres are in a nanometre?
= 10⁻⁹ m | 10⁻⁶ m | 10⁻³ m | 10⁻¹² m
What is the pH of pure water at 25 °C?
= 7 | 5 | 9 | 14
Which planet has the shortest year?
= Mercury | Venus | Mars | Jupiter
What is the acceleration of free fall on Earth?
= 9.81 m/s² | 8.91 m/s² | 6.67 m/s² | 3.14 m/s²
Which gas is NOT a greenhouse gas?
= Nitrogen | Methane | Carbon dioxide | Water vapour
How much did the Louisiana Purchase cost?
= $15 million | $5 million | $27 million | $80 million
Which of Newton's laws relates force to acceleration?
= The second | The first | The third | The fourth
What range of sound can a young person hear?
= 20–20,000 Hz | 200–2,000 kHz | 1–10 Hz | 50–100 kHz
Which layer of the atmosphere holds most of the ozone?
= Stratosphere | Troposphere | Mesosphere | Thermosphere
Which scientist proposed that continents drift?
= Alfred Wegener | Charles Lyell | James Hutton | Louis Agassiz
What does a catalyst change in a reaction?
= The activation energy | The final yield | The mass of the products | The heat released
Which force keeps planets in orbit around the Sun?
= Gravity | Magnetism | Friction | Drag
How old is the Earth?
= 4.5 billion years | 1.2 billion years | 9.8 billion years | 13.8 billion years
What happens to the wavelength of light when its frequency doubles?
= It halves | It doubles | It stays the same | It grows fourfold
Which type of rock forms from cooled magma?
= Igneous | Sedimentary | Metamorphic | Organic
What is the oxidation state of oxygen in water?
= -2 | +2 | -1 | 0
Which economist wrote *The General Theory of Employment*?
= John Maynard Keynes | Milton Friedman | Friedrich Hayek | David Ricardo
What did Gauss's boyhood trick pair up?
= The first and last numbers of a row | Odd and even numbers of a row | Squares with their roots
| Primes and their doubles
Which instrument opens Gershwin's *Rhapsody in Blue*?
= Clarinet | Trumpet | Piano | Saxophone
What is the first step in treating a burn from hot water?
= Cool it under running water | Cover it with butter | Pierce the blisters | Wrap it tightly in wool
When is a p-value called significant by convention?
= below 0.05 | below 0.50 | above 0.05 | above 0.95
What causes the tides on Earth?
= The pull of the Moon | The heat of the Sun | The spin of the core | The drift of the plates
"""


def read_items(table: str) -> list[ChoiceDraft]:
    """Parse questions of two lines each: the stem, and the options after `=`, the right answer first."""
    lines = table.strip().replace("\n| ", " | ").splitlines()
    return [ChoiceDraft(stem, *_options(line)) for stem, line in zip(lines[::2], lines[1::2], strict=True)]


def _options(line: str) -> tuple[str, tuple[str, ...]]:
    key, *distractors = line.removeprefix("= ").split(" | ")
    return key, tuple(distractors)


GOOD = [
    item
    for table in (_HISTORY, _BIOLOGY, _MATHS, _PROGRAMMING, _LAW, _LANGUAGES, _SCIENCE)
    for item in read_items(table)
]
