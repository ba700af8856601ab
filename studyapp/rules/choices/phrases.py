"""The words the choice rules look for, language by language."""

import re
from typing import Final

from studyapp.rules.text import word_set

ABSOLUTES: Final = {
    "en": word_set("always never all only"),
    "de": word_set("immer nie niemals alle nur"),
    "fr": word_set("toujours jamais tous toutes seulement uniquement"),
    "es": word_set("siempre nunca jamás todos todas solo sólo solamente únicamente"),
}
"""D7: words that make a statement too strong to be right."""

COMMON_ABSOLUTES: Final = word_set(
    "all only alle nur tous toutes seulement uniquement todos todas solo sólo solamente únicamente"
)
"""Words of D7 so common that a single wrong answer may have one."""

HEDGES: Final = {
    "en": word_set("may often usually might sometimes generally typically"),
    "de": word_set("oft häufig meist meistens manchmal gewöhnlich üblicherweise"),
    "fr": word_set("souvent généralement habituellement parfois"),
    "es": word_set("suele suelen generalmente normalmente"),
}
"""D7: words that make a statement too careful to be wrong."""

NEGATIONS: Final = {
    "en": word_set("not never cannot"),
    "de": word_set("nicht nie niemals kein keine keinen keiner keines"),
    "fr": word_set("pas jamais aucun aucune"),
    "es": word_set("no nunca jamás ningún ninguna"),
}
"""D9: words that negate an option."""


def _asks_for_what_is_not(interrogatives: str, clauses: str, negation: str) -> re.Pattern[str]:
    """A pattern for a negation in the clause that asks, but not in one that begins with `if`, `that` and the like."""
    return re.compile(
        rf"\b(?:{interrogatives})\b(?:(?!\b(?:{clauses})\b)[^?.,;:])*?(?P<negation>{negation})", re.IGNORECASE
    )


NEGATIVE_STEMS: Final = {
    "en": (
        _asks_for_what_is_not(
            "which|what|who|whom|where",
            "if|when|because|although|that|unless|until|whose|why",
            r"\bnot\b|n['’]t\b|\bnever\b|\bleast\s+likely\b",
        ),
        re.compile(r"(?P<negation>\bexcept\b)", re.IGNORECASE),
    ),
    "de": (
        _asks_for_what_is_not(
            "welche[rsnm]?|was|wer|wo", "wenn|falls|dass|weil|obwohl|warum", r"\bnicht\b|\bkeine?[nrsm]?\b|\baußer\b"
        ),
    ),
    "fr": (
        _asks_for_what_is_not(
            "quel(?:le)?s?|lequel|laquelle|qui|que", "si|quand|parce|bien|pourquoi", r"\bpas\b|\bjamais\b|\bsauf\b"
        ),
    ),
    "es": (
        _asks_for_what_is_not(
            "cuál(?:es)?|qué|quién(?:es)?", "si|cuando|porque|aunque", r"\bno\b|\bnunca\b|\bexcepto\b"
        ),
    ),
}
"""D9: patterns of questions that ask what is not the case."""
