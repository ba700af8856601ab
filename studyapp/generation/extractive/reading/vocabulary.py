"""Learns from the whole text which of its words are names and terms, and what its topics are.

A term is a noun phrase that is bold, in a heading, defined, or used more than once. That is a crude rule for a single
sentence but works well over a whole text.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from studyapp.generation.extractive.languages.verbs import IRREGULAR
from studyapp.generation.extractive.languages.words import Words
from studyapp.generation.extractive.reading.names import names
from studyapp.generation.extractive.reading.noun_phrases import Span, german_nouns, runs
from studyapp.generation.extractive.reading.sentences import Sentence
from studyapp.generation.extractive.reading.terms import WORD, Term, TermKind, figures, is_learned, stem
from studyapp.rules.atoms import atoms

_TOPIC_MENTIONS: Final = 3
_TOPIC_SHARE: Final = 0.12
_NAME_MENTIONS: Final = 5
_TOPIC_WEIGHT: Final = 0.3
_PART_OF_COMPOUND: Final = 0.2
_LOOSE: Final = 2
_LONG_NOUN: Final = 10
_NAMED: Final = re.compile(
    r"(?:called|known as|named|termed|appelée?s?|nommée?s?|llamad[oa]s?|se llama|heißt|nennt man|genannte?n?)\s"
    r"(?:an?\s|the\s|die\s|der\s|das\s|le\s|la\s|el\s|l['’])?$"
)

_APPOSED: Final = re.compile(r"\b(?:the|an?)\s[a-z]{4,}\s$")
"""Matches what stands before a name that tells which one is meant, e.g. `the enzyme` before `catalase`."""


class Vocabulary:
    def __init__(
        self,
        sentences: Sequence[Sentence],
        words: Words,
        *,
        german: bool,
        marked: Iterable[str],
        topics: Iterable[str] = (),
    ) -> None:
        self.words = words
        self.is_german = german
        self._sentence_count = len(sentences)
        self._topics = frozenset(stem(topic) for topic in topics)
        self._titled = frozenset(word.rstrip("s").casefold() for topic in self._topics for word in WORD.findall(topic))
        self._lower: Counter[str] = Counter()
        self._capital: Counter[str] = Counter()
        self._together: Counter[str] = Counter()
        for sentence in sentences:
            self._read(sentence.text)
        emphasised = (phrase for sentence in sentences for phrase in sentence.emphasised)
        self._marked = frozenset(filter(None, (stem(phrase) for phrase in (*marked, *emphasised))))
        self._phrases = Counter(
            stem(sentence.text[start:end]) for sentence in sentences for start, end in self._nouns(sentence.text)
        )
        self._marked_pattern = _pattern(phrase for phrase in self._marked if " " in phrase)

    def _read(self, text: str) -> None:
        tokens = [match[0] for match in WORD.finditer(text)]
        for at, word in enumerate(tokens):
            if word[0].islower():
                self._lower[word] += 1
            elif at and word[0].isupper():
                self._capital[word] += 1
            if word.casefold() in self.words.adjectives:
                self._together.update(stem(" ".join(tokens[at : at + size])) for size in (2, 3))

    def is_name(self, word: str) -> bool:
        """Whether the word is capitalised within sentences and never in lower case."""
        return not self.is_german and self._capital[word] > 0 and not self.is_lower(word)

    def is_lower(self, word: str) -> bool:
        """Whether the text writes the word in lower case within a sentence."""
        return self._lower[word[0].lower() + word[1:]] > 0

    def is_marked(self, phrase: str) -> bool:
        return stem(phrase) in self._marked

    def mentions(self, phrase: str) -> int:
        return self._phrases[stem(phrase)]

    def is_topic(self, phrase: str) -> bool:
        """Whether the text mentions the phrase very often. It is then a cue and not a good answer."""
        return stem(phrase) in self._topics or self.mentions(phrase) > max(
            _TOPIC_MENTIONS, _TOPIC_SHARE * self._sentence_count
        )

    def is_cue(self, term: Term) -> bool:
        """Whether the term tells a learner which subject a sentence belongs to."""
        if term.kind is TermKind.NAME:
            return True
        if term.kind is not TermKind.NOUN:
            return False
        is_long = self.is_german and len(term.text) >= _LONG_NOUN
        return self.is_marked(term.text) or self.mentions(term.text) > 1 or is_learned(term.text) or is_long

    def is_introduced(self, text: str, term: Term) -> bool:
        """Whether the sentence introduces the term: as a name (`called …`), or as a marked subject that it defines."""
        before = text[: term.start]
        if _naming(text, term.start) or (_APPOSED.search(before) and is_learned(term.text)):
            return True
        following = WORD.match(text, term.end + 1)
        is_subject = before.casefold().strip() in self.words.articles | {""}
        return is_subject and self.is_marked(term.text) and following is not None and following[0] in self.words.verbs

    def terms(self, text: str) -> list[Term]:
        """All terms of a sentence that a card could ask for, in order and without overlaps."""
        found: list[Term] = []
        whole = atoms(text)
        for term in (*figures(text), *self._marked_terms(text), *self._name_terms(text), *self._noun_terms(text)):
            is_apart = all(term.end <= start or end <= term.start for start, end in whole)
            if is_apart and all(term.end <= other.start or other.end <= term.start for other in found):
                found.append(term)
        return sorted(found, key=lambda term: term.start)

    def _marked_terms(self, text: str) -> Iterator[Term]:
        if self._marked_pattern:
            for match in self._marked_pattern.finditer(text):
                yield self._noun_term(text, match.span())

    def _name_terms(self, text: str) -> Iterator[Term]:
        if self.is_german:
            return
        for start, end in names(text, self.words, is_name=self.is_name, is_lower=self.is_lower):
            name = text[start:end]
            weight = 0.5 + (0.1 if " " in name else 0) + (0.15 if self.is_marked(name) else 0)
            weight += _naming(text, start) - (_PART_OF_COMPOUND if self._is_part(text, start, end) else 0)
            yield Term(name, start, end, TermKind.NAME, min(weight, _TOPIC_WEIGHT) if self._is_main(name) else weight)

    def _is_main(self, name: str) -> bool:
        """Whether the name stands in the title or in every few sentences, so that it is guessed without knowledge."""
        often = self._capital[name] > max(_NAME_MENTIONS, _TOPIC_SHARE * self._sentence_count)
        return often or name.rstrip("s").casefold() in self._titled or self.is_topic(name)

    def _is_part(self, text: str, start: int, end: int) -> bool:
        """Whether the span is only part of a term: `Internet` in `the Internet model` alone is half a term."""
        following = WORD.match(text, end + 1) if text[end : end + 1] == " " else None
        if following is None or not following[0].islower() or " " in text[start:end]:
            return False
        word = following[0]
        is_verb = word in self.words.small or word in self.words.plain or word.endswith(("ed", "ly"))
        if is_verb or word in IRREGULAR:
            return False
        is_noun = self.words.is_english and not word.endswith("s")  # and no verb in the present tense
        return is_noun or text[:start].casefold().endswith(("the ", "a ", "an "))

    def _noun_terms(self, text: str) -> Iterator[Term]:
        for start, end in self._nouns(text):
            yield self._noun_term(text, (self._core(text, start, end), end))

    def _core(self, text: str, start: int, end: int) -> int:
        """Start of the part of a noun phrase that the text uses elsewhere: `the enzyme catalase` is about catalase."""
        for word in WORD.finditer(text, start, end):
            phrase = text[word.start() : end]
            if self.mentions(phrase) > 1 or self.is_marked(phrase):
                return word.start()
        return start

    def _noun_term(self, text: str, span: Span) -> Term:
        phrase = text[slice(*span)]
        shape = (0.08 if " " in phrase else 0) + (0.12 if is_learned(phrase) else 0.06 if len(phrase) > 8 else 0)
        weight = 0.28 + shape + (0.15 if self.mentions(phrase) > 1 else 0) + (0.25 if self.is_marked(phrase) else 0)
        weight += _naming(text, span[0])
        return Term(phrase, *span, TermKind.NOUN, min(weight, _TOPIC_WEIGHT) if self.is_topic(phrase) else weight)

    def _nouns(self, text: str) -> Iterator[Span]:
        if self.is_german:
            return german_nouns(text, self.words, is_noun=lambda word: self._capital[word] > 0)
        return runs(text, self.words, belongs_together=self._belongs_together)

    def _belongs_together(self, phrase: str) -> bool:
        """Whether the text often repeats an adjective and its noun together, or marks them as one term."""
        return self._together[stem(phrase)] > _LOOSE or self.is_marked(phrase)


def _naming(text: str, start: int) -> float:
    """Extra weight for a term introduced as a name (`called …`), because it is what the sentence is about."""
    return 0.2 if _NAMED.search(text[max(0, start - 30) : start]) else 0


def _pattern(phrases: Iterable[str]) -> re.Pattern[str] | None:
    escaped = sorted((re.escape(phrase) for phrase in phrases), key=lambda phrase: (-len(phrase), phrase))
    return re.compile(rf"\b(?:{'|'.join(escaped)})s?\b", re.IGNORECASE) if escaped else None
