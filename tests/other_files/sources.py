"""The sources that are counted, and the table of what case files hold of them."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from other_files.gliomas import gliomas
from other_files.mcode import jenny
from other_files.phenopacket import urothelial
from other_files.recist import recist
from other_files.redcap import instruments, vignette
from other_files.source import Score, Source

MADE = {
    "cbioportal/lgg_ucsf_2014": gliomas,
    "redcap/repeating-instruments": instruments,
    "redcap/vignette-repeating": vignette,
    "mcode/Bundle-mcode-patient-bundle-jenny-m.json": jenny,
    "phenopackets/urothelial-cancer.json": urothelial,
    "sdtm": recist,
}
"""How each source is read, by its place below the folder of sample files."""
_COLUMNS = "{:<46} {:>7} {:>7} {:>6} {:>6} {:>9} {:>5}\n"
_TITLES = ("source", "records", "whole", "cells", "whole", "distorted", "lost")


def sources(folder: Path) -> Iterator[tuple[str, Source]]:
    """Each source with its place, of those that are on this machine."""
    for place, read in MADE.items():
        if (folder / place).exists():
            yield place, read(folder / place)


def table(scores: Sequence[tuple[str, Score]]) -> str:
    """Records and those that fit whole, then cells and what became of them."""
    numbers = [(place, *_numbers(score)) for place, score in scores]
    total = ("all", *map(sum, zip(*(row[1:] for row in numbers), strict=True)))
    return "".join(_COLUMNS.format(*row) for row in (_TITLES, *numbers, total))


def _numbers(score: Score) -> tuple[int, ...]:
    records = (score.records, score.records_whole)
    return (*records, score.cells, score.whole, score.distorted, score.lost)
