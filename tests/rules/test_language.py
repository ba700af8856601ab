import pytest

from studyapp.rules.language import language_of, languages_in

SENTENCES = {
    "en": "Where does photosynthesis take place in the plant? In the chloroplasts of the leaf",
    "de": "Wo findet die Photosynthese in der Pflanze statt? In den Chloroplasten des Blattes",
    "fr": "Où se déroule la photosynthèse dans la plante ? Dans les chloroplastes de la feuille",
    "es": "¿Dónde tiene lugar la fotosíntesis en la planta? En los cloroplastos de la hoja",
    "it": "Dove avviene la fotosintesi nella pianta? Nei cloroplasti delle foglie che sono verdi",
    "pt": "Onde ocorre a fotossíntese na planta? Nos cloroplastos das folhas que não são velhas",
    "nl": "Waar vindt de fotosynthese in de plant plaats? In de chloroplasten van het blad",
    "sv": "Var sker fotosyntesen och vad är det som behövs för att den ska ske?",
    "pl": "Gdzie zachodzi fotosynteza w roślinie i jak to się dzieje? W chloroplastach, które są w liściach",
    "ru": "Где происходит фотосинтез в растении? В хлоропластах",
    "zh": "光合作用在哪里进行？在叶绿体中进行",
    "ja": "光合成はどこで行われますか？葉緑体で行われます",
    "ko": "광합성은 어디에서 일어나는가? 엽록체에서 일어난다",
    "ar": "أين يحدث البناء الضوئي؟ في البلاستيدات الخضراء",
}


@pytest.mark.parametrize("code", SENTENCES)
def test_a_cards_language_is_recognised(code: str) -> None:
    assert language_of(SENTENCES[code]) == {"ru": "cyrillic", "ar": "arabic"}.get(code, code)


@pytest.mark.parametrize("text", ["", "Photosynthesis", "E = mc²", "12345", "print(x)", "in", "Berlin 1989"])
def test_it_says_nothing_when_unsure(text: str) -> None:
    assert language_of(text) is None


def test_a_mixed_text_has_both_languages() -> None:
    assert languages_in(f"{SENTENCES['en']}. {SENTENCES['de']}.") >= {"en", "de"}
    assert languages_in(f"{SENTENCES['de']}. " * 5) == {"de"}
