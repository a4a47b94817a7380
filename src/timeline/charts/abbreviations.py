"""The abbreviations that stand in a picture, with what they stand for."""

import re

from timeline.charts.things import things
from timeline.swimlane.model import Swimlane

_KNOWN = {
    "ADC": "antibody-drug conjugate",
    "AJCC": "American Joint Committee on Cancer",
    "CA19-9": "carbohydrate antigen 19-9",
    "CEA": "carcinoembryonic antigen",
    "CI": "confidence interval",
    "CR": "complete response",
    "CT": "computed tomography",
    "CTC": "circulating tumour cells",
    "ctDNA": "circulating tumour DNA",
    "ERBB2": "gene of HER2 (erb-b2 receptor tyrosine kinase 2)",
    "ERCP": "endoscopic retrograde cholangiopancreatography",
    "FISH": "fluorescence in situ hybridisation",
    "Gy": "gray",
    "HER2": "human epidermal growth factor receptor 2",
    "IHC": "immunohistochemistry",
    "ISH": "in situ hybridisation",
    "MRI": "magnetic resonance imaging",
    "NE": "not evaluable",
    "NGS": "next-generation sequencing",
    "PCR": "polymerase chain reaction",
    "PD": "progressive disease",
    "PET": "positron emission tomography",
    "PFS": "progression-free survival",
    "PR": "partial response",
    "SD": "stable disease",
    "TKI": "tyrosine kinase inhibitor",
    "TMB": "tumour mutational burden",
}
_PATTERNS = (
    (re.compile(r"\bG([1-5])\b"), "G1 to G5", "grade of an adverse event (CTCAE)"),
    (re.compile(r"\bq\d+w\b"), "qNw", "every N weeks"),
    (re.compile(r"\bd\d+\b"), "dN", "day N of a cycle"),
    (re.compile(r"\b[cpyr]?T\dN"), "TNM", "tumour, node and metastasis stage"),
)


def drawn_abbreviations(swimlane: Swimlane) -> dict[str, str]:
    """Every known abbreviation in what is drawn."""
    text = _drawn(swimlane)
    found = {
        short: long for short, long in _KNOWN.items() if _whole(short).search(text)
    }
    return found | {short: long for form, short, long in _PATTERNS if form.search(text)}


def _whole(short: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w]){re.escape(short)}(?![\w])")


def _drawn(swimlane: Swimlane) -> str:
    words = [thing.label for _, thing in things(swimlane)]
    for lane in swimlane.lanes:
        words += [lane.title, lane.subtitle, lane.group.value]
        words += [bar.tone.value for bar in lane.bars]
        words += [mark.tone.value for mark in lane.marks]
    words += [series.marker for series in swimlane.series]
    words += [swimlane.strip.title] if swimlane.strip else []
    return "\n".join(words)
