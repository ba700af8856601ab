"""Files of other flashcard programs, pasted as they are."""

import pytest

from studyapp.generation.pairs.listing import word_list
from studyapp.rules.quotes import contains_quote


def asked(text: str) -> dict[str, str]:
    return {pair.front: pair.back for pair in word_list(text)}


NOTES = (
    "#separator:tab\n#html:true\n#guid column:1\n#notetype column:2\n#deck column:3\n#tags column:6\n"
    "N!x:{4\tBasic\tBio\tWhat is <b>ice</b>?\tSolid<br>water&nbsp;(H<sub>2</sub>O)\tchem::water\n"
    'a"2\tBasic\tBio\t"<div>What is ""fog""?</div>"\tDrops &amp; air [sound:fog.mp3]\t\n'
    'q\tBasic\tBio\tWhat is dew?\t"<ul><li>drops</li>\n<li>on leaves</li></ul>"\ta b\n'
)


def test_the_text_of_anki_gives_a_card_for_each_note() -> None:
    assert asked(NOTES) == {
        "What is **ice**?": "Solid\nwater (H₂O)",
        'What is "fog"?': "Drops & air",
        "What is dew?": "- drops\n- on leaves",
    }


@pytest.mark.parametrize(
    ("name", "sign"), [("tab", "\t"), ("Comma", ","), ("semicolon", ";"), ("Pipe", "|"), (";", ";"), ("colon", ":")]
)
def test_the_separator_is_the_one_its_header_names(name: str, sign: str) -> None:
    text = f"#separator:{name}\n#html:false\nice{sign}a < b - c\nfog{sign}drops"
    assert asked(text) == {"ice": "a < b - c", "fog": "drops"}


def test_notes_that_hide_words_are_cloze_cards_with_what_else_they_say() -> None:
    (pair,) = word_list("#separator:tab\n#html:true\nThe {{c1::<b>sun</b>}} is a {{c2::star}}.\tOf class G.\t")
    assert (pair.front, pair.is_cloze, pair.more) == ("The {{c1::**sun**}} is a {{c2::star}}.", True, "Of class G.")


def test_notes_that_hide_different_words_are_different_cards() -> None:
    text = "#separator:tab\nThe {{c1::cat}} sleeps.\tx\nThe {{c1::dog}} sleeps.\ty\nThe {{c1::dog}} sleeps.\tz\n"
    assert asked(text) == {"The {{c1::cat}} sleeps.": "cat", "The {{c1::dog}} sleeps.": "dog"}


def test_fields_in_quotation_marks_may_have_several_lines() -> None:
    text = 'ice;"solid water,\nwhich floats"\nfog;drops\n"dew; wet";drops'
    assert asked(text) == {"ice": "solid water,\nwhich floats", "fog": "drops", "dew; wet": "drops"}


def test_lists_of_objects_in_json_are_pairs() -> None:
    pairs = '[{"id": 1, "question": "你好", "answer": "hola"}, {"Front": "谢谢", "back": "gracias", "tags": ["a"]}]'
    assert asked(pairs) == {"你好": "hola", "谢谢": "gracias"}
    assert asked(f'{{"deck": "x", "cards": {pairs}}}') == {"你好": "hola", "谢谢": "gracias"}


@pytest.mark.parametrize(
    "text",
    [
        "#separator", "#separator:", "#separator:tab\n", "#separator:tab\nonly one field\n",
        "# A heading\n\nA cell is small.",
        "[1, 2]", "[", "[" * 100_000, '{"a": 1}', '[{"question": "a", "options": ["b", "c"], "answer": "b"}]', '"a\nb',
    ],
)  # fmt: skip
def test_what_only_looks_like_an_export_is_none(text: str) -> None:
    assert word_list(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        (
            "<table>\n<tr><th>Term</th><th>Meaning</th></tr>\n<tr><td>ice</td><td>solid <b>water</b></td></tr>\n"
            "<tr>\n<td>fog</td>\n<td><p>drops</p></td>\n</tr>\n</table>"
        ),
        '<table class="a"><tbody><tr><td><p>ice</p></td><td>solid <b>water</b></td></tr><tr><td>fog<td>drops</table>',
        "<dl><dt>ice</dt><dd>solid <strong>water</strong></dd><dt>fog</dt><dd>drops</dd></dl>",
        (
            "<details><summary>ice</summary>\n\nsolid <b>water</b>\n\n</details>\n"
            "<details>\n<summary>fog</summary>\ndrops\n</details>"
        ),
    ],
)
def test_tables_lists_and_toggles_in_html_are_pairs(text: str) -> None:
    assert asked(text) == {"ice": "solid **water**", "fog": "drops"}


def test_a_wider_table_in_html_names_its_columns() -> None:
    text = "<table><tr><th>Metal<th>Symbol<th>Melts at</tr><tr><td>Iron<td>Fe<td>1538 °C</tr></table>"
    assert asked(text) == {"Iron – Symbol": "Fe", "Iron – Melts at": "1538 °C"}


@pytest.mark.parametrize(
    "text", ["<table><tr><td>a</td></tr></table>", "<td>a</td><td>b</td>", "a <tr b", "<dd>b</dd>"]
)
def test_html_without_pairs_gives_none(text: str) -> None:
    assert word_list(text) == ()


def test_what_an_export_says_is_quoted() -> None:
    table = "<table><tr><td>ice crystals</td><td>solid <b>water</b></td></tr></table>"
    for text in (NOTES, table):
        assert all(contains_quote(text, pair.quote) for pair in word_list(text))
