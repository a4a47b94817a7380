"""Brings the signs of a typed date or number into those of a keyboard.

Word writes hyphens and blanks of its own, and Chinese and Japanese keyboards write
digits of double width. They mean the same and look the same, so they are read alike.
A character that cannot be seen is refused, as it is in every field.
"""

import unicodedata

_UNSAFE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
"""The signs of ASCII in double width. Superscripts stay: 14² is no 142."""
_HYPHENS = "\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{FIGURE DASH}\N{MINUS SIGN}"
_PLAIN = str.maketrans({**_WIDE, **dict.fromkeys(map(ord, _HYPHENS), ord("-"))})
JOINERS = "\u200c\u200d"
"""Needed to write some scripts, and harmless in words."""
DASHES = "\N{EN DASH}\N{EM DASH}"
"""They may stand for a hyphen or between two ends, so they are left to the reader."""


def invisible_in(text: str, allowed: str = "") -> str:
    """The code point of the first character that cannot be seen; empty for none.

    Args:
        text: Any text; a blank of any width can be seen.
        allowed: Characters that are let through.
    """
    if text.isascii() and text.isprintable():
        return ""
    for character in text:
        if character not in allowed and unicodedata.category(character) in _UNSAFE:
            return f"U+{ord(character):04X}"
    return ""


def plain_signs(text: str) -> str:
    """The text composed (NFC), with one kind of hyphen, blank, letter and digit."""
    composed = unicodedata.normalize("NFC", text)
    return " ".join(composed.translate(_PLAIN).split())
