"""Closed sets that schools teach, so that a deck with one city or one planet need not go without choices.

Members that are near each other, on the map or in their order, stand side by side: neighbours are confused most.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from studyapp.rules.text import normalise, strip_markup


@dataclass(frozen=True, slots=True)
class Family:
    asks: re.Pattern[str]
    """What a question says that asks for a member."""
    members: tuple[str, ...]
    keys: tuple[str, ...]
    """The normal forms of the members, in their order."""


def _family(asks: str, members: str) -> Family:
    """A family from its question words, separated by spaces, and its members, separated by commas."""
    endings = rf"\b(?:{'|'.join(asks.split())})(?:s|es|n|en)?\b"
    names = tuple(name.strip() for name in members.split(","))
    return Family(re.compile(endings, re.IGNORECASE), names, tuple(map(normalise, names)))


_CITY: Final = "city capital town where stadt hauptstadt wo ville capitale où ciudad dónde"
_COUNTRY: Final = "country nation state land staat pays país"

FAMILIES: Final = (
    _family(
        _CITY,
        "Lisbon, Madrid, Barcelona, Paris, Lyon, Geneva, Zurich, Brussels, Amsterdam, London, Edinburgh, Dublin, "
        "Oslo, Stockholm, Copenhagen, Helsinki, Saint Petersburg, Moscow, Kyiv, Warsaw, Berlin, Hamburg, Munich, "
        "Prague, Vienna, Budapest, Belgrade, Sarajevo, Venice, Milan, Florence, Rome, Naples, Athens, Istanbul, "
        "Ankara, Jerusalem, Cairo, Tunis, Algiers, Khartoum, Nairobi, Kampala, Lagos, Accra, Baghdad, Damascus, "
        "Tehran, Riyadh, Kabul, Karachi, Islamabad, Mumbai, New Delhi, Dhaka, Bangkok, Hanoi, Jakarta, Manila, "
        "Singapore, Beijing, Shanghai, Seoul, Tokyo, Osaka, Melbourne, Sydney, Canberra, Auckland, Wellington, "
        "Lima, Bogotá, Quito, Caracas, Santiago, Buenos Aires, Montevideo, Rio de Janeiro, Brasília, Havana, "
        "Boston, New York, Philadelphia, Chicago, Toronto, Ottawa, Montreal",
    ),
    _family(
        _CITY,
        "Wien, Prag, Dresden, Leipzig, Weimar, Erfurt, Magdeburg, Berlin, Potsdam, Hamburg, Lübeck, Bremen, Hannover, "
        "Münster, Köln, Bonn, Aachen, Trier, Mainz, Worms, Frankfurt am Main, Heidelberg, Straßburg, Basel, Zürich, "
        "Genf, Augsburg, München, Regensburg, Nürnberg",
    ),
    _family(
        _COUNTRY,
        "Portugal, Spain, France, Belgium, Germany, Denmark, Norway, Sweden, Finland, Russia, Ukraine, Poland, "
        "Austria, Hungary, Romania, Serbia, Italy, Greece, Turkey, Egypt, Libya, Algeria, Morocco, Nigeria, Ghana, "
        "Ethiopia, Kenya, Tanzania, Zambia, Mozambique, South Africa, Iran, Iraq, Saudi Arabia, Pakistan, India, "
        "Bangladesh, Thailand, Vietnam, Indonesia, Malaysia, China, Mongolia, Japan, South Korea, Australia, "
        "New Zealand, Chile, Argentina, Brazil, Bolivia, Peru, Colombia, Venezuela, Cuba, Mexico, Canada",
    ),
    _family(
        _COUNTRY,
        "Portugal, Spanien, Frankreich, Belgien, Deutschland, Dänemark, Norwegen, Schweden, Finnland, Russland, "
        "Polen, Österreich, Ungarn, Rumänien, Serbien, Italien, Griechenland, Ägypten, Libyen, Algerien, Marokko, "
        "Nigeria, Kenia, Südafrika, Indien, China, Mongolei, Japan, Australien, Chile, Argentinien, Brasilien, Peru, "
        "Mexiko, Kanada",
    ),
    _family("continent", "Africa, Europe, Asia, Australia, South America, North America, Antarctica"),
    _family("kontinent erdteil", "Afrika, Europa, Asien, Australien, Südamerika, Nordamerika, Antarktika"),
    _family("ocean sea", "Atlantic Ocean, Pacific Ocean, Indian Ocean, Arctic Ocean, Southern Ocean"),
    _family("desert", "Sahara, Kalahari, Namib, Gobi, Atacama, Mojave"),
    _family("mountain peak", "Mont Blanc, Matterhorn, Elbrus, Kilimanjaro, Denali, Aconcagua, Mount Everest, K2"),
    _family("river", "Rhine, Danube, Seine, Thames, Volga, Nile, Congo, Niger, Tigris, Euphrates, Ganges, Amazon"),
    _family("planet", "Mercury, Venus, Earth, Mars, Jupiter, Saturn, Uranus, Neptune"),
    _family("planet", "Merkur, Venus, Erde, Mars, Jupiter, Saturn, Uranus, Neptun"),
    _family("base", "Adenine, Thymine, Guanine, Cytosine, Uracil"),
    _family("season", "Spring, Summer, Autumn, Winter"),
)


@lru_cache(maxsize=1_000)
def relatives(stem: str, key: str) -> tuple[str, ...]:
    """The other members of the families that have the key and that the question asks for, the nearest first."""
    own, text = normalise(strip_markup(key)), strip_markup(stem)
    found = [family for family in FAMILIES if own in family.keys and family.asks.search(text)]
    return tuple(name for family in found for name in _nearest(family, family.keys.index(own)))


def _nearest(family: Family, at: int) -> list[str]:
    places = sorted(range(len(family.members)), key=lambda place: abs(place - at))
    return [family.members[place] for place in places if place != at]


def is_relative(stem: str, key: str, other: str) -> bool | None:
    """Whether the other is in the family of the key that the question asks for; None if the key is in none."""
    kin = relatives(stem, key)
    return normalise(strip_markup(other)) in map(normalise, kin) if kin else None
