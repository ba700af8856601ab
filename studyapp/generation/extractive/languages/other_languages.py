"""Word lists for German, French and Spanish, enough to find whole sentences and their terms."""

from typing import Final

from studyapp.generation.extractive.languages.words import Words
from studyapp.rules.text import word_set

GERMAN: Final = Words(
    leaning=word_set(
        """
        er sie es diese dieser dieses diesem diesen dies dadurch daher deshalb darum dabei damit danach davor
        dazu daraus daran darauf darin davon hier hierbei hierdurch dort so also auch aber und oder doch denn
        jedoch dennoch trotzdem außerdem zudem ferner dann anschließend zuerst zunächst schließlich später
        früher heute jetzt nun ihr ihre ihren ihrem ihrer sein seine seinen seinem seiner solche solcher
        solches anderer andere anderes beide einige manche viele jeder jede jedes letztere letzterer erstere
        ebenso ähnlich ansonsten sonst stattdessen beispielsweise z zum übrigens merke beachte bitte siehe
        beispiel aufgabe lösung hinweis frage antwort
        """
    ),
    half_leaning=word_set("das die der"),
    verbs=word_set("ist sind war waren wird werden hat haben liegt bedeutet kann können führt macht gilt heißt nennt"),
    pointing=word_set(
        "diese dieser dieses diesem diesen letztere letzterer letzteren erstere ersterer dort dadurch deshalb "
        "solche solcher solches solchen folgende folgenden folgender obige obigen"
    ),
    personal=word_set("ich wir du uns unser unsere unseren mein dein euch ihnen mich mir dich dir"),
    small=word_set(
        """
        der die das des dem den ein eine einer eines einem einen und oder aber denn sondern doch in im ins an
        am ans auf aus bei beim mit nach von vom vor zu zum zur über unter zwischen durch für gegen ohne um
        bis seit während wegen trotz als wie wenn weil da dass ob damit obwohl indem ist sind war waren wird
        werden wurde wurden worden sein hat haben hatte hatten kann können konnte muss müssen soll sollen darf
        will nicht kein keine keinen er sie es sich man wir ich ihr ihm ihn ihre seine deren dessen dieser
        diese dieses diesem diesen jeder jede jedes alle allem allen aller alles auch nur noch schon sehr mehr
        meist so dann hier dort etwa rund fast
        """
    ),
    plain=word_set(
        """
        teil teile art arten beispiel beispiele zeit jahr jahre jahren jahrhundert tag tage mensch menschen
        welt form formen weise seite seiten grund gründe zahl anzahl menge mengen fall fälle ende anfang ort
        orte begriff wort name bereich bereiche ergebnis prozent teilen rolle möglichkeit frage problem höhe
        größe folge sache ding dinge durchschnitt kraft zustand sommertag tasse
        """
    ),
    adjectives=frozenset(),
    articles=word_set("der die das des dem den ein eine einer eines einem einen"),
)

FRENCH: Final = Words(
    leaning=word_set(
        """
        il elle ils elles ce cet cette ces cela ceci ça celui celle ceux celles son sa ses leur leurs on et
        mais ou donc or ni car ainsi alors puis ensuite enfin cependant toutefois pourtant néanmoins aussi de
        plus par ailleurs y en lui tel telle tels telles autre autres certains certaines plusieurs chacun
        chacune aujourd'hui voici voilà notons rappelons
        """
    ),
    half_leaning=frozenset(),
    verbs=frozenset(),
    pointing=word_set(
        "ce cet cette ces cela ceci celui-ci celle-ci ceux-ci tel telle tels telles y suivant suivante suivants "
        "suivantes"
    ),
    personal=word_set("je nous vous notre votre nos vos mon ma mes tu ton ta tes"),
    small=word_set(
        """
        le la les l un une des du de d au aux et ou mais donc car ni que qu qui quoi dont où dans en sur sous
        par pour avec sans entre vers chez depuis pendant avant après contre selon est sont était étaient sera
        être été a ont avait avaient avoir fut furent ne pas plus moins très aussi se s son sa ses leur leurs
        ce cet cette ces il elle ils elles on y lui comme si quand lorsque alors ainsi tout toute tous toutes
        même autre autres
        """
    ),
    plain=word_set(
        "partie parties exemple temps année années jour jours monde forme formes nombre cas fin début lieu nom "
        "mot milliers centaines chute donné dirigé ordre ordres mise société"
    ),
    adjectives=frozenset(),
    colon=" :",
    articles=word_set("le la les l un une des du au aux"),
)

SPANISH: Final = Words(
    leaning=word_set(
        """
        él ella ellos ellas este esta estos estas ese esa esos esas esto eso aquel aquella su sus y e o u pero
        sino así entonces luego después además también por tanto sin embargo aunque tal tales otro otra otros
        otras algunos algunas muchos muchas ambos cada uno hoy nota recuerda ejemplo allí aquí
        """
    ),
    half_leaning=frozenset(),
    verbs=frozenset(),
    pointing=word_set(
        "este esta estos estas ese esa esos esas esto eso aquel aquella dicho dicha dichos dichas tal tales "
        "siguiente siguientes"
    ),
    personal=word_set("yo nosotros nos nuestro nuestra mi mis tú tu tus vosotros usted ustedes"),
    small=word_set(
        """
        el la los las lo un una unos unas de del a al y e o u pero sino que quien cuyo cuya donde en por para
        con sin sobre entre hasta desde hacia según tras durante es son era eran fue fueron será ser sido ha
        han había está están se su sus no más menos muy también como cuando si este esta estos estas ese esa
        le les me te nos
        """
    ),
    plain=word_set(
        "parte partes ejemplo tiempo año años día días mundo forma formas número caso fin lugar nombre palabra "
        "mayoría zona gran siguiente cerca techo tamaño escala profundidad historia"
    ),
    adjectives=frozenset(),
    articles=word_set("el la los las un una unos unas del al"),
)
