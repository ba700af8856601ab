"""Which sentences stand together in one concept."""

from studyapp.rules.lessons import ConceptDraft
from tests.generation.extractive.lessons.lessons import call_of, lesson_of

HEDGES = (
    "Planting hedges\n\nIf you plant in autumn, the roots have the whole winter to spread before the leaves come. "
    "Don't rush. Young plants stand a hand's width deeper than they stood in the nursery.\n\n"
    "This also keeps the wind from shaking them loose. Water goes into the hole before the earth does.\n\n"
    "Once the soil is closed, all shoots are cut back by half so that they branch near the ground and grow dense. "
    "In dry springs, watering twice a week is needed until the shoots are as long as a finger.\n\n"
    "As long as the plants are young, weeds around them are pulled by hand. Later on, the shade of the hedge does that "
    "work, and nothing else needs to be done but to trim it in June and again in late August, after the birds left."
)


def _concepts(text: str) -> list[ConceptDraft]:
    return lesson_of(call_of(text))[1]


def test_paragraphs_below_a_heading_stand_together_though_none_could_stand_alone() -> None:
    first = _concepts(HEDGES)[0]
    assert first.title == "Planting hedges"
    assert "If you plant in autumn" in first.explanation
    assert "This also keeps the wind" in first.explanation


def test_what_does_not_fit_into_one_concept_is_numbered() -> None:
    more = (
        "Every fourth year, a thin row is cut down to the height of a knee. It looks bare for a summer, and grows back "
        "thicker than before in the next one. Old wood is best cut in February, while it rests, with a sharp saw."
    )
    assert [concept.title for concept in _concepts(f"{HEDGES}\n\n{more}")][::2] == [
        "Planting hedges",
        "Planting hedges (2)",
    ]


def test_only_where_something_was_left_out_are_there_dots() -> None:
    explanation = _concepts(HEDGES)[0].explanation
    assert "come. … Young plants" in explanation
    assert explanation.count("…") == 1


def test_a_caption_between_paragraphs_ends_the_concept() -> None:
    told, _, rest = HEDGES.partition("\n\nThis also")
    explanation = _concepts(f"{told}\n\nHawthorn – Beech – or both?\n\nThis also{rest}")[0].explanation
    assert "Hawthorn" not in explanation
