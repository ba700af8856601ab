"""Multiple-choice questions that the rules were tuned on."""

from typing import Final

BAD: Final = {
    "letter": r"""
Which city is the capital of Australia?
= Canberra | Sydney | Melbourne | Perth
~ Option C is correct because Canberra was chosen in 1908; A is only the largest city.
Which city is the capital of Canada?
= Ottawa | Toronto | Montreal | Calgary
~ The second answer is the largest city, not the capital.
Which city is the capital of Turkey?
= Ankara | Istanbul | Izmir | Bursa
~ A and B are both large, but only Ankara is the capital.
Which acid is found in the stomach?
= Hydrochloric acid | Sulphuric acid | Nitric acid | Acetic acid
~ B is incorrect, for that acid stands in batteries.
Welche Stadt ist die Hauptstadt der Schweiz?
= Bern | Zürich | Genf | Basel
~ Die dritte Antwort ist falsch, denn Genf ist nur Sitz der UNO.
Quelle est la capitale du Brésil ?
= Brasilia | Rio | Salvador | Recife
~ La deuxième option était la capitale jusqu'en 1960.
Which element does option B name in the list of halogens?
= Chlorine | Argon | Sodium | Helium
~ Chlorine is a halogen.
""",
    "equal": r"""
On which day did the armistice of the First World War begin?
= 11 November 1918 | November 11, 1918 | 28 June 1919 | 1 August 1914
~ The armistice was signed in the forest of Compiègne.
Which English king had six wives?
= Henry VIII | Henry the Eighth | Henry VII | Edward VI
~ He broke with Rome to marry again.
What is the derivative of $x^2$?
= $2x$ | \(2x\) | $x$ | $x^2$
~ The power rule multiplies by the exponent and lowers it by one.
In which century was steam first used in mines?
= 18th century | XVIII century | 16th century | 19th century
~ Newcomen built his engine in 1712.
What share of the air is oxygen?
= 21 % | twenty-one percent | 5 % | 35 %
~ Nearly all the rest is nitrogen.
What does a prism split?
= Colours of light | Colors of light | Waves of sound | Beams of atoms
~ Each wavelength is bent by another angle.
""",
    "no choice": r"""
Which organ filters the blood to make urine?
= Kidney | Liver | Lung | A and B
~ The nephrons of the kidney filter the blood.
Welches Tier ist ein Säugetier?
= Delfin | Hai | Karpfen | Alle oben genannten
~ Der Delfin säugt seine Jungen.
Welk dier is een zoogdier?
= Dolfijn | Haai | Karper | Geen van bovenstaande
~ De dolfijn zoogt zijn jongen.
¿Cuál es el río más largo de España?
= El Tajo | El Ebro | El Duero | Todas las respuestas son correctas
~ El Tajo tiene más de mil kilómetros.
""",
    "other": r"""
When was he crowned emperor in Rome?
= 800 | 768 | 814 | 843
~ Charlemagne was crowned at Christmas.
Which gas makes up most of the air?
= Nitrogen | Oxygen | N₂ | Carbon dioxide
~ Four fifths of the air are nitrogen.
What is photosynthesis?
= The making of sugar from carbon dioxide and water with the energy of light | Breathing | Growth | Rot
~ Chloroplasts carry it out.
""",
}

GOOD: Final = r"""
Which hepatitis virus has DNA?
= Hepatitis B | Hepatitis A | Hepatitis C | Hepatitis E
~ Hepatitis B is the only one of them with DNA; hepatitis C is wrong because it is an RNA virus.
What does A stand for in $y = A\sin(\omega t)$?
= Amplitude | Frequency | Phase | Period
~ A is the amplitude and is always positive.
What did the military call the fallback plan in the novel?
= Plan B | Plan A | Plan C | Plan Z
~ Plan B is right: plan A had failed.
Which personality type is said to be competitive?
= Type A | Type B | Type C | Type D
~ Type A was described by two cardiologists.
Which country borders both Canada and Mexico?
= The United States | Guatemala | Cuba | Belize
~ It lies between the two.
Which war did Bulgaria lose in 1885's aftermath?
= Serbo-Bulgarian War | Italo-Turkish War | Crimean War | Winter War
~ The name is from the two sides.
In which decade did the Wall Street crash happen?
= The 1920s | The 1930s | The 1910s | The 1940s
~ It came in October 1929.
When did the nineteenth-century British queen die?
= 1901 | 1899 | 1910 | 1887
~ Victoria outlived the century by a year.
Which programming language did Dennis Ritchie design?
= C | B | D | Ada
~ C is the successor of B.
Which answer did Fermat give to Mersenne's question about primes?
= A counterexample | A proof | A conjecture | A table
~ In his second answer, of 1640, he gave a method.
Which option gives its owner the right to buy a share?
= A call option | A put option | A swap | A future
~ The first option market opened in Chicago in 1973.
How many legs has a spider?
= Eight | Six | Ten | Twelve
~ Insects have six, spiders two more.
What is 5 % of 200?
= 10 | 5 | 20 | 40
~ A hundredth is 2, and five of these make the result.
How far does light travel in a vacuum in ten microseconds?
= 3 km | 30 km | 3.5 km | 5 km
~ It covers about 300 metres in one microsecond.
Which king followed Henry VII of England?
= Henry VIII | Henry VI | Edward VI | Richard III
~ His elder brother Arthur had died in 1502.
Welcher Vertrag beendete 1648 den Krieg?
= Westfälischer Friede | Augsburger Friede | Prager Friede | Friede von Utrecht
~ Er wurde in Münster und Osnabrück geschlossen.
Quel acide l'estomac produit-il ?
= Acide chlorhydrique | Acide sulfurique | Acide nitrique | Acide acétique
~ La réponse immunitaire a besoin de ce milieu acide.
¿Qué vitamina produce la piel con el sol?
= Vitamina D | Vitamina A | Vitamina C | Vitamina K
~ La vitamina D es correcta para los huesos.
What is the last element of the second period?
= Neon | Fluorine | Argon | Oxygen
~ The first element of it is lithium.
Which part of the neuron carries signals away?
= Axon | Dendrite | Soma | Synapse
~ The axon may be a metre long.
"""
