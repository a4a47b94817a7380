"""Texts of the picture as they begin a label."""


def capitalised(text: str) -> str:
    """Begin with a capital, unless the first word has its own way: `mFOLFOX`."""
    word = text.split(" ", 1)[0]
    return text[:1].upper() + text[1:] if word.islower() else text


def capital(text: str) -> str:
    """Begin with a capital, whatever the first word is."""
    return text[:1].upper() + text[1:]


def uncapitalised(text: str) -> str:
    """The same within a sentence: `Pyrotinib` as `pyrotinib`, but `DP303c` stays."""
    word = text.split(" ", 1)[0]
    return text[:1].lower() + text[1:] if word[1:].islower() else text
