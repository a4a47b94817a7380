"""The categories of the TNM classification, whatever the tumour.

They are those of the AJCC Cancer Staging Manual, 8th edition, for all sites, and of
the 9th edition for the lung. Which of them a site has, its table of stage groups says.
"""

import re
from dataclasses import dataclass

from timeline.case.tumour_vocabulary import StageBasis


@dataclass(frozen=True, slots=True)
class TnmCategories:
    """What one of T, N and M may be."""

    pattern: re.Pattern[str]
    """A category without its letter."""
    examples: tuple[str, ...]


CATEGORIES = {
    "t": TnmCategories(
        re.compile(
            r"X|0|a|is(?:\((?:DCIS|LCIS|Paget|LAMN)\))?|1mi"
            r"|[1-4](?:[a-d][1-3]?|(?<=4)e)?(?:\((?:m|s|\d{1,2})\))?"
        ),
        ("X", "0", "is", "a", "1", "1mi", "1a", "1a1", "2b", "3", "4d"),
    ),
    "n": TnmCategories(
        re.compile(
            r"X|0[ab]?(?:\((?:i[+-]|mol[+-]|sn)\))?"
            r"|[12]mi(?:\(sn\))?|[1-3](?:[a-c][1-3]?)?(?:\((?:sn|f)\))?"
        ),
        ("X", "0", "0(i+)", "1", "1mi", "1a", "2a1", "2b", "3c"),
    ),
    "m": TnmCategories(
        re.compile(r"X|0(?:\(i\+\))?|1(?:[a-e][1-3]?)?(?:\([01]\))?"),
        ("X", "0", "0(i+)", "1", "1a", "1c1", "1d"),
    ),
}

_WORD = re.compile(
    "".join(
        rf"(?:[\s,]*(?P<{name}_prefix>[acpry]{{0,3}}){name.upper()}"
        rf"(?P<{name}>{letter.pattern.pattern}))?"
        for name, letter in CATEGORIES.items()
    )
)
_BASES = {basis.letter: basis for basis in StageBasis}


def has_two_bases(text: str) -> bool:
    """Whether T and N of a TNM word have different prefixes, such as `rpT4 pN2`."""
    match = _WORD.fullmatch(text.strip())
    prefixes = {match["t_prefix"], match["n_prefix"]} if match else set()
    return len(prefixes - {"", None}) > 1


def read_tnm(text: str) -> dict[str, str]:
    """The fields that a TNM word fills, such as those of `ypT2N1` or `pT3 pN1 cM0`.

    Returns:
        Values of `t`, `n`, `m` and, where the prefixes of T and N say one and the same,
        of `basis`; empty if the whole text is no such word. M is clinical as a rule, so
        that its prefix counts only alone.
    """
    match = _WORD.fullmatch(text.strip())
    if match is None:
        return {}
    fields = {name: match[name] for name in CATEGORIES if match[name]}
    prefixes = [match[f"{name}_prefix"] for name in fields if name != "m"]
    prefixes = prefixes or [match[f"{name}_prefix"] for name in fields]
    said = {prefix for prefix in prefixes if prefix}
    if len(said) == 1 and (basis := _BASES.get(said.pop())):
        fields["basis"] = basis.value
    return fields
