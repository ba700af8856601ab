"""A page is garbage only if no language could be meant."""

import random
import string

import pytest

from studyapp.material.pdf.legibility import is_garbage

ENGLISH = "Photosynthesis turns light into chemical energy. It takes place in the chloroplasts of green plants. " * 3


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH,
        ENGLISH.upper(),
        "Zwölf Boxkämpfer jagen Viktor quer über den großen Sylter Deich, und Fotosynthese wandelt Licht um. " * 2,
        "W Szczebrzeszynie chrząszcz brzmi w trzcinie. Příliš žluťoučký kůň úpěl ďábelské ódy; strč prst skrz krk. "
        * 2,
        "Quang hợp biến ánh sáng thành năng lượng hóa học trong lục lạp của lá cây xanh. " * 3,
        "Mae ffotosynthesis yn troi golau yn egni cemegol ym mhob planhigyn gwyrdd. " * 3,
        "Fotosynteesi muuttaa valon kemialliseksi energiaksi viherhiukkasissa. " * 3,
        "Фотосинтез превращает свет в энергию растений. У DNA и RNA есть сахар. " * 3,
        "光合作用把光能轉化為化學能。ひかりをエネルギーにかえる光合成。 ATPとNADPHを作る。 " * 3,
        "광합성은 빛을 화학 에너지로 바꾼다. DNA와 RNA는 다르다. " * 3,
        "הפוטוסינתזה הופכת אור לאנרגיה כימית בעלים של צמחים ירוקים. " * 3,
        "التمثيل الضوئي يحول الضوء إلى طاقة كيميائية في أوراق النباتات. لغة R وPython " * 3,
        "Let α be an angle, β another, and Δx = αβ + Σλ; then Δφ ≤ 2π and μm is a length. " * 3,
        "through /θruː/, thorough /ˈθʌɹə/, thought /θɔːt/, though /ðəʊ/: the words differ in their vowels. " * 3,
        "for (int i = 0; i < n; i++) { ptr[i] = str[i]; printf(fmt, ptr); } // copies the string " * 3,
        "Berlin 0 288 585 575 547 633\nHamburg 289 0 775 426 493 655\n" * 4,
        "ATGCGTACGTTAGCATGCATCGATCGATTACGATCGGCATAT " * 5,
        "x² + y² = z², ∀ε > 0 ∃δ: |x − a| < δ ⇒ |f(x) − L| < ε, ∅ ∈ A ∪ B ⊂ ℝ. " * 3,
        "\uf0b7 water\n\uf0b7 light\n\uf0b7 air and sugar",
        "",
        "12",
    ],
)
def test_text_of_many_languages_and_fields_is_no_garbage(text: str) -> None:
    assert not is_garbage(text)


def shifted(text: str, by: int) -> str:
    return "".join(chr(ord(sign) - by) if sign.isalpha() else sign for sign in text)


def private(text: str) -> str:
    return "".join(chr(0xF000 + ord(sign)) if sign.isalpha() else sign for sign in text)


def of_many_scripts(text: str) -> str:
    scripts = "ꓰবגдεЖবהאωঅღঞкфჯऄ"
    return "".join(scripts[ord(sign) % len(scripts)] if sign.isalpha() else sign for sign in text)


@pytest.mark.parametrize(
    "text",
    [
        shifted(ENGLISH, 29),
        ENGLISH.translate(str.maketrans("etaoinsu", "zqxjkvbw")),
        private(ENGLISH),
        of_many_scripts(ENGLISH),
        "ɹɹংʃɐɥʇɐɟoʇsɹʎɹɹংʇɥɐʌǝɹɐqɯɐuʎ " * 8,
        "ʃɐɥʇ ɐɟɔɹʎ ɹʇɥɐʌǝɹɐ qɯɐuʎ ʞɹɯ " * 8,
        "The kernel is \x01\x04\x05\x06\x07\x08\x0e\x0f\x10 and \x01\x04.",
        "Text \ufffd\ufffd\ufffd\ufffd of \ufffd\ufffd\ufffd a font \ufffd\ufffd\ufffd\ufffd",
    ],
)
def test_letters_guessed_from_numbers_are_garbage(text: str) -> None:
    assert is_garbage(text)


def test_a_page_of_many_letters_is_judged_in_no_time_that_grows() -> None:
    letters = random.Random(7).choices(string.ascii_letters + "абвгд ", k=400_000)
    assert is_garbage("".join(letters))
