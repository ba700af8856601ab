"""The members of closed sets that schools teach, as data.

Commas separate members, semicolons regions: parts of the world or of time within which members can be confused.
"""

from typing import Final

_ENGLISH: Final = (
    (
        "city capital town where",
        (
            "Lisbon, Madrid, Barcelona, Paris, Lyon, Geneva, Zurich, Brussels, Amsterdam, London, Edinburgh, Dublin, "
            "Oslo, Stockholm, Copenhagen, Helsinki, Saint Petersburg, Moscow, Kyiv, Warsaw, Berlin, Hamburg, Munich, "
            "Prague, Vienna, Budapest, Belgrade, Sarajevo, Venice, Milan, Florence, Rome, Naples, Athens, Istanbul; "
            "Cairo, Tunis, Algiers, Khartoum, Nairobi, Kampala, Lagos, Accra; "
            "Ankara, Jerusalem, Baghdad, Damascus, Tehran, Riyadh; "
            "Kabul, Karachi, Islamabad, Mumbai, New Delhi, Dhaka, Naypyidaw, Bangkok, Hanoi, Jakarta, Manila, "
            "Singapore, Beijing, Shanghai, Seoul, Tokyo, Osaka; "
            "Perth, Melbourne, Canberra, Sydney, Brisbane, Auckland, Wellington; "
            "Lima, Bogotá, Quito, Caracas, Santiago, Buenos Aires, Montevideo, Rio de Janeiro, Brasília; "
            "Havana, Kingston, Mexico City, Panama City; Boston, New York, Philadelphia, Chicago, Los Angeles; "
            "Vancouver, Toronto, Ottawa, Montreal"
        ),
    ),
    (
        "country nation state",
        (
            "Portugal, Spain, France, Belgium, Germany, Denmark, Norway, Sweden, Finland, Russia, Ukraine, Poland, "
            "Austria, Hungary, Romania, Serbia, Italy, Greece, Turkey; Egypt, Libya, Algeria, Morocco, Nigeria, Ghana, "
            "Ethiopia, Kenya, Tanzania, Zambia, Mozambique, South Africa; Iran, Iraq, Saudi Arabia, Pakistan, India, "
            "Bangladesh, Thailand, Vietnam, Indonesia, Malaysia, China, Mongolia, Japan, South Korea; Australia, "
            "New Zealand; Chile, Argentina, Brazil, Bolivia, Peru, Colombia, Venezuela, Cuba, Mexico, Canada"
        ),
    ),
    ("continent", "Africa, Europe, Asia, Australia, South America, North America, Antarctica"),
    ("ocean sea", "Atlantic Ocean, Pacific Ocean, Indian Ocean, Arctic Ocean, Southern Ocean"),
    (
        "desert",
        "Sahara, Kalahari, Namib, Karoo; Gobi, Taklamakan, Karakum, Thar; Atacama, Mojave, Sonora, Chihuahua",
    ),
    (
        "mountain peak",
        (
            "Matterhorn, Mont Blanc, Eiger, Zugspitze, Mount Olympus, Elbrus; "
            "Kilimanjaro, Mount Kenya, Toubkal, Table Mountain; Mount Everest, K2, Kangchenjunga, Lhotse, Annapurna; "
            "Denali, Mount Logan, Mount Whitney, Mount Rainier; Aconcagua, Huascarán, Chimborazo, Cotopaxi"
        ),
    ),
    (
        "strait",
        (
            "Strait of Gibraltar, Strait of Dover, Strait of Messina, Bosporus; Strait of Hormuz, Strait of Malacca, "
            "Taiwan Strait, Bering Strait"
        ),
    ),
    (
        "river",
        (
            "Thames, Seine, Rhine, Elbe, Danube, Vistula, Dnieper, Volga; "
            "Nile, Congo, Niger, Zambezi; Tigris, Euphrates, Jordan, Indus; "
            "Ganges, Brahmaputra, Mekong, Yangtze; Amazon, Orinoco, Paraná, Magdalena; "
            "Rio Grande, Mississippi, Missouri, Ohio"
        ),
    ),
    ("planet", "Mercury, Venus, Earth, Mars, Jupiter, Saturn, Uranus, Neptune"),
    ("organelle", "Nucleus, Ribosome, Golgi apparatus, Lysosome, Vacuole, Mitochondrion, Chloroplast"),
    ("gas", "Hydrogen, Methane, Ammonia, Nitrogen, Oxygen, Carbon dioxide, Ozone, Chlorine"),
    ("element", "Hydrogen, Carbon, Nitrogen, Oxygen, Fluorine, Silicon, Phosphorus, Sulfur, Chlorine, Iodine"),
    (
        "element metal",
        (
            "Lithium, Sodium, Magnesium, Aluminium, Potassium, Calcium, Titanium, Chromium, Iron, Nickel, Copper, "
            "Zinc, Silver, Tin, Platinum, Gold, Mercury, Lead, Uranium"
        ),
    ),
    ("base", "Adenine, Thymine, Guanine, Cytosine, Uracil"),
    ("curve", "Phillips curve, Beveridge curve, Laffer curve, Lorenz curve, Engel curve"),
    (
        "institution",
        "European Central Bank, European Commission, European Parliament, European Council, European Court of Justice",
    ),
    (
        "battle",
        (
            "Battle of Hastings, Battle of Bouvines, Battle of Crécy, Battle of Agincourt, Battle of Bosworth; "
            "Battle of Trafalgar, Battle of Austerlitz, Battle of Jena, Battle of Borodino, Battle of Leipzig, "
            "Battle of Waterloo; "
            "Battle of the Marne, Battle of Verdun, Battle of the Somme, Battle of Jutland"
        ),
    ),
    (
        "treaty peace",
        (
            "Peace of Augsburg, Peace of Westphalia, Peace of Utrecht, Peace of Amiens; "
            "Treaty of Versailles, Treaty of Trianon, Treaty of Lausanne, Treaty of Locarno; "
            "Treaty of Rome, Treaty of Maastricht, Treaty of Nice, Treaty of Lisbon"
        ),
    ),
    ("queen", "Matilda, Mary I, Elizabeth I, Mary II, Anne, Victoria"),
    (
        "king",
        "Henry VII, Henry VIII, James I, Charles I, Charles II, James II; Louis XIII, Louis XIV, Louis XV, Louis XVI",
    ),
    ("tsar", "Ivan the Terrible, Boris Godunov, Peter the Great, Alexander I, Nicholas I, Alexander II, Nicholas II"),
    (
        "minister",
        (
            "Benjamin Disraeli, William Gladstone, Herbert Asquith; David Lloyd George, Stanley Baldwin, "
            "Neville Chamberlain, Winston Churchill, Clement Attlee, Anthony Eden, Harold Macmillan"
        ),
    ),
    ("season", "Spring, Summer, Autumn, Winter"),
)
_GERMAN: Final = (
    (
        "stadt hauptstadt wo",
        (
            "Wien, Prag, Dresden, Leipzig, Weimar, Erfurt, Magdeburg, Berlin, Potsdam, Hamburg, Lübeck, Bremen, "
            "Hannover, Münster, Köln, Bonn, Aachen, Trier, Mainz, Worms, Frankfurt am Main, Heidelberg, Straßburg, "
            "Basel, Zürich, Genf, Augsburg, München, Regensburg, Nürnberg"
        ),
    ),
    (
        "stadt hauptstadt wo",
        (
            "Lissabon, Madrid, Barcelona, Paris, Lyon, Brüssel, Amsterdam, London, Edinburgh, Dublin, Oslo, Stockholm, "
            "Kopenhagen, Helsinki, Moskau, Kiew, Warschau, Berlin, Bern, Wien, Budapest, Belgrad, Sarajevo, Venedig, "
            "Mailand, Florenz, Rom, Neapel, Athen; Kairo, Tunis, Algier, Nairobi, Kampala, Lagos, Accra; "
            "Ankara, Jerusalem, Damaskus, Bagdad, Teheran; Neu-Delhi, Bangkok, Hanoi, Peking, Shanghai, Seoul, Tokio; "
            "Lima, Bogotá, Quito, Caracas, Santiago, Buenos Aires, Montevideo; Montreal, Ottawa, Toronto, Vancouver"
        ),
    ),
    (
        "land staat",
        (
            "Portugal, Spanien, Frankreich, Belgien, Deutschland, Dänemark, Norwegen, Schweden, Finnland, Russland, "
            "Polen, Österreich, Ungarn, Rumänien, Serbien, Italien, Griechenland; Ägypten, Libyen, Algerien, Marokko, "
            "Nigeria, Kenia, Südafrika; Indien, China, Mongolei, Japan; Australien; Chile, Argentinien, Brasilien, "
            "Peru, Mexiko, Kanada"
        ),
    ),
    ("kontinent erdteil", "Afrika, Europa, Asien, Australien, Südamerika, Nordamerika, Antarktika"),
    ("ozean meer", "Atlantik, Pazifik, Indischer Ozean, Arktischer Ozean, Südlicher Ozean"),
    (
        "fluss strom",
        (
            "Themse, Seine, Rhein, Main, Weser, Elbe, Oder, Weichsel, Donau, Dnjepr, Wolga; "
            "Nil, Kongo, Niger, Sambesi; "
            "Tigris, Euphrat, Jordan, Indus; Ganges, Brahmaputra, Mekong, Jangtse; Amazonas, Orinoco, Paraná; "
            "Rio Grande, Mississippi, Missouri, Ohio"
        ),
    ),
    ("planet", "Merkur, Venus, Erde, Mars, Jupiter, Saturn, Uranus, Neptun"),
    ("organell", "Zellkern, Ribosom, Golgi-Apparat, Lysosom, Vakuole, Mitochondrium, Chloroplast"),
    ("gas", "Wasserstoff, Methan, Ammoniak, Stickstoff, Sauerstoff, Kohlendioxid, Ozon, Chlor"),
    ("element", "Wasserstoff, Kohlenstoff, Stickstoff, Sauerstoff, Fluor, Silizium, Phosphor, Schwefel, Chlor, Iod"),
    (
        "element metall",
        (
            "Lithium, Natrium, Magnesium, Aluminium, Kalium, Calcium, Titan, Chrom, Eisen, Nickel, Kupfer, Zink, "
            "Silber, Zinn, Platin, Gold, Quecksilber, Blei, Uran"
        ),
    ),
    (
        "schlacht",
        (
            "Schlacht auf dem Lechfeld, Schlacht bei Tannenberg, Schlacht am Weißen Berg, Schlacht bei Lützen; "
            "Schlacht bei Leuthen, Schlacht bei Austerlitz, Schlacht bei Jena und Auerstedt, "
            "Völkerschlacht bei Leipzig, Schlacht bei Waterloo; "
            "Schlacht bei Königgrätz, Schlacht bei Sedan, Schlacht um Verdun, Schlacht an der Somme"
        ),
    ),
    (
        "vertrag friede frieden",
        (
            "Augsburger Religionsfriede, Westfälischer Friede, Friede von Utrecht, Friede von Hubertusburg; "
            "Vertrag von Versailles, Vertrag von Rapallo, Vertrag von Locarno, Vertrag von Trianon; "
            "Vertrag von Rom, Vertrag von Maastricht, Vertrag von Nizza, Vertrag von Lissabon"
        ),
    ),
    ("jahreszeit", "Frühling, Sommer, Herbst, Winter"),
)
_ANY: Final = (
    ("gas", "Helium, Neon, Argon, Krypton, Xenon"),
    ("chancellor kanzler", "Otto von Bismarck, Leo von Caprivi, Bernhard von Bülow, Theobald von Bethmann Hollweg"),
)
_FRENCH: Final = (
    (
        "ville capitale où",
        (
            "Lisbonne, Madrid, Barcelone, Bordeaux, Paris, Lyon, Marseille, Genève, Bruxelles, Amsterdam, Londres, "
            "Dublin, Oslo, Stockholm, Copenhague, Helsinki, Moscou, Kiev, Varsovie, Berlin, Munich, Prague, Vienne, "
            "Budapest, Belgrade, Venise, Milan, Florence, Rome, Naples, Athènes; "
            "Rabat, Alger, Tunis, Tripoli, Le Caire, Khartoum, Nairobi, Dakar, Bamako, Abidjan, Lagos; "
            "Ankara, Jérusalem, Damas, Bagdad, Téhéran; New Delhi, Bangkok, Hanoï, Pékin, Shanghai, Séoul, Tokyo; "
            "Lima, Bogota, Quito, Caracas, Santiago, Buenos Aires, Montevideo; Québec, Montréal, Ottawa, Toronto"
        ),
    ),
    (
        "pays",
        (
            "Portugal, Espagne, France, Belgique, Allemagne, Danemark, Norvège, Suède, Finlande, Russie, Pologne, "
            "Autriche, Hongrie, Roumanie, Serbie, Italie, Grèce; Égypte, Libye, Tunisie, Algérie, Maroc, Sénégal, "
            "Mali, Niger, Nigeria, Éthiopie, Kenya; Iran, Irak, Inde, Vietnam, Chine, Mongolie, Japon; "
            "Chili, Argentine, Brésil, Bolivie, Pérou, Colombie, Mexique, Canada"
        ),
    ),
)
_SPANISH: Final = (
    (
        "ciudad capital dónde",
        (
            "Lisboa, Sevilla, Madrid, Valencia, Barcelona, París, Lyon, Ginebra, Bruselas, Ámsterdam, Londres, Dublín, "
            "Oslo, Estocolmo, Copenhague, Moscú, Kiev, Varsovia, Berlín, Múnich, Praga, Viena, Budapest, Belgrado, "
            "Venecia, Milán, Florencia, Roma, Nápoles, Atenas; El Cairo, Túnez, Argel, Rabat, Nairobi, Lagos; "
            "Ankara, Jerusalén, Damasco, Bagdad, Teherán; Nueva Delhi, Bangkok, Hanói, Pekín, Shanghái, Seúl, Tokio; "
            "Lima, Bogotá, Quito, Caracas, La Paz, Asunción, Santiago, Buenos Aires, Montevideo; "
            "La Habana, San José, Managua, Tegucigalpa, Guatemala, Ciudad de México"
        ),
    ),
    (
        "país",
        (
            "Portugal, España, Francia, Bélgica, Alemania, Dinamarca, Noruega, Suecia, Finlandia, Rusia, Polonia, "
            "Austria, Hungría, Rumanía, Serbia, Italia, Grecia; Egipto, Libia, Argelia, Marruecos, Nigeria, Etiopía, "
            "Kenia; Irán, Irak, India, Vietnam, China, Mongolia, Japón; Chile, Argentina, Uruguay, Brasil, Paraguay, "
            "Bolivia, Perú, Ecuador, Colombia, Venezuela, Cuba, México"
        ),
    ),
)
MEMBERS: Final = {
    "en": (*_ENGLISH, *_ANY),
    "de": (*_GERMAN, *_ANY),
    "fr": _FRENCH,
    "es": _SPANISH,
}
"""For each language the words of a question that ask for a member, separated by spaces, and the members."""
