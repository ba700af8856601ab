"""Labels in front of options are taken off where all options have one, and nowhere else."""

import pytest

from studyapp.rules.choices.labels import labelled, without_labels
from tests.rules.choices.findings import culprits, found, item

CITIES = ("Sydney", "Melbourne", "Canberra", "Perth")


@pytest.mark.parametrize(
    "pattern",
    [
        ("A) {}", "B) {}", "C) {}", "D) {}"),
        ("(a) {}", "(b) {}", "(c) {}", "(d) {}"),
        ("1. {}", "2. {}", "3. {}", "4. {}"),
        ("A: {}", "B: {}", "C: {}", "D: {}"),
        ("A - {}", "B - {}", "C - {}", "D - {}"),
        ("A.{}", "B.{}", "C.{}", "D.{}"),
        ("[A] {}", "[B] {}", "[C] {}", "[D] {}"),
        ("**A)** {}", "**B)** {}", "**C)** {}", "**D)** {}"),
        ("Option A - {}", "Option B - {}", "Option C - {}", "Option D - {}"),
        ("Antwort A: {}", "Antwort B: {}", "Antwort C: {}", "Antwort D: {}"),
        ("i) {}", "ii) {}", "iii) {}", "iv) {}"),
        ("① {}", "② {}", "③ {}", "④ {}"),
        ("Ａ）{}", "Ｂ）{}", "Ｃ）{}", "Ｄ）{}"),
        ("D) {}", "B) {}", "A) {}", "C) {}"),
        ("Ⓐ {}", "Ⓑ {}", "Ⓒ {}", "Ⓓ {}"),
        ("⑴ {}", "⑵ {}", "⑶ {}", "⑷ {}"),
        ("1\ufe0f\u20e3 {}", "2\ufe0f\u20e3 {}", "3\ufe0f\u20e3 {}", "4\ufe0f\u20e3 {}"),
        ("Ⅰ. {}", "Ⅱ. {}", "Ⅲ. {}", "Ⅳ. {}"),
        ("А) {}", "Б) {}", "В) {}", "Г) {}"),
        ("Вариант А: {}", "Вариант Б: {}", "Вариант В: {}", "Вариант Г: {}"),
        ("α) {}", "β) {}", "γ) {}", "δ) {}"),
        ("أ) {}", "ب) {}", "ج) {}", "د) {}"),
        ("ア. {}", "イ. {}", "ウ. {}", "エ. {}"),
        ("가. {}", "나. {}", "다. {}", "라. {}"),
        ("क) {}", "ख) {}", "ग) {}", "घ) {}"),
        ("a.) {}", "b.) {}", "c.) {}", "d.) {}"),
        ("A\\) {}", "B\\) {}", "C\\) {}", "D\\) {}"),
        ("A/ {}", "B/ {}", "C/ {}", "D/ {}"),
        ("- A) {}", "- B) {}", "- C) {}", "- D) {}"),
        ("[ ] A. {}", "[ ] B. {}", "[x] C. {}", "[ ] D. {}"),
        ("<b>A)</b> {}", "<b>B)</b> {}", "<b>C)</b> {}", "<b>D)</b> {}"),
    ],
    ids=lambda pattern: pattern[0],
)
def test_labels_that_count_up_are_taken_off(pattern: tuple[str, ...]) -> None:
    assert without_labels([form.format(city) for form, city in zip(pattern, CITIES, strict=True)]) == CITIES


def test_one_label_may_be_missing_where_the_right_answer_stands_elsewhere() -> None:
    assert without_labels(["A) Sydney", "B) Melbourne", "D) Perth"]) == ("Sydney", "Melbourne", "Perth")
    assert labelled(["B. Melbourne", "C. Canberra"]) == {"b": "Melbourne", "c": "Canberra"}


@pytest.mark.parametrize(
    "options",
    [
        ("vitamin A", "vitamin B", "vitamin C", "vitamin D"),
        ("A major", "B minor", "C major", "D minor"),
        ("A cells", "B cells", "C cells", "D cells"),
        ("A", "B", "C", "D"),
        ("1. FC Köln", "1. FC Nürnberg", "FC Bayern", "VfB Stuttgart"),
        ("1.5 kg", "2.5 kg", "3.5 kg", "4.5 kg"),
        ("1. Mai", "2. Mai", "3. Mai", "4. Mai"),
        ("1. Januar", "2. Februar", "3. März", "4. April"),
        ("1. Weltkrieg", "2. Weltkrieg"),
        ("1:2", "2:3", "3:4", "4:5"),
        ("A) Sydney", "Melbourne", "Canberra", "Perth"),
        ("C) Sydney", "E) Melbourne", "G) Canberra", "H) Perth"),
        ("A-bomb", "B-movie", "C-section", "D-Day"),
        ("가을", "나무", "다리", "라면"),
        ("α-decay", "β-decay", "γ-decay", "δ-ray"),
        ("1/2", "2/3", "3/4", "4/5"),
        ("甲状腺", "乙醇", "丙酮", "丁烷"),
        ("a", "b"),
        ("A) Sydney",),
        (),
    ],
    ids=lambda options: " | ".join(options)[:30],
)
def test_what_belongs_to_the_answers_stays(options: tuple[str, ...]) -> None:
    assert without_labels(options) == options


def test_a_letter_left_in_front_of_one_option_is_refused() -> None:
    assert culprits(item("Canberra", "Sydney", "B) Melbourne", "Perth")) == {1}
    assert found(item("Canberra", "Sydney", "B) Melbourne", "Perth")) == {"D12!"}
    assert "D12!" not in found(item("f(a) + b", "a) + b", "(S)-lactic acid", "(a, b)"), least=1)


def test_letters_without_their_texts_are_no_options() -> None:
    assert "D12!" in found(item("a", "b", "c", "d", stem="What does ownership in Rust ensure?"))
    assert "D12!" in found(item("C)", "A)", "B)", "D)", stem="What does ownership in Rust ensure?"))
    assert "D12!" not in found(item("A", "B", "C", "D", stem="Which vitamin is retinol?"))
    assert "D12!" not in found(item("G", "F", "A", "D", stem="What lies a fifth above C?"))


@pytest.mark.parametrize("piece", ["A) ", "((", "**", "option ", "1.", " "])
def test_hostile_labels_are_read_in_no_time(piece: str) -> None:
    text = piece * (400_000 // len(piece))
    without_labels([text, f"B) {text}", f"C) {text}"])
