"""D2: options that are about the other options, in the languages models write."""

import re
from typing import Final


def _any_of(*alternatives: str) -> re.Pattern[str]:
    """A pattern for a whole option. A space stands for any white space."""
    return re.compile(rf"\W*(?:{'|'.join(alternatives)})\W*".replace(" ", r"\s+"), re.IGNORECASE)


_ENGLISH_OPTIONS: Final = r"(?:answers?|options?|choices?|statements?|alternatives?|responses?)"
_LETTER: Final = r"\(?[a-f]\)?"
_AND: Final = r"(?:\s*[&+]\s*|\s*,?\s+(?:and|or|und|oder|et|ou|y|e|en)\s+)"
_PAIR: Final = rf"{_LETTER}(?:\s*,\s*{_LETTER}){{0,3}}{_AND}{_LETTER}"

WAYS_OUT: Final = (
    _any_of(
        rf"(?:all|none|any|both|neither|two|some)(?: of)?(?: the)?(?: (?:above|these|those|them|following|others?|"
        rf"mentioned|listed|previous|below|preceding|{_ENGLISH_OPTIONS})){{1,3}}(?: (?:above|below|listed|given))?"
        r"(?: (?:is|are|apply)\s?\w*)?",
        rf"(?:all|both|no|none)(?: (?:the|of|other|above|listed|given|mentioned)){{0,3}} {_ENGLISH_OPTIONS}"
        r"(?: (?:above|below|listed|given))?(?: (?:is|are|apply)\s?\w*)?",
        rf"(?:both|neither|only)(?: {_ENGLISH_OPTIONS})? {_PAIR.replace('and|', 'and|n?or|')}(?: (?:is|are) \w+)?",
        rf"{_ENGLISH_OPTIONS} \(?[a-f1-5]\)?(?:\s*(?:,|and|&|or)\s*\(?[a-f1-5]\)?){{0,3}}"
        r"(?: (?:only|are correct|is correct))?",
        r"i (?:do not|don['’]?t) know|(?:i\s?['’]?a?m )?not sure|no idea|(?:it is )?impossible to (?:say|tell|know)",
    ),
    _any_of(
        r"(?:alle|keines?|keiner|beide[sn]?|nichts)(?: (?:der|von|von den|die))?(?: (?:oben|hier|vorher|zuvor))?"
        r"(?: (?:stehenden?|genannten?|angegebenen?|aufgeführten?|obigen?|anderen?|antwort(?:en|möglichkeiten)?|"
        r"aussagen?|optionen|möglichkeiten|davon|diesen?|dieser|alledem|dessen)){1,3}"
        r"(?: (?:ist|sind|treffen|trifft|stimmen)(?: \w+)?)?",
        rf"(?:sowohl {_LETTER} als auch|weder {_LETTER} noch) {_LETTER}",
        rf"(?:nur )?(?:antwort(?:en)?|option(?:en)?) {_LETTER}(?: (?:und|oder) {_LETTER})?",
        r"(?:das )?(?:ich )?wei(?:ß|ss) (?:ich )?(?:es )?nicht|keine ahnung",
    ),
    _any_of(
        r"(?:toutes|tous|aucune?|les deux)(?: (?:de|d['’]entre|parmi))?\s?(?:les|ces|celles-ci|ceux-ci|des|elles|eux)"
        r"(?: (?:réponses?|options?|propositions?|affirmations?|deux|choix|autres|précédente?s?)(?: .{0,40})?)?",
        r"aucune? (?:bonne )?(?:réponse|proposition|option)(?: .{0,40})?",
        r"(?:tout|rien de) (?:ce qui précède|tout cela|cela)",
        r"les deux(?: (?:réponses|propositions|options)(?: .{0,30})?)?",
        rf"(?:à la fois|seulement|ni) {_LETTER} (?:et|ni) {_LETTER}",
        rf"(?:réponses?|options?|propositions?) {_LETTER}(?: et {_LETTER})?",
        r"je ne sais pas",
    ),
    _any_of(
        r"(?:todas|todos|ninguna|ninguno|ambas|ambos|cualquiera)(?: de)?(?: (?:las|los|estas|estos|ellas|ellos))?"
        r"(?: (?:anteriores|opciones|respuestas|alternativas|dos|demás|otras|mencionadas|son|es|correctas?|"
        r"verdaderas?)){1,5}",
        r"ninguna de (?:ellas|estas|las)",
        rf"(?:tanto|ni) {_LETTER} (?:como|ni) {_LETTER}",
        rf"(?:respuestas?|opción|opciones) {_LETTER}(?: y {_LETTER})?",
        r"no (?:lo )?sé",
    ),
    _any_of(
        r"(?:tutte|tutti|nessuna|nessuno|entrambe)(?: (?:le|delle|di|queste|quelle|i|dei))*"
        r"(?: (?:precedenti|risposte|opzioni|alternative|queste|altre|sono|è|corrett[ae]|giust[ae]|elencate)){1,5}",
        rf"(?:sia {_LETTER} (?:sia|che)|né {_LETTER} né) {_LETTER}|non (?:lo )?so",
        r"(?:todas|todos|nenhuma|nenhum|ambas)(?: (?:as|das|destas|dessas|delas|os|dos))*"
        r"(?: (?:anteriores|alternativas|opções|respostas|acima|outras|estão|são|corretas?|certas?)){1,5}",
        r"nenhuma (?:delas|destas|dessas)|não sei",
        r"(?:alle|geen|beide)(?: (?:van|de|deze|het))*(?: (?:bovenstaande|bovengenoemde|antwoorden|opties|andere|"
        r"genoemde|mogelijkheden|zijn|is|juist|goed|correct|deze)){1,5}",
        r"(?:dat )?(?:ik )?weet (?:ik )?(?:het )?niet",
    ),
    _any_of(
        r"(?:все|всё|ничего|ничто|ни один|ни одного|ни одна|любой|оба|обе)(?: из)?"
        r"(?: (?:вышеперечисленн\w+|перечисленн\w+|вышеуказанн\w+|указанн\w+|выше|это|этого|этих|них|"
        r"вариант\w*|ответ\w*|утверждени\w+|верн\w+|правильн\w+|неверн\w+)){1,4}",
        r"нет (?:правильного|верного) ответа|(?:я )?не знаю|затрудняюсь ответить",
        r"(?:wszystki\w+|żadn\w+|obie|oba|każda)(?: (?:z|ze))?(?: (?:powyższ\w+|wymienion\w+|podan\w+|odpowied\w+|"
        r"tych|nich|są|jest|poprawn\w+|prawidłow\w+|prawdziw\w+)){1,5}",
        r"(?:ja )?nie wiem|nie wiadomo",
        r"(?:以上|上述)(?:选项|答案|各项)?(?:全部|全都|都|皆|均|全)(?:不)?(?:是|对|正确|错误?)?",
        r"(?:以上|上述)(?:选项|答案|各项)?(?:都|皆|均)?(?:不是|不对|不正确|没有正确答案)|(?:全部|所有)(?:以上|选项|答案)?(?:都)?(?:正确|对)",
        r"我?不知道|無法確定|无法确定|以上皆[是非]",
    ),
)
"""English, German, French, Spanish; Italian, Portuguese and Dutch together; Russian, Polish and Chinese together."""

LETTERS: Final = _any_of(rf"(?:only )?{_PAIR}(?: only| nur)?", rf"only {_LETTER}|nur {_LETTER}|{_LETTER} only")
"""Letters joined into an option, e.g. `A and B`; these may be blood groups or vitamins as well."""


def is_way_out(text: str) -> bool:
    return any(pattern.fullmatch(text) for pattern in WAYS_OUT)
