"""Each choice rule, on both sides of its bound, and how often it complains about good questions."""

import time
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.rules.choices import ChoiceDraft, check_choices, check_key, set_bias, usable
from studyapp.rules.items import KnownCard, Severity
from tests.rules.bad_choices import BAD
from tests.rules.good_choices import GOOD

STEM = "Which planet is closest to the Sun?"


def item(key: str, *distractors: str, stem: str = "What is asked for here?") -> ChoiceDraft:
    return ChoiceDraft(stem, key, distractors)


def found(draft: ChoiceDraft, *, least: int = 3, others: tuple[KnownCard, ...] = ()) -> set[str]:
    """The findings as text: `D4!` for a rejection, `D9` for a warning."""
    return {
        finding.rule + ("!" if finding.severity is Severity.REJECT else "")
        for finding in check_choices(draft, least=least, others=others)
    }


def culprits(draft: ChoiceDraft, *, least: int = 3) -> set[int | None]:
    return {finding.option for finding in check_choices(draft, least=least) if finding.severity is Severity.REJECT}


# Calibration

GOOD_FLAGGED = {"D5!": 2, "D8!": 1}
"""How many of the 100 good questions each rule complains about. If there are more than a few, the rule is wrong."""


def test_hardly_any_good_question_is_rejected() -> None:
    assert len(GOOD) == 100
    assert Counter(rule for draft in GOOD for rule in found(draft)) == GOOD_FLAGGED


def test_a_good_question_is_as_good_with_its_options_in_another_order() -> None:
    for draft in GOOD:
        turned = ChoiceDraft(draft.stem, draft.key, draft.distractors[::-1])
        assert found(turned) == found(draft), draft.stem


@pytest.mark.parametrize(("rule", "draft"), BAD, ids=lambda value: str(getattr(value, "stem", value))[:40])
def test_a_bad_question_is_rejected_for_the_right_reason(rule: str, draft: ChoiceDraft) -> None:
    rejected = {finding for finding in found(draft) if finding.endswith("!")}
    assert rejected == {f"{rule}!"}


# D1


@pytest.mark.parametrize(("count", "expected"), [(2, {"D1!"}), (3, set()), (4, {"D1!"})])
def test_there_are_three_wrong_answers(count: int, expected: set[str]) -> None:
    assert found(item("Mercury", *["Venus", "Earth", "Saturn", "Neptune"][:count])) == expected


def test_an_import_may_have_two() -> None:
    assert found(item("Mercury", "Venus", "Earth"), least=2) == set()
    assert found(item("Mercury", "Venus"), least=2) == {"D1!"}


@pytest.mark.parametrize(
    ("key", "distractor"),
    [
        ("Mercury", "mercury"),
        ("the mitochondrion", "Mitochondrion."),
        ("ﬁve", "five"),
        ("1,000", "1000"),
        ("1000", "1e3"),
        ("1 000 km", "1000 km"),
        ("0.50", "0.5"),
        (".5", "0.5"),
        ("1/2", "2/4"),
        ("1/2", "0.5"),
        ("½", "1/2"),
        ("10³", "1000"),
        ("$10^{-2}$", "0.01"),
        ("$5 million", "$ 5 million"),
        ("Rhein", "der Rhein"),
        ("l'Espagne", "Espagne"),
        ("Osmo\u200bsis", "Osmosis"),
    ],
)
def test_what_is_written_in_two_ways_is_one_answer(key: str, distractor: str) -> None:
    assert "D1!" in found(item(key, distractor), least=1)
    assert "D1!" in found(item(distractor, key), least=1)


@pytest.mark.parametrize(
    ("key", "distractor"),
    [
        ("aa", "Aa"),
        ("AaBb", "AABB"),
        ("Co", "CO"),
        ("`True`", "`true`"),
        ("x²", "x2"),
        ("$x^2$", "$x_2$"),
        ("-4", "4"),
        ("1/2", "12"),
        ("1.5", "15"),
        ("C", "C++"),
        ("`=`", "`==`"),
        ("der See", "die See"),
        ("5 km", "5 m"),
        ("vitamin A", "vitamin"),
        ("a", "an"),
    ],
)
def test_what_differs_in_a_telling_sign_is_two_answers(key: str, distractor: str) -> None:
    assert "D1!" not in found(item(key, distractor), least=1)


def test_the_language_says_which_sign_parts_thousands() -> None:
    german = "Wie viele Meter sind es von hier bis zu der Stadt, und wer ist das?"
    assert "D1!" in found(item("1.500 m", "1500 m", stem=german), least=1)
    assert "D1!" in found(item("1,500 m", "1500 m", stem="How many metres are there in the race?"), least=1)
    assert "D1!" not in found(item("1.500 m", "1500 m", stem="How many metres are there in the race?"), least=1)


# D2


@pytest.mark.parametrize(
    "option", ["None", "All fours", "Both houses of parliament", "Any prime number", "Option pricing"]
)
def test_words_that_only_resemble_a_way_out_pass(option: str) -> None:
    assert "D2!" not in found(item("Mercury", option), least=1)


@pytest.mark.parametrize(
    "option",
    [
        "All of the above",
        "none of the above.",
        "Both A and B",
        "both (a) and (c)",
        "I don’t know",
        "Not sure",
        "None of the other options",
        "All answers are correct",
        "Keine der genannten",
        "Alle Antworten sind richtig",
        "Aucune de ces réponses",
        "Todas las anteriores",
    ],
)
def test_a_way_out_is_no_option(option: str) -> None:
    assert "D2!" in found(item("Mercury", option), least=1)


# D3


@pytest.mark.parametrize(("length", "expected"), [(89, False), (90, True), (41, False), (40, True)])
def test_the_key_is_less_than_half_as_long_again_as_the_others(length: int, expected: bool) -> None:
    assert ("D3!" in found(item("k" * length, "a" * 60, "b" * 60, "c" * 60))) == expected


@pytest.mark.parametrize(("length", "expected"), [(16, False), (17, True)])
def test_short_options_may_differ_by_twelve_characters(length: int, expected: bool) -> None:
    assert ("D3!" in found(item("k" * length, "aaaa", "bbbb", "cccc"))) == expected


def test_a_formula_is_as_long_as_it_looks() -> None:
    assert found(item("$\\frac{\\mathrm{d}x}{\\mathrm{d}t}$", "$x$", "$t$", "$x+t$")) == set()


@pytest.mark.parametrize(("longest", "is_biased"), [(8, False), (9, True)])
def test_the_key_is_the_longest_option_in_at_most_40_per_cent_of_a_set(longest: int, is_biased: bool) -> None:
    items = [item("aaaa" if at < longest else "aa", "bbb", "ccc", "ddd") for at in range(20)]
    assert (set_bias(items) is not None) == is_biased
    assert set_bias(items[:19]) is None


# D4


@pytest.mark.parametrize(
    ("key", "distractor", "is_fine"),
    [
        ("1989", "1985", True),
        ("1989", "Gorbachev", False),
        ("14 July 1789", "5 May 1789", True),
        ("14 July 1789", "1789", False),
        ("14 July 1789", "July 1789", False),
        ("44 BC", "1066", True),
        ("19th century", "18th century", True),
        ("19th century", "1850", False),
        ("5–10 days", "20–30 days", True),
        ("5–10 days", "a week or so", False),
        ("It melts at once.", "It boils at once.", True),
        ("It melts at once.", "Boiling", False),
        ("Charles Darwin", "Alfred Wallace", True),
        ("Charles Darwin", "natural selection", False),
        ("Bengal tiger", "Water Buffalo", True),
        ("2nd Lieutenant", "Chief Petty Officer", True),
        ("Eft", "Elf", True),
        ("280–315", "95–124", True),
        ("Removed its teeth.", "Pushed it over a cliff.", True),
        ("Charles Darwin", "Plato", True),
        ("Yes, because of gravity", "No, because of friction", True),
        ("No", "Ne", True),
        ("Osmosis", "Yes", False),
        ("three", "four", True),
        ("three", "4", False),
        ("0", "Undefined", True),
        ("70 years", "50 years", True),
        ("70 years", "50 months", False),
        ("70 %", "50", False),
        ("$5", "€4", False),
        ("3rd", "2nd", True),
        ("3.14", "3.41", True),
        ("3.14", "3", False),
        ("100", "1000", True),
        ("100", "1001", False),
        ("100", "1050", False),
        ("100", "10", True),
        ("100", "9", False),
        ("0", "1", True),
        ("1", "0", True),
        ("0.1", "0.0", True),
        ("500", "0", False),
        ("-5", "5", True),
        ("10⁻⁹ m", "10⁻³ m", True),
        ("1,234,567", "2,345,678", True),
        ("1,234,567", "2,000,000", False),
        ("Mercury", "Mars.", True),
        ("In deep water", "In thin air.", False),
        ("Martin Luther King Jr.", "Malcolm X", True),
        ("in the U.S.", "in the north", True),
    ],
)
def test_options_have_one_form(key: str, distractor: str, is_fine: bool) -> None:
    assert ("D4!" not in found(item(key, distractor), least=1)) == is_fine


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("Osmosis", "Diffusion", "Filtration", "Dialysis"), set()),
        (("Osmosis", "Diffusion", "filtration", "Dialysis"), {1}),
        (("osmosis", "Diffusion", "Filtration", "Dialysis"), {0, 1, 2}),
        (("nucleus", "ribosome", "Golgi apparatus", "mitochondrion"), set()),
        (("pH", "Charge", "Mass", "Heat"), set()),
        (("mRNA", "tRNA", "rRNA", "DNA"), set()),
    ],
)
def test_options_begin_alike(options: tuple[str, ...], expected: set[int]) -> None:
    assert culprits(item(*options)) == expected


@pytest.mark.parametrize(
    ("stem", "key", "expected"),
    [
        ("Is the whale a mammal?", "Yes", True),
        ("Ist der Wal ein Säugetier?", "Ja", True),
        ("True or false: whales are fish.", "False", True),
        ("Which word is the Spanish negation?", "no", False),
        ("What does `1 < 2` give in Python?", "`True`", False),
        ("Is light a wave or a particle?", "Both", False),
    ],
)
def test_a_yes_no_question_cannot_get_wrong_answers(stem: str, key: str, expected: bool) -> None:
    assert (found(ChoiceDraft(stem, key, ()), least=0) == {"D4!"}) == expected
    assert bool(check_key(stem, key)) == expected


def test_only_a_name_answers_who() -> None:
    assert "D4!" in found(
        item("Charles Darwin", "Natural selection", stem="Who wrote of the origin of species?"), least=1
    )
    assert "D4!" not in found(item("Grand Canyon", "Table mountain", stem="What is the oldest park?"), least=1)


def test_wrong_answers_in_another_language_are_rejected() -> None:
    stem = "Where does photosynthesis take place in a plant?"
    foreign = ("In den Zellen der Wurzel", "In der Rinde und im Holz", "Nur in der Blüte und den Früchten")
    assert "D4!" in found(ChoiceDraft(stem, "In the chloroplasts of its leaves", foreign))
    cases = ("Quarles v. Virginia", "Wallace v. Jaffree", "Laba v. Newark")
    assert found(ChoiceDraft("Which case built a wall between church and state?", "Reynolds v. Utah", cases)) == set()


# D5


def test_a_word_of_the_question_may_stand_in_key_and_distractor() -> None:
    stem = "Which law relates current and voltage?"
    assert found(item("Ohm's law", "Hooke's law", "Snell's law", "Boyle's law", stem=stem)) == set()
    assert found(item("Ohm's law", "Hooke's rule", "Snell's ratio", "Boyle's test", stem=stem)) == {"D5!"}
    assert found(item("Ohm's rule", "Hooke's law", "Snell's law", "Boyle's law", stem=stem)) == set()


# D6


@pytest.mark.parametrize(
    ("stem", "key", "distractor", "is_fine"),
    [
        ("A whale is an", "animal", "insect", True),
        ("A whale is an", "animal", "bird", False),
        ("A whale is a(n)", "animal", "bird", True),
        ("The court granted an", "hour", "MRI", True),
        ("The school is a", "university", "one-room hut", True),
        ("A whale is a ___.", "mammal", "insect", False),
        ("Every whale is a […] of the sea.", "mammal", "insect", False),
        ("Every whale is a […] of the sea.", "mammal", "bird", True),
        ("Every whale is an {{c1::animal}} of the sea.", "animal", "bird", False),
        ("He plays in group A", "mammal", "insect", True),
        ("Which vitamin is called A?", "retinol", "insulin", True),
    ],
)
def test_an_article_at_the_end_fits_every_option(stem: str, key: str, distractor: str, is_fine: bool) -> None:
    assert ("D6!" not in found(item(key, distractor, stem=stem), least=1)) == is_fine


@pytest.mark.parametrize(
    ("stem", "options", "is_fine"),
    [
        ("The organs that filter blood are the", ("kidneys", "lungs", "ears", "bones"), True),
        ("The organs that filter blood are the", ("kidneys", "lungs", "heart", "brain"), True),
        ("The organs that filter blood are the", ("kidneys", "liver", "heart", "brain"), False),
        ("The organ that filters blood is the", ("kidney", "lungs", "ears", "bones"), False),
        ("Which organs are double?", ("Kidneys", "Heart", "Liver", "Spleen"), False),
    ],
)
def test_number_does_not_tell_the_key(stem: str, options: tuple[str, ...], is_fine: bool) -> None:
    assert ("D6!" not in found(item(*options, stem=stem))) == is_fine


# D7


@pytest.mark.parametrize(
    ("key", "distractors", "is_fine"),
    [
        ("It grows slowly", ("It always shrinks", "It melts fast", "It breaks apart"), False),
        ("It always grows", ("It always shrinks", "It melts fast", "It breaks apart"), True),
        ("It grows slowly", ("It shrinks only at night", "It melts fast", "It breaks apart"), True),
        ("It grows slowly", ("It shrinks only at night", "It melts all day", "It breaks apart"), False),
        ("It often grows", ("It shrinks", "It melts fast", "It breaks apart"), False),
        ("It often grows", ("It often shrinks", "It melts fast", "It breaks apart"), True),
        ("Sometimes", ("Always", "Never", "Rarely"), True),
        ("March–May", ("June–August", "July–October", "June–December"), True),
        ("May Day", ("Labour Day", "Bank Holiday", "Easter Monday"), True),
    ],
)
def test_strong_and_careful_words_are_spread(key: str, distractors: tuple[str, ...], is_fine: bool) -> None:
    assert ("D7!" not in found(item(key, *distractors))) == is_fine


# D8


@pytest.mark.parametrize(
    ("key", "distractor", "expected"),
    [
        ("0–10 %", "10–20 %", set()),
        ("0–10 %", "9–20 %", {"D8!"}),
        ("0–10 %", "9–20 kg", set()),
        ("more than 20 %", "10–30 %", {"D8!"}),
        ("more than 20 %", "less than 20 %", set()),
        ("between 5 and 10", "from 7 to 9", {"D8!"}),
        ("1914–1918", "1915–1919", set()),
        ("DNA polymerase", "DNA", {"D8"}),
        ("Ohm's law", "Hooke's law", set()),
    ],
)
def test_ranges_do_not_overlap_and_options_are_not_nested(key: str, distractor: str, expected: set[str]) -> None:
    assert found(item(key, distractor), least=1) == expected


# D9


@pytest.mark.parametrize(
    ("stem", "expected"),
    [
        ("Which gas is NOT a greenhouse gas?", set()),
        ("Which gas is **not** a greenhouse gas?", set()),
        ("Which gas is not a greenhouse gas?", {"D9"}),
        ("Which gas isn't a greenhouse gas?", {"D9"}),
        ("All these are greenhouse gases except which?", {"D9"}),
        ("What happens to a plant if it does not get light?", set()),
        ("Which code means “not found” on the web?", set()),
        ("Why does ice not sink?", set()),
        ("Welches Gas ist kein Treibhausgas und nicht in der Luft?", {"D9"}),
    ],
)
def test_a_hidden_negation_draws_a_warning(stem: str, expected: set[str]) -> None:
    assert found(item("Argon", "Methane", "Ozone", "Steam", stem=stem)) == expected


# D11


def test_a_wrong_answer_is_not_right_on_another_card() -> None:
    others = (KnownCard("Which gas makes up the air?", "Oxygen"), KnownCard("What do plants breathe?", "Argon"))
    stem = "Which gas makes up the air?"
    assert found(item("Nitrogen", "oxygen", "argon", "neon", stem=stem), others=others) >= {"D11"}
    assert found(item("Nitrogen", "Helium", "Argon", "Neon", stem=stem), others=others) == set()


# D13


@pytest.mark.parametrize(("length", "expected"), [(120, set()), (121, {"D13!"})])
def test_an_option_has_at_most_120_characters(length: int, expected: set[str]) -> None:
    assert found(item("a" * length, "b" * length, "c" * length, "d" * length)) == expected
    assert found(item(*(f"`{sign * length}`" for sign in "abcd"))) == set()


# Repair


def test_findings_name_the_distractor_they_are_about() -> None:
    assert culprits(item("1989", "1985", "Gorbachev", "1989")) == {1, 2}
    assert culprits(ChoiceDraft("What is a law?", "A rule of the law", ("A star", "A tree", "A boat"))) == {None}


def test_what_is_good_by_itself_is_kept_for_a_repair() -> None:
    assert usable(item("1989", "1985", "Gorbachev", "1991")) == ("1985", "1991")
    assert usable(item("1989", "1985", "1985", "1991")) == ("1985", "1991")
    assert usable(item("Mercury", "Venus", "All of the above", "Earth", stem=STEM)) == ("Venus", "Earth")
    assert usable(item("Mercury", "Venus", "Saturn", "Earth", stem=STEM)) == ("Venus", "Saturn", "Earth")


def test_one_gives_way_when_only_the_set_is_at_fault() -> None:
    stem = "Which law relates current and voltage?"
    assert usable(item("Ohm's law", "Hooke's rule", "Snell's ratio", "Boyle's test", stem=stem)) == (
        "Hooke's rule",
        "Snell's ratio",
    )


@pytest.mark.parametrize("draft", [draft for _, draft in BAD if not check_key(draft.stem, draft.key)])
def test_what_is_kept_leaves_room_for_a_repair(draft: ChoiceDraft) -> None:
    assert len(usable(draft)) < 3 or not {
        f for f in found(ChoiceDraft(draft.stem, draft.key, usable(draft))) if "!" in f
    }


def test_a_key_no_wrong_answer_could_mend_is_known_before() -> None:
    assert {finding.rule for finding in check_key("What is entropy?", "x" * 121)} == {"D13"}
    assert {finding.rule for finding in check_key("What is entropy?", "All of the above")} == {"D2"}
    assert check_key("What is entropy?", "A measure of disorder") == []


# Hostile input

SIDES = st.text(max_size=200) | st.text(
    st.sampled_from("0123456789.,/-–^e×%$`*{}\\ aA\u202eא\x00\u200d😀½²"), max_size=60
)


@given(SIDES, SIDES, st.lists(SIDES, max_size=4))
def test_no_text_makes_a_rule_raise(stem: str, key: str, distractors: list[str]) -> None:
    draft = ChoiceDraft(stem, key, tuple(distractors))
    check_choices(draft, least=0, others=[KnownCard(stem, key), KnownCard(key, stem)])
    assert set(usable(draft)) <= set(distractors)
    set_bias([draft] * 20)


@pytest.mark.parametrize(
    "piece",
    [
        "a ",
        "1,000",
        "9",
        ".",
        "which not ",
        "`",
        "$",
        "{",
        "\\frac{",
        "½",
        "\u202e",
        "😀",
        "\x00",
        "א ",
        "of the above ",
    ],
)
@pytest.mark.parametrize("length", [119, 1_990, 400_000])
def test_hostile_repetition_is_read_in_no_time(piece: str, length: int) -> None:
    text = piece * (length // len(piece))
    started = time.process_time()
    check_choices(ChoiceDraft(text, text, (text, text + "b", text + "c")), others=[KnownCard(text, text)])
    assert time.process_time() - started < 20  # backtracking would take for ever
