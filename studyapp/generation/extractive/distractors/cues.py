"""The words by which a question tells what sort of thing it asks for, as data."""

from typing import Final

from studyapp.rules.text import word_set, word_stem


def _by_word(listings: dict[str, str]) -> dict[str, str]:
    return {word_stem(word): sort for sort, listing in listings.items() for word in listing.split()}


ASKED: Final = {
    word: sort
    for sort, listing in {
        "person": "who whom whose wer wen wem wessen qui quién quiénes",
        "place": "where wo woher wohin où dónde",
        "time": "when wann quand cuándo",
        "reason": "why warum wieso weshalb pourquoi",
        "manner": "how wie comment cómo",
        "thing": "what which was welche welcher welches welchen welchem quel quelle quels quelles qué cuál cuáles",
    }.items()
    for word in listing.split()
}
"""What the question word asks for."""

SORT_OF_HEAD: Final = _by_word(
    {
        "person": "person scientist physicist chemist biologist botanist naturalist philosopher thinker economist "
        "mathematician astronomer engineer inventor discoverer explorer navigator painter artist sculptor "
        "savant pianist singer director designer founder doctor physician journalist "
        "architect composer musician writer author poet playwright novelist historian statesman politician "
        "president chancellor minister general leader revolutionary reformer astronaut psychologist forscher "
        "physiker chemiker maler dichter schriftsteller komponist erfinder entdecker philosoph politiker "
        "kanzler präsident scientifique physicien chimiste biologiste mathématicien inventeur explorateur peintre "
        "sculpteur architecte compositeur poète dramaturge historien roi président científico físico "
        "químico biólogo matemático inventor explorador pintor escultor arquitecto compositor escritor poeta "
        "filósofo rey presidente",
        "city": "city capital town stadt hauptstadt ville capitale ciudad",
        "country": "country nation staat land pays país",
        "river": "river fluss strom fleuve rivière río",
        "mountain": "mountain peak summit berg montagne montaña",
        "agreement": "treaty peace agreement pact accord convention vertrag friede frieden abkommen traité tratado",
        "battle": "battle siege schlacht bataille batalla",
        "term": "term expression begriff fachbegriff fachwort terme término",
    }
)
"""The sort of thing that a noun after `which` or before `of` asks for, where several nouns ask for the same."""

OFFICES: Final = _by_word(
    {
        "emperor": "emperor empress kaiser empereur emperador",
        "king": "king queen könig roi reine rey reina",
        "tsar": "tsar tsarina zar tsarine zarina",
        "pope": "pope papst pape papa",
        "president": "president präsident président présidente presidente",
        "chancellor": "chancellor kanzler chancelier canciller",
        "minister": "minister premier ministre ministro",
    }
)
"""What rulers and leaders are called. A question that names an office rules out who never held it."""

NO_HEAD: Final = word_set(
    "does did will kind type sort name word makes has have had famous great first largest longest highest most main "
    "do is are was were the it they you we can could would should must may might"
)
"""Words after a question word that do not name what is asked for."""

GENUS: Final = _by_word(
    {
        "process": "process movement motion spread rise fall increase decrease loss gain change growth decline "
        "transfer division upkeep removal formation reaction breakdown exchange flow conversion production destruction "
        "explosion release absorption transport development transition collapse use control prozess vorgang anstieg "
        "abnahme zunahme verlust entwertung bildung",
        "person": "person party man woman somebody someone worker ruler member official expert",
        "group": "group company body organisation institution union league association family class alliance army "
        "gruppe bund zusammenschluss verband",
        "measure": "value amount rate ratio distance number share measure quantity degree sum total level cost price "
        "wert anzahl anteil maß",
        "idea": "idea theory law rule principle belief policy technique method order system practice doctrine right "
        "duty view programme program plan strategy standard lehre gesetz regel verfahren programm",
        "act": "act crime failure attempt statement request decision answer promise proposal agreement payment tax "
        "wrong entscheidung antrag versprechen zahlung steuer",
        "place": "place region area strip inlet ring land island valley market coast plain mass ort gebiet region",
        "time": "period phase time era age year state condition situation phase zeit epoche zustand",
        "substance": "substance protein molecule compound mixture metal gas liquid mineral acid material fluid stoff",
        "living": "animal plant organism cell tissue organ species bacterium tier pflanze lebewesen",
        "device": "device machine tool instrument program function structure object gerät maschine werkzeug",
    }
)
"""What a definition says the thing is, by the noun it begins with."""

GIVEN_NAMES: Final = word_set(
    "Abraham Ada Adam Albert Alan Alexander Alfred Amelia Andrew Angela Anna Anne Antoine Anton Antonio Aristide "
    "Arthur Augustus Barbara Benjamin Bertrand Carl Catherine Charles Charlotte Christian Christopher Clara Claude "
    "Daniel David Dmitri Donald Edgar Edmund Edward Edwin Eleanor Elizabeth Emily Emma Enrico Erich Ernest Ernst Erwin "
    "Eugene Ferdinand Fernando Florence Francis Francisco Frank Franklin Franz Frederick Friedrich Galileo Georg "
    "George Gerhard Giovanni Giuseppe Gottfried Grace Gustav Hannah Hans Harold Harry Heinrich Helmut Helen Henri "
    "Henry Herbert Hermann Hugo Ian Immanuel Isaac Isabel Ivan Jack Jacques James Jane Jean Joan Johann Johannes John "
    "Jonas Jonathan José Joseph Juan Jules Julius Karl Katherine Konrad Kurt Leonardo Leonhard Leo Lewis Linus Lise "
    "Louis Louise Ludwig Luigi Marco Margaret Maria Marie Mark Martin Mary Matthew Max Maximilian Michael Michelangelo "
    "Miguel Napoleon Neil Nelson Nicolas Nicolaus Niels Nikola Nikolai Oliver Oscar Otto Pablo Patrick Paul Percy "
    "Peter Philip Philipp Pierre Rachel Ralph Raphael Ray René Richard Robert Roger Ronald Rosa Rosalind Rudolf Samuel "
    "Sarah Sigmund Simón Sophie Stephen Steve Theodor Theodore Thomas Tim Tom Victor Vincent Virginia Vladimir Walter "
    "Werner Wilhelm William Willy Winston Wolfgang"
)
"""First names by which a name within a question is known to be a person's."""

NAMES_OF_WOMEN: Final = word_set(
    "Ada Amelia Angela Anna Anne Barbara Catherine Charlotte Clara Eleanor Elizabeth Emily Emma Florence Grace Hannah "
    "Helen Isabel Jane Katherine Lise Louise Margaret Maria Marie Mary Rachel Rosa Rosalind Sarah Sophie Virginia"
)
NAMES_OF_BOTH: Final = word_set("Claude Jean Joan")
"""Those of the given names that are a woman's, and those that are a woman's in one language and a man's in another."""
OF_A_WOMAN: Final = word_set(
    "she her hers herself woman queen empress mother daughter sister wife widow frau königin kaiserin mutter tochter "
    "schwester witwe elle femme reine impératrice mère fille sœur veuve ella mujer reina emperatriz madre hija hermana"
)
OF_A_MAN: Final = word_set(
    "he him his himself man king emperor father brother husband monk mann könig kaiser vater sohn bruder mönch "
    "roi empereur père fils frère moine rey emperador padre hijo hermano monje"
)
"""Words of a question that may speak of the person asked for."""

OWN_CLASS: Final = {
    word: name
    for name, listing in {
        "adverb": "always never often sometimes rarely seldom usually yesterday today tomorrow tonight now soon later "
        "already still again once then maybe perhaps very too also only almost quite really here there up down inside "
        "outside immer nie niemals oft manchmal selten meistens gestern heute morgen jetzt bald später schon noch "
        "wieder dann vielleicht sehr auch nur hier dort oben unten toujours jamais souvent parfois rarement hier "
        "aujourd'hui demain maintenant bientôt déjà encore peut-être très aussi presque ici là siempre nunca a-menudo "
        "ayer hoy mañana ahora pronto tarde ya todavía quizás muy también casi aquí allí arriba abajo",
        "person of speech": "i you he she it we they ich du er sie wir ihr je tu il elle nous vous yo tú él ella",
        "between words": "and or but because although if with without for from to in on at by under over between und "
        "oder aber weil wenn mit ohne für et ou mais parce-que si avec sans pour y o pero porque con sin para",
        "number": "one two three four five six seven eight nine ten eleven twelve twenty hundred thousand eins zwei "
        "drei vier fünf sechs sieben acht neun zehn un deux trois quatre cinq uno dos tres cuatro cinco seis",
        "colour": "red blue green yellow black white brown grey gray orange pink purple rot blau grün gelb schwarz "
        "weiß rouge bleu vert jaune noir blanc rojo azul verde amarillo negro blanco",
        "weekday": "monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag "
        "freitag samstag sonntag lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves",
    }.items()
    for word in listing.split()
}
"""Classes of common words that dictionaries list apart. Beside one of them, a word of another class stands out."""

VAGUE: Final = frozenset(
    map(
        word_stem,
        word_set(
            "thing part structure component substance material term word name concept idea notion principle process "
            "event phenomenon method technique factor feature property object area place region body device system "
            "type kind teil struktur bestandteil stoff begriff wort konzept prinzip vorgang prozess ereignis phänomen "
            "methode verfahren faktor merkmal eigenschaft gegenstand bereich ort gebiet art partie élément terme mot "
            "nom notion principe processus événement phénomène méthode facteur propriété objet endroit lieu zone "
            "système parte estructura sustancia término palabra nombre concepto principio proceso acontecimiento "
            "fenómeno método propiedad objeto lugar zona sistema tipo"
        ),
    )
)
"""Nouns that do not tell which sort of thing is asked for."""
