"""Texts that are lists of ready-made pairs, and texts that only look like it."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.generation.pairs.listing import cards_of, pairs_within, word_list
from studyapp.generation.pairs.pair import MOST_PAIRS
from studyapp.rules.quotes import contains_quote

WORDS = {
    "der Hund": "the dog", "die Katze": "the cat", "das Haus": "the house", "laufen": "to run, to walk",
    "schlafen (schlief)": "to sleep", "E-Mail": "e-mail", "um 3 Uhr": "at 3 o'clock",
}  # fmt: skip


def listed(form: str, words: dict[str, str] = WORDS, *, between: str = "\n") -> str:
    return between.join(form.format(term, meaning, n=at) for at, (term, meaning) in enumerate(words.items(), start=1))


def found(text: str) -> dict[str, str]:
    return {pair.front: pair.back for pair in word_list(text)}


@pytest.mark.parametrize(
    "form",
    [
        "{} - {}", "{} – {}", "{} — {}", "{} = {}", "{}={}", "{}: {}", "{} : {}", "{}\t{}", "{} | {}", "{}::{}",
        "{} :: {}", "{}:::{}", "{} → {}", "{} -> {}", "{} => {}", "{} -{}", "{}– {}",
        "{} ~ {}", "{} >> {}", "{} » {}", "{} ........ {}",
        "{} ____ {}", "{} / {}", "{}     {}",
        '"{}","{}"', '"{}";"{}"', '{},"{}"', "- {} - {}", "* {}: {}",
        "• {} – {}", "● {} = {}", "{n}. {} - {}", "{n}) {}: {}", "({n}) {} – {}", "\uf0b7 {} - {}", "**{}** - {}",
        "**{}**: {}", "**{}:** {}", "- [ ] {} :: {}", "| {} | {} |", "{} - {} ^id{n}abc",
        "{}::{} <!--SR:!2024-03-02,3,250-->", "{} - {} #german",
    ],
)  # fmt: skip
def test_each_line_with_a_sign_is_a_pair_as_it_is_written(form: str) -> None:
    assert found(listed(form)) == WORDS


def test_a_cloze_is_not_cut_at_its_colons() -> None:
    capitals = {"Peru": "Lima", "Chile": "Santiago", "Cuba": "Havana"}
    text = listed("The capital of {} is {{{{c1::{}}}}}.", capitals)
    assert found(text) == dict(zip(text.split("\n"), capitals.values(), strict=True))


def test_thirty_lines_are_thirty_pairs() -> None:
    words = {f"palabra {at}": f"word {at}" for at in range(30)}
    assert found(listed("{} - {}", words)) == words


def test_signs_may_be_mixed() -> None:
    text = "el perro - the dog\nel gato: the cat\nla casa = the house\nel árbol – the tree\ncorrer\tto run"
    assert list(found(text).items())[1:4] == [
        ("el gato", "the cat"),
        ("la casa", "the house"),
        ("el árbol", "the tree"),
    ]
    assert len(found(text)) == 5


def test_where_a_line_has_several_signs_the_shared_one_counts() -> None:
    words = {"slope": "m = y / x", "ratio 1:2": "one half - not more", "speed": "distance: time"}
    assert found(listed("{}\t{}", words)) == words


@pytest.mark.parametrize(
    "words",
    [
        {"猫": "cat", "犬": "dog", "細胞": "cell", "図書館": "library"},
        {"كلب": "dog", "قطة": "cat", "بيت": "house", "شجرة": "tree"},
        {"собака": "dog", "кошка": "cat", "дом": "house"},
        {"σκύλος": "dog", "γάτα": "cat", "σπίτι": "house"},
        {"कुत्ता": "dog", "बिल्ली": "cat", "घर": "house"},
        {"כלב": "dog", "חתול": "cat", "בית": "house"},
        {"a": "b", "c": "d", "e": "f", "g": "h"},
        {"1492": "Columbus reaches America", "1789": "French Revolution", "1848": "revolutions all over Europe"},
        {"H2O": "water", "NaCl": "table salt", "CO2": "carbon dioxide"},
        {"date": "Datum", "source": "Quelle", "author": "Autor", "type": "Typ"},
        {"$E$": "energy", "$m$": "mass", "$\\frac{a}{b}$": "a fraction"},
        {"`ls -l`": "lists files", "`std::vector`": "an array that grows", "`a = b`": "assigns"},
    ],
    ids=lambda words: next(iter(words)),
)
@pytest.mark.parametrize("form", ["{} - {}", "{}: {}", "{}\t{}"])
def test_any_language_script_and_length_will_do(words: dict[str, str], form: str) -> None:
    assert found(listed(form, words)) == words


def test_full_width_colons_part_a_term_from_its_meaning() -> None:
    words = {"光合作用": "植物利用光能制造糖的过程", "细胞": "生命的基本单位", "酶": "加快反应的蛋白质"}
    assert found(listed("{}：{}", words)) == words


def test_titles_headings_and_settings_around_the_list_do_not_count() -> None:
    text = (
        f"---\ntags: german\n---\n# Animals\n\n{listed('{} - {}')}\n\nLektion 2\n\n{listed('{} - {}', {'rot': 'red'})}"
    )
    assert found(text) == WORDS | {"rot": "red"}


def test_the_header_of_a_list_is_no_pair() -> None:
    words = listed("{}\t{}")
    assert found(f"Wort\tBedeutung\n{words}") == WORDS
    assert found(f"#separator:tab\n#html:false\n{words}") == WORDS


def test_an_indented_line_goes_on_with_the_meaning() -> None:
    text = "Osmosis: water moves\n   through a membrane\nDiffusion: particles move\nTurgor: pressure on the wall"
    assert found(text)["Osmosis"] == "water moves\nthrough a membrane"


def test_an_indented_list_goes_on_with_the_meaning() -> None:
    text = "Why?\t- one cause\n  - another cause\nWhen?\tin May\nWhere?\tin Rome"
    assert found(text)["Why?"] == "- one cause\n- another cause"


@pytest.mark.parametrize("code", ["``` text ```", "```$code```", "```\na::b\n```"])
def test_code_ends_where_it_is_closed(code: str) -> None:
    assert found(f"{code}\n{listed('{}::{}')}") == WORDS


def test_further_columns_stand_on_lines_of_their_own() -> None:
    assert found("猫\tねこ\tcat\n犬\tいぬ\tdog\n鳥\tとり\tbird") == {
        "猫": "ねこ\ncat",
        "犬": "いぬ\ndog",
        "鳥": "とり\nbird",
    }


@pytest.mark.parametrize("sign", [",", ";"])
def test_commas_part_pairs_only_if_every_line_has_exactly_one(sign: str) -> None:
    words = {"perro": "dog", "gato": "cat", "casa": "house", "correr": "to run", "dormir": "to sleep"}
    assert found(listed("{}" + sign + "{}", words)) == words
    assert found(listed("{}" + sign + "{}", words | {f"rojo{sign}roja": "red"})) == {}


def test_a_comma_without_a_space_parts_pairs_of_any_length() -> None:
    words = {"Why is ice light?": "its molecules stand apart, so it floats", "fog": "drops, small ones", "dew": "drops"}
    assert found(listed("{},{}", words)) == words
    assert found(listed("{};{}", words)) == words


@pytest.mark.parametrize("sign", ["&&", "###", "@@", "$$", " %% ", ";TAB;", "++", " ** "])
def test_any_sign_that_stands_once_in_every_line_parts_pairs(sign: str) -> None:
    words = {"ice": "solid water", "dew": "drops on leaves: at night", "fog": "drops, in the air"}
    assert found(listed("{}" + sign + "{}", words)) == words
    assert found(listed("{}" + sign + "{}", words) + "\nNobody has ever seen the end of it.") == {}


def test_the_rows_may_stand_on_one_line() -> None:
    words = {"ice": "solid water", "fog": "drops in the air", "steam": "water as a gas"}
    assert found(listed("{}\t{}", words, between=";")) == words
    assert found(listed("{} - {}", words, between="; ")) == words


def test_a_question_and_its_answer_may_stand_on_one_line() -> None:
    words = {"What is ice?": "Solid water.", "What is fog?": "Drops in the air.", "Does it float?": "Yes."}
    assert found(listed("{} {}", words)) == words
    assert found(listed("{n}. {} {}", words)) == words


def test_meanings_of_several_lines_go_on_to_the_next_tab() -> None:
    text = "ice\tsolid water\nwhich floats\n\nfog\tdrops\n\ndew\tdrops\non leaves"
    assert found(text) == {"ice": "solid water\nwhich floats", "fog": "drops", "dew": "drops\non leaves"}
    text = "Why?\t- one cause\n- another\nWhen?\t- in May\n- or June\nWhere?\tin Rome"
    assert found(text) == {"Why?": "- one cause\n- another", "When?": "- in May\n- or June", "Where?": "in Rome"}
    assert found("Hund\tdog\nLektion 2\nKatze\tcat\nMaus\tmouse")["Hund"] == "dog"


def test_paragraphs_of_two_lines_are_pairs_if_all_are() -> None:
    words = {"ice": "solid water", "fog": "drops in the air", "steam": "water as a gas", "dew": "drops on leaves"}
    assert found(listed("{}\n{}", words, between="\n\n")) == words
    assert found(listed("{}\n{}", words, between="\n\n") + "\n\nIt rains.") == {}
    assert found(listed("{},\n{}", words, between="\n\n")) == {}


def test_the_items_of_a_description_in_latex_are_pairs() -> None:
    items = "\\item[ice] solid water\nwhich floats\n  \\item[fog] drops\n\\item[dew] drops: wet"
    text = f"\\begin{{description}}\n{items}\n\\end{{description}}"
    assert found(text) == {"ice": "solid water\nwhich floats", "fog": "drops", "dew": "drops: wet"}


def test_two_meanings_of_a_term_become_one_card() -> None:
    text = "bank - das Ufer\ndog - der Hund\nbank - die Bank\nbank - das Ufer\ncat - die Katze"
    assert found(text) == {"bank": "das Ufer\ndie Bank", "dog": "der Hund", "cat": "die Katze"}


@pytest.mark.parametrize(
    "text",
    [
        "The tide rises: it is noon. The moon pulls – as ever – at the sea.\n\nNobody knows: it is late.",
        "ANNA: Hello there.\nBEN: Hello to you.\nANNA: How are you today?\nBEN: I am fine, thank you.",
        "[00:01] Host: Welcome back.\n[00:04] Guest: Thank you.\n[00:09] Host: Let us begin.",
        "Cells\n\nA cell is a unit of life.\n\n- wall: the outside\n- nucleus: the centre\n\nCells divide often.",
        "```\na = 1\nb = 2\nc = 3\n```",
        "eggs\nmilk\nbread\nflour\nsugar\nsalt",
        "O rose, thou art sick!\nThe invisible worm,\nThat flies in the night,\nIn the howling storm,",
        "0:14 so today\n0:18 we talk about\n0:22 cells and walls",
        "one - two",
        "Books: a file is read\n  in parts.\n- Cards are made.\n- Pictures are kept: all.\n- Nothing is lost here.",
        "What is a cell?\n\n"
        + "A cell is a unit of life that has a wall. " * 12
        + "\n\nWhat is a wall?\n\nIt is outside.",
        "Why did the tide rise?\n\nWhy did it fall?\n\nNobody knows.",
    ],
)
def test_what_is_no_list_is_left_to_the_other_rules(text: str) -> None:
    assert found(text) == {}


def test_both_directions_are_made_when_asked_for_or_written() -> None:
    assert [(pair.front, pair.back) for pair in cards_of("a - b\nc - d\ne - f", both_directions=True)] == [
        ("a", "b"), ("c", "d"), ("e", "f"), ("b", "a"), ("d", "c"), ("f", "e"),
    ]  # fmt: skip
    assert len(cards_of("a:::b\nc::d\ne::f", both_directions=False)) == 4


def test_there_is_a_limit() -> None:
    assert (
        len(cards_of(listed("{} - {}", {f"w{at}": f"m{at}" for at in range(700)}), both_directions=True)) == MOST_PAIRS
    )


@given(
    st.lists(
        st.sampled_from(["a - b", "c: d", "- e", "Q: f", "A: g", "?", "| h | i |", "|-|-|", "", "# j", "```", "k"])
    )
)
def test_any_mix_of_lines_gives_whole_pairs_that_quote_it(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert all(pair.is_whole() for pair in (*word_list(text), *pairs_within(text).pairs))


@pytest.mark.parametrize(
    "path", sorted(Path("tests/generation/extractive/corpora").iterdir()), ids=lambda path: path.name
)
def test_pairs_quote_the_text(path: Path) -> None:
    text = path.read_text()
    assert all(contains_quote(text, pair.quote) for pair in word_list(text))


@pytest.mark.parametrize(
    "piece",
    [
        "a - b\n",
        "a: ",
        "\t",
        "| ",
        "|-",
        "Q: a\nA: b\n",
        "?\n",
        "a\n?\n",
        "Q: a\n",
        ": ",
        "::",
        "**",
        "a" + " " * 99,
        "=",
        "`",
    ],
)
def test_hostile_text_is_read_in_linear_time(piece: str) -> None:
    started = time.process_time()
    word_list(piece * (400_000 // len(piece)))
    assert time.process_time() - started < 30  # quadratic work would take minutes


@pytest.mark.parametrize(
    "text",
    [
        "a - b\n" * 10 + "." * 390_000 + "a",
        "a\nb\n\n" * 4 + "," * 390_000 + "a\nb\n",
        "#separator:tab\n" + "".join(f"a\tb{at}\n" for at in range(50_000)),
    ],
    ids=["stops", "commas", "notes"],
)
def test_hostile_text_within_a_list_is_read_in_linear_time(text: str) -> None:
    started = time.process_time()
    word_list(text)
    assert time.process_time() - started < 30
