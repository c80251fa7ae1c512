"""Which encoding a text is in that is not Unicode: taken only when its words can be words.

Excel saves a .csv as Windows-1252 in Western Europe and in other encodings elsewhere, on a Mac and
from DOS. Each reads the bytes of the others as something: Mac's "café" is "cafŽ" to Windows. So the
words are looked at, and what cannot be a word is refused with the likeliest encoding.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from worksheets.problems import Place, Problem

USUAL = "cp1252"
# What Python calls an encoding, and what people do; of equals the first is likelier.
NAMES = {
    "cp1252": "Windows-1252 (Western Europe)",
    "mac_roman": "MacRoman (a Mac)",
    "cp850": "cp850 (DOS)",
    "cp1250": "Windows-1250 (Central Europe)",
    "cp1254": "Windows-1254 (Turkish)",
    "cp1251": "Windows-1251 (Cyrillic)",
    "cp1253": "Windows-1253 (Greek)",
    "cp437": "cp437 (DOS)",
    "iso8859_2": "ISO 8859-2 (Central Europe)",
    "mac_latin2": "Mac Central European",
    "koi8_r": "KOI8-R (Cyrillic)",
    "cp866": "cp866 (Cyrillic, DOS)",
    "mac_cyrillic": "Mac Cyrillic",
}
SAVE = "save it as CSV UTF-8; Excel has that among its file types"
# Letters of Dutch and its neighbours, the commonest first; the others are dearer.
LETTERS = "ëéïèöüáóêçäñíàâôîúûÉËÖÜÇÄÈÓÁÍØøåÅßœæ"
RARER = frozenset("şŞğĞıİčČćĆšŠžŽđĐłŁśŚżŻńŃęĘąĄőŐűŰřŘěĚ")
INNER = frozenset("\xa0’´`·/&@\xad\u2010\u2011–")  # what may stand between two letters of a word
NEVER = frozenset("ƒŸ¤¦¨¸¯ˆ˜¬‰\u02db\u02dd\ufffd")  # never in a word, nor at its end
OPENING = frozenset("‚„‘“‹«¿¡")  # never at the end of a word
CLOSING = frozenset("ªº¹²³")  # never before a letter
ALONE = frozenset("°™®©")  # signs that may stand beside a letter
SIGNS = ("So", "Sc", "Sm")
WORD = re.compile(
    r"[^ \t\r\n;,\"|]*[^\x00-\x7f][^ \t\r\n;,\"|]*"
)  # all that has a letter beyond ASCII
ODD = re.compile(r"^[‚‹›]|\w[\xad´]\w")  # what a word may have, and seldom has
SHOWN = 3  # words of a file that a note has


def decoded(data: bytes, file: str) -> tuple[str, tuple[Problem, ...]]:
    """Return the text of a file, and a note of what it was taken for when it is not Unicode.

    Raises Problem at the first word that cannot be one.
    """
    at = Place(file)
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if not wide and b"\0" in data[:2000]:
        # UTF-16 that does not say so has a zero in every other byte.
        half = "utf-16-le" if data[1:2000:2].count(0) > data[0:2000:2].count(0) else "utf-16-be"
        return _unicode(data[: len(data) // 2 * 2], half, at), ()
    if wide:
        return _unicode(data, "utf-16", at), ()
    try:
        # Text in another encoding is hardly ever valid UTF-8, so that is tried first.
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        return _guessed(data, at)


def _unicode(data: bytes, encoding: str, at: Place) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise Problem("the file is no text that can be read", at, hint=SAVE) from None


def _guessed(data: bytes, at: Place) -> tuple[str, tuple[Problem, ...]]:
    readings = {}
    for encoding in NAMES:
        try:
            readings[encoding] = data.decode(encoding)
        except UnicodeDecodeError:
            continue
    costs = {encoding: _cost(text) for encoding, text in readings.items()}
    for encoding, text in readings.items():
        # Windows has many texts with a space that does not break; another hides a letter there.
        if encoding != USUAL and "\xa0" in text:
            costs[encoding] = costs[encoding]._replace(odd=costs[encoding].odd + text.count("\xa0"))
    best = min(costs, key=lambda encoding: costs[encoding], default="")
    usual = readings.get(USUAL, "")
    if usual and not costs[USUAL].wrong and costs[USUAL].odd <= costs[best].odd:
        words = ", ".join(map(repr, list(dict.fromkeys(_words(usual)))[:SHOWN]))
        fact = f"the file is not Unicode; it was taken for {NAMES[USUAL]}: {words}"
        return usual, (Problem(fact, at, hint=SAVE),)
    if not best or costs[best].wrong:
        raise Problem("the file is not Unicode, and in no encoding that is known", at, hint=SAVE)
    likely = readings[best]
    for match in WORD.finditer(usual):
        word, other = match[0], likely[match.start() : match.end()]
        where = Place(at.file, len(re.findall(r"\r\n|\r|\n", usual[: match.start()])) + 1)
        if _cost(word).wrong:
            fact = f"{word!r} is no word: the file is not Unicode; it seems to be {NAMES[best]}"
            raise Problem(f"{fact}: {other!r}", where, hint=SAVE)
        if not costs[USUAL].wrong and _cost(word).odd > _cost(other).odd:
            fact = f"{word!r} may be {other!r}: the file is not Unicode, but {NAMES[USUAL]}"
            raise Problem(f"{fact} or {NAMES[best]}", where, hint=SAVE)
    word = next(_words(likely), "")
    fact = f"the file is not Unicode; it seems to be {NAMES[best]}: {word!r}"
    raise Problem(fact, at, hint=SAVE)


class Cost(NamedTuple):
    """How unlikely a reading is: words that cannot be, odd signs, and how rare its letters are."""

    wrong: int
    odd: int
    rare: int


def _words(text: str) -> Iterator[str]:
    return (match[0] for match in WORD.finditer(text))


def _cost(text: str) -> Cost:
    words = list(_words(text))
    ours = [
        c
        for word in words
        for c in word
        if "\x7f" < c <= "\u024f" and c.isalpha() and c not in CLOSING
    ]
    odd = sum(
        (c not in LETTERS and c.lower() not in LETTERS) * (1 if c in RARER else 2) for c in ours
    )
    odd += 2 * sum(bool(ODD.search(word)) for word in words)
    return Cost(sum(map(_is_no_word, words)), odd, sum(LETTERS.find(c) % 99 for c in ours))


def _is_no_word(word: str) -> bool:
    """Tell whether a text without spaces holds what no word of any language does."""
    if any("\x80" <= c < "\xa0" for c in word):
        return True
    around = [" ", *word, " "]
    scripts: set[str] = set()
    many = 0
    for before, c, after in zip(around, around[1:], around[2:], strict=False):
        many = many + 1 if "\xc0" <= c <= "\xff" else 0  # whole words of another alphabet
        if c <= "\x7f":
            if c.isalpha():
                scripts.add("LATIN")
            continue
        beside = before.isalpha(), after.isalpha()
        if c in NEVER and any(beside):
            return True
        if (
            (c in OPENING and beside[0])
            or (c in CLOSING and beside[1])
            or "\u2500" <= c <= "\u259f"
        ):
            return True
        if c.isalpha():
            scripts.add(_script(c))
            if c.isupper() and before.islower():
                return True
        elif _is_misplaced(c, *beside):
            return True
        if many > 2:
            return True
    return len(scripts) > 1


def _is_misplaced(sign: str, after: bool, before: bool) -> bool:
    """Tell whether a sign cannot stand where it does: after a letter, before one, or both."""
    if after and before and sign not in INNER and not unicodedata.combining(sign):
        return True
    return unicodedata.category(sign) in SIGNS and (after or before) and sign not in ALONE


def _script(letter: str) -> str:
    return unicodedata.name(letter, "?").split()[0]


# Letters of UTF-8 that were once read as Windows-1252: "Ã«" was "ë".
TWICE = re.compile("[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u0178\u02c6-\u02dc\u2013-\u2122]+")
LOST = re.compile(r"\w*[a-z]\?[a-z]\w*|\S*\ufffd\S*")


def spoilt(text: str) -> tuple[str, str] | None:
    """Return what an earlier program did to a text that it read in a wrong way, and a hint."""
    for match in TWICE.finditer(text):
        try:
            was = match[0].encode(USUAL).decode()
        except UnicodeError:
            continue
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        if not any(c.isascii() and c.isalpha() for c in (before, after)):
            continue  # signs that stand alone may be meant
        whole = text.replace(match[0], was)
        return f"{text!r} was read in a wrong way before; it was {whole!r}", f"write {whole!r}"
    if lost := LOST.search(text):
        return f"{lost[0]!r} has lost a letter", "type it again"
    return None
