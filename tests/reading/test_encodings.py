"""A text that is not Unicode is taken for what its words say it is, or refused with that guess."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worksheets.problems import Problem
from worksheets.reading.tables.encodings import decoded, spoilt

WORDS = ["Financiële", "coördinatie", "économie", "café", "ruïne", "geënquêteerd", "Français"]
MAC, DOS = "MacRoman (a Mac)", "cp850 (DOS)"


def text_of(words: list[str], encoding: str) -> bytes:
    return "\r\n".join(["naam", *words]).encode(encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_is_read_without_a_word(encoding: str) -> None:
    """Also where it does not say in which order its bytes are."""
    text, notes = decoded(text_of(WORDS, encoding), "v.csv")
    assert ["naam", *WORDS] == text.removeprefix("\ufeff").split("\r\n") and not notes


@pytest.mark.parametrize("words", [WORDS, *([word] for word in WORDS)])
def test_what_it_was_taken_for_is_told(words: list[str]) -> None:
    """With words of the file, so that a person sees whether it is right."""
    text, (note,) = decoded(text_of(words, "cp1252"), "v.csv")
    assert ["naam", *words] == text.split("\r\n")
    assert f"it was taken for Windows-1252 (Western Europe): {words[0]!r}" in note.message


@pytest.mark.parametrize(("encoding", "name"), [("mac_roman", MAC), ("cp850", DOS)])
def test_another_encoding_is_refused_with_its_name(encoding: str, name: str) -> None:
    with pytest.raises(Problem, match=re.escape(name)) as raised:
        decoded(text_of(WORDS, encoding), "v.csv")
    assert "'Financiële'" in raised.value.message
    assert raised.value.hint.startswith("save it as CSV UTF-8")


@pytest.mark.parametrize(
    ("word", "encoding", "message"),
    [
        ("Financiële", "mac_roman", f"'Financi‘le' is no word: .* {MAC}: 'Financiële'"),
        ("Financiële", "cp850", f"'Financi‰le' is no word: .* {DOS}: 'Financiële'"),
        ("café", "mac_roman", f"'cafŽ' is no word: .* {MAC}: 'café'"),
        ("café", "cp850", f"'caf‚' is no word: .* {DOS}: 'café'"),
        ("coördinatie", "mac_roman", "'cošrdinatie' may be 'coördinatie'"),
        ("coördinatie", "cp850", f"'co”rdinatie' is no word: .* {DOS}: 'coördinatie'"),
        ("Łukasz Żółty", "cp1250", "Central Europe.*: 'Łukasz'"),
        ("Математика", "cp1251", "Windows-1251 .*: 'Математика'"),
        ("Математика", "koi8_r", "KOI8-R .*: 'Математика'"),
        ("Μαθηματικά", "cp1253", "Windows-1253 .*: 'Μαθηματικά'"),
        ("İngilizce", "cp1254", "'Ýngilizce' may be 'İngilizce'"),
    ],
)
def test_one_word_is_enough(word: str, encoding: str, message: str) -> None:
    """It is told at its line, as it was read and as it seems to be."""
    with pytest.raises(Problem) as raised:
        decoded(text_of(["Zorg", word], encoding), "v.csv")
    assert re.search(re.sub(r"\((.*?)\)", r"\\(\1\\)", message), raised.value.message)
    assert raised.value.at.line == 3


@pytest.mark.parametrize(
    "word",
    [
        *("foto’s", "‘t Hooft", "“Zorg”", "maandag–vrijdag", "€ 12", "m²", "20 °C", "½ uur"),
        *("Søren Ågård", "José Núñez", "Groß", "L’Aquila", "Engels\xa0taal", "1ª", "3 ‰", "©"),
    ],
)
def test_what_people_write_is_no_fault(word: str) -> None:
    """Signs that Windows-1252 has, where they belong."""
    text, notes = decoded(text_of([word], "cp1252"), "v.csv")
    assert word in text and 1 == len(notes)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_told(data: bytes) -> None:
    try:
        text, _ = decoded(data, "v.csv")
    except Problem as problem:
        assert problem.hint
    else:
        assert isinstance(text, str)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("FinanciÃ«le", "'FinanciÃ«le' was read in a wrong way before; it was 'Financiële'"),
        ("cafÃ© Ã©n", "'cafÃ© Ã©n' was read in a wrong way before; it was 'café én'"),
        ("fotoâ€™s", "'fotoâ€™s' was read in a wrong way before; it was 'foto’s'"),
        ("Financi?le hulp", "'Financi?le' has lost a letter"),
        ("Financi\ufffdle", "'Financi\ufffdle' has lost a letter"),
    ],
)
def test_words_that_were_spoilt_before(text: str, fact: str) -> None:
    """By a program that read UTF-8 as something else, or that had no such letter."""
    assert (fact,) == (spoilt(text) or ("",))[:1]


@pytest.mark.parametrize("text", ["SÃO PAULO", "Wat nu?", "A/B", "Â", "naïve", "Wie? Wat?"])
def test_words_that_only_look_so(text: str) -> None:
    assert spoilt(text) is None
