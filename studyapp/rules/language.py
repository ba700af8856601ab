"""Guesses the language of a text from its script and its most common small words.

It serves one question: is this card in another language than its source? So it answers only when it is sure, knows the
languages learners paste most, and needs a few kilobytes where a trained model needs tens of megabytes.
"""

import re
import unicodedata
from collections import Counter
from functools import lru_cache
from typing import Final

from studyapp.rules.text import word_set

_SMALL_WORDS: Final = {
    "en": "the of and to is in that are was for with as by on from which be it its this have has an at or what who "
    "how when where why does did were their into can not between during called most they than more a before "
    "after",
    "de": "der die das und ist in den von zu mit sich des dem auf für nicht ein eine als auch es an werden aus er "
    "hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor "
    "zur bis mehr durch man sein wurde im was wer welche welcher welches wann warum wo heißt zwischen keine",
    "fr": "le la les de des du et est en un une que qui dans pour sur par au aux avec ce cette il elle ne pas plus "
    "se sont ou son sa ses leur être a été ont comme mais quel quelle quels quelles où quand pourquoi comment "
    "l' d' entre appelle était nous vous",
    "es": "el la los las de del y es en un una que por con para se su al como más o pero sus le ha este esta son "
    "entre cuando muy sin sobre ser fue era qué cuál quién cuándo dónde cómo lo no hay también está llama",
    "it": "il lo la gli le di del della dei delle che e è in un una per con non si da al alla sono come più nel "
    "nella ma anche questo questa dal dalla ha chi cosa quale quando dove perché viene furono fu tra",
    "pt": "o a os as de do da dos das e é em um uma que por com para se no na nos nas ao não mais como mas foi são "
    "seu sua ou também pelo pela qual quem quando onde quais entre está ser",
    "nl": "de het een van en is in op te dat die voor met zijn aan niet er om ook als door naar bij uit wordt werd "
    "maar heeft deze dit wat wie welke wanneer waarom waar hoe worden tussen",
    "sv": "och i att det som en är på för av med den till inte har de ett om var från vid kan eller men sig så vad "
    "vem vilken vilket när varför hur mellan kallas",
    "da": "og i at det som en er på for af med den til ikke har de et om var fra ved kan eller men sig så hvad hvem "
    "hvilken hvilket hvornår hvorfor hvordan mellem ble blev kalles kaldes av",
    "pl": "i w na z jest się do nie że to jak o od po co za przez dla są przy oraz czy który która które był była "
    "jego jej ich kto kiedy gdzie dlaczego między",
    "cs": "a v na se je z že s do o to jako k od po za pro které který která byl byla bylo jsou nebo při co kdo kdy "
    "kde proč mezi jeho",
    "tr": "ve bir bu ile için olarak olan da de daha en çok gibi ne kadar kim nedir hangi nerede neden nasıl ya "
    "veya sonra arasında",
    "ro": "și în de la cu este o un pe din care că nu a fost sunt mai pentru prin sau cea cel ale lui ce cine când "
    "unde între",
    "fi": "ja on ei että oli se joka ovat mutta kun tai myös mikä kuka missä milloin miksi miten sekä kuin hän niin "
    "välillä",
    "hu": "a az és hogy nem egy is volt meg ez azt el van mint csak de ki mi mikor hol miért hogyan melyik között",
    "id": "yang dan di dari untuk dengan adalah pada ini itu dalam tidak ke oleh sebagai atau apa siapa kapan mana "
    "mengapa bagaimana antara",
}
_PROFILES: Final = {code: word_set(listing) for code, listing in _SMALL_WORDS.items()}
SMALL_WORDS: Final = frozenset[str]().union(*_PROFILES.values())
"""Words of all these languages that carry no subject."""
_SHARED: Final = Counter(word for profile in _PROFILES.values() for word in profile)

_SCRIPTS: Final = {
    "latin": r"A-Za-zÀ-ɏḀ-ỿ",
    "cyrillic": r"Ѐ-ԯ",
    "greek": r"Ͱ-Ͽἀ-῿",
    "hebrew": r"\u0590-\u05ff",
    "arabic": r"\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc",
    "devanagari": r"\u0900-\u097f",
    "thai": r"\u0e00-\u0e7f",
    "hangul": r"\uac00-\ud7af\u1100-\u11ff",
    "kana": r"\u3040-\u30ff",
    "han": r"\u3400-\u9fff",
}
_SCRIPT: Final = {name: re.compile(f"[{ranges}]") for name, ranges in _SCRIPTS.items()}
_WORD: Final = re.compile(r"[^\W\d_]+'?")
_LETTERS_PER_WORD: Final = 4
_LEAST_EVIDENCE: Final = 1.5
_LEAD: Final = 1.8
_MIXED_SHARE: Final = 0.2
_SAMPLE_CHARS: Final = 8_000


def language_of(text: str) -> str | None:
    """An ISO 639-1 code, or the name of a script whose languages are not told apart; None when unsure."""
    ranked = _ranking(text)
    if not ranked or ranked[0][1] < _LEAST_EVIDENCE:
        return None
    if len(ranked) > 1 and ranked[0][1] < _LEAD * ranked[1][1]:
        return None
    return ranked[0][0]


@lru_cache(maxsize=16)
def languages_in(text: str) -> frozenset[str]:
    """All languages with a considerable share of a longer text; empty when unsure."""
    sample = text[:_SAMPLE_CHARS] + " " + text[len(text) // 2 :][:_SAMPLE_CHARS]
    ranked = _ranking(sample)
    if not ranked or ranked[0][1] < 2 * _LEAST_EVIDENCE:
        return frozenset()
    main, evidence = ranked[0]
    besides = _ranking(sample, apart_from=_PROFILES.get(main, frozenset()))
    return frozenset({main} | {code for code, score in besides if score >= _MIXED_SHARE * evidence})


def _ranking(text: str, *, apart_from: frozenset[str] = frozenset()) -> list[tuple[str, float]]:
    """Languages and the evidence for each, most likely first. Words in `apart_from` are not counted."""
    letters = {name: len(pattern.findall(text)) for name, pattern in _SCRIPT.items()}
    latin = letters.pop("latin")
    evidence: dict[str, float] = {}
    for name, count in letters.items():
        code = _language_of_script(name, has_kana=letters["kana"] > 0)
        evidence[code] = evidence.get(code, 0) + count / _LETTERS_PER_WORD
    if latin >= sum(letters.values()):
        evidence |= _small_word_evidence(text, apart_from)
    return sorted(((code, score) for code, score in evidence.items() if score > 0), key=lambda pair: -pair[1])


def _language_of_script(name: str, *, has_kana: bool) -> str:
    match name:
        case "han":
            return "ja" if has_kana else "zh"
        case "kana":
            return "ja"
        case "hangul":
            return "ko"
        case _:
            return name


def _small_word_evidence(text: str, apart_from: frozenset[str]) -> dict[str, float]:
    """The evidence for each language; a word that several share counts a fraction for each."""
    folded = unicodedata.normalize("NFC", text).casefold().replace("’", "'")
    counts = Counter(_WORD.findall(folded))
    return {
        code: sum(counts[word] / _SHARED[word] for word in profile - apart_from if word in counts)
        for code, profile in _PROFILES.items()
    }
