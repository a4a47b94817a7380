"""What is measured: the analytes of the catalogue, and tests on the tumour."""

import re

from timeline.clinical.catalogues.analytes import find_analyte
from timeline.clinical.catalogues.genes import find_gene
from timeline.clinical.catalogues.terms import folded
from timeline.clinical.results import AnalyteGroup, analyte_group
from timeline.tui.entry.quick.unread import is_name

SHORT = 2
"""Letters up to which a name is known only as it is written: `Ca` is calcium."""
_WHOLE = {
    "msi-high": ("MSI", "MSI-high"),
    "msi-h": ("MSI", "MSI-high"),
    "msi-low": ("MSI", "MSI-low"),
    "msi-l": ("MSI", "MSI-low"),
    "tmb-high": ("TMB", "TMB-high"),
    "tmb-h": ("TMB", "TMB-high"),
    "tmb-low": ("TMB", "TMB-low"),
    "tmb-l": ("TMB", "TMB-low"),
    "mss": ("MSI", "MSS"),
    "msi-stable": ("MSI", "MSS"),
    "microsatellite stable": ("MSI", "MSS"),
    "dmmr": ("MMR", "dMMR"),
    "mmr-deficient": ("MMR", "dMMR"),
    "pmmr": ("MMR", "pMMR"),
    "mmr-proficient": ("MMR", "pMMR"),
}
_SIGNED = re.compile(r"(ER|PR|PgR|AR|EBV|HRD)([+\u2212-])", re.ASCII)


def whole_result(text: str) -> tuple[str, str] | None:
    """Analyte and words of a text that says both: `MSI-H`, `dMMR`, `ER+`."""
    if match := _SIGNED.fullmatch(text):
        return usual_analyte(match[1]), "positive" if match[2] == "+" else "negative"
    plain = text.casefold()
    return _WHOLE.get(plain) or _WHOLE.get(re.sub(r"\s+", "-", plain))


def is_tumour_test(analyte: str) -> bool:
    """Whether an analyte, by its usual name, is a test on the tumour."""
    return analyte_group(analyte) is AnalyteGroup.TUMOUR


def is_marker(word: str) -> bool:
    """Whether a word names a gene, in capitals, or a test on the tumour."""
    if not is_name(word):
        return False
    return is_tumour_test(usual_analyte(word)) or (
        word == word.upper() and find_gene(word) is not None
    )


def usual_analyte(typed: str) -> str:
    """The usual name of an analyte; empty if nobody knows it as it is typed."""
    if not is_name(typed):
        return ""
    analyte = find_analyte(typed)
    if analyte is None:
        return ""
    exact = len(folded(typed)) > SHORT or typed in (analyte.name, *analyte.aliases)
    return analyte.name if exact else ""
