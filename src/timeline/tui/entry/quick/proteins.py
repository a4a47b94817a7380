"""Reads proteins that were stained: positive or negative, and in how many cells."""

import re

from timeline.case.records.result import Result
from timeline.clinical.catalogues.genes import find_gene
from timeline.tui.entry.quick.dates import take_date
from timeline.tui.entry.quick.numbers import SINGLE, plain_number
from timeline.tui.entry.quick.reading import Fact, Filled, filled
from timeline.tui.entry.quick.unread import GAP, Unread, is_name, phrase
from timeline.tui.entry.quick.words import SPECIMENS, any_of, meaning

_STAINED = re.compile(
    r"CD\d{1,3}[a-z]?|CK ?(?:5/6|7|19|20|AE1/3)|TTF-?1|p40|p53|p63|S-?100|SOX-?10"
    r"|HMB-?45|Melan-?A|MUM-?1|BCL-?[26]|c-?MYC|[Ss]ynaptophysin|INSM1|GATA-?3|CDX-?2"
    r"|PAX-?[58]|NKX3\.1|PSMA|SMA|[Dd]esmin|[Vv]imentin|[Mm]yogenin|STAT6|DOG-?1"
    r"|[Nn]apsin ?A|WT-?1|[Cc]alretinin|[Mm]ammaglobin|[Cc]yclin D1|TdT|BCMA|GPC3"
)
"""Names of proteins, as pathologists write them; a gene of the catalogue is one too."""
_IHC = phrase(r"ihc|immunohistochemistry|immunohistochemically|immunhistochemie")
_CELLS = phrase(
    rf"\(?(?P<share>{SINGLE})\s*%(?P<of>\s*(?:of\s+)?(?:the\s+)?(?:tumou?r\s+)?cells)?\)?"
)
_WORDS = phrase(
    r"positive|negative|pos|neg|positiv|negativ|overexpressed|lost|loss|retained"
)
_SAID = {"pos": "positive", "neg": "negative", "positiv": "positive"}
_SAID |= {"negativ": "negative"}
_STAINING = phrase(r"(?:protein\s+)?(?:expression|staining|stain)")
_OTHERWISE = phrase(r"fish|ngs|pcr|vaf|maf|cytometry|flow|mutation|fusion|amplif\w+")
_SPECIMEN = any_of(SPECIMENS)
_FRONT = re.compile(rf"[\s{GAP},:]*")


def is_protein(word: str) -> bool:
    """Whether a word names a protein as pathologists write it."""
    return _STAINED.fullmatch(word) is not None


def proteins(text: str) -> Fact | None:
    """Read a line such as `BCL2 80 % positive` or `CD20 positive`.

    The share is one of cells. A gene of the catalogue needs a share or the method,
    because a gene can be called positive too.
    """
    unread = Unread(text)
    if _OTHERWISE.search(text):
        return None
    date, ihc = take_date(unread), unread.take(_IHC)
    name, pathologist = _take_name(unread)
    share, words = unread.only(_CELLS), unread.only(_WORDS)
    staining = unread.take(_STAINING)
    if not name or not (share or words):
        return None
    if share and not (words or share["of"] or staining or ihc):
        return None
    if not (share or ihc or pathologist):
        return None
    specimen = unread.only(_SPECIMEN)
    said = words[0].casefold() if words else ""
    forms: tuple[Filled, ...] = filled(
        Result,
        date=date,
        analyte=name,
        comparator="=" if share else "",
        value=plain_number(share["share"]) if share else "",
        unit="%" if share else "",
        words=_SAID.get(said, said),
        assay="IHC" if ihc else "",
        specimen=meaning(SPECIMENS, specimen),
    )
    return Fact(forms, unread.left_over)


def _take_name(unread: Unread) -> tuple[str, bool]:
    """The name in front, and whether it is one of a protein and of no gene alone."""
    front = _FRONT.match(unread.text)
    begin = front.end() if front else 0
    if (match := _STAINED.match(unread.text, begin)) and _ends(
        unread.text, match.end()
    ):
        unread.cut(*match.span())
        return match[0], True
    word = re.compile(rf"[^\s{GAP},;:()]+").match(unread.text, begin)
    if not word or not is_name(word[0]) or word[0] != word[0].upper():
        return "", False
    gene = find_gene(word[0])
    if gene is None or gene.symbol == "ERBB2":
        return "", False
    unread.cut(*word.span())
    return word[0], False


def _ends(text: str, end: int) -> bool:
    return end == len(text) or text[end] in f" ,;:()+{GAP}"
