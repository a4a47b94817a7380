"""When a marker has progressed: the rule of each marker, with its source.

A marker without a row has no rule, and none is borrowed from another marker.
Progression of a marker stands beside the response and is never a category of it:
markers alone cannot be used to assess response (RECIST 1.1, section 4.3.3).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from timeline.case.tumour_vocabulary import Site
from timeline.clinical.markers.values import MarkerValue, at_least, more_than
from timeline.clinical.settings import Settings


class MarkerRise(NamedTuple):
    """A value and what its rule compares it with, all in the unit of the series."""

    value: MarkerValue
    nadir: MarkerValue
    """The lowest value of the line before it, baseline included."""
    was_normal: bool | None
    """Whether a value of the line before it lay within its limit; None: not known."""
    rule_unit: float
    """How many of the unit of the series one unit of the rule is."""
    settings: Settings

    @property
    def limit(self) -> MarkerValue:
        """The upper reference limit, as a value to compare with."""
        return MarkerValue("", self.value.limit or 0.0)


@dataclass(frozen=True, slots=True)
class MarkerRule:
    """The rule of one or more markers."""

    name: str
    """Whose rule it is."""
    markers: tuple[str, ...]
    """Usual names of the markers that it is for."""
    words: str
    """What a value has to be, and what has to confirm it."""
    risen: Callable[[MarkerRise], bool | None]
    """Whether a value is what the rule asks; None where bounds leave that open."""
    confirming_days: int | None
    """Days after which a second value confirms; None: as the settings say."""
    source: str
    verify: str
    """What the sources at hand do not settle, or what the rule leaves out."""
    unit: str = ""
    """Unit of the amounts in it; empty where it has multiples only."""
    needs_limit: bool = False
    """Whether it compares with the upper reference limit."""
    settling_days: int = 0
    """Days from the first dose on in which a rise does not count; 0: none."""
    site: Site | None = None
    """Primary site of the tumours that it is for; None where it is for several."""
    serum_only: bool = False
    """Whether it says nothing of a value that was measured on urine."""

    def days(self, settings: Settings) -> int:
        """Days after which a second value confirms."""
        if self.confirming_days is None:
            return settings.marker_confirmation_days
        return self.confirming_days


def all_of(*answers: bool | None) -> bool | None:
    """Whether all hold; None where that depends on one that is not known."""
    if False in answers:
        return False
    return None if None in answers else True


def any_of(*answers: bool | None) -> bool | None:
    """Whether one holds; None where that depends on one that is not known."""
    if True in answers:
        return True
    return None if None in answers else False


def _doubled(rise: MarkerRise) -> bool | None:
    above = rise.value.above(rise.value.limit or 0.0)
    if above is False:
        return False
    fold = rise.settings.marker_progression_fold
    return all_of(above, more_than(rise.value, rise.nadir, times=fold))


def _pcwg3(rise: MarkerRise) -> bool | None:
    return _quarter_and(rise, 2.0)


def _gcig(rise: MarkerRise) -> bool | None:
    over_limit = at_least(rise.value, rise.limit, times=2)
    over_nadir = at_least(rise.value, rise.nadir, times=2)
    if rise.was_normal is None:
        return over_limit if over_limit is over_nadir else None
    return over_limit if rise.was_normal else over_nadir


def _imwg(rise: MarkerRise) -> bool | None:
    """Any of two: a quarter and 0.5 g/dL, or 1 g/dL where the lowest is 5 or more."""
    five = MarkerValue("", 5 * rise.rule_unit)
    high = all_of(
        at_least(rise.nadir, five),
        at_least(rise.value, rise.nadir, plus=1.0 * rise.rule_unit),
    )
    return any_of(_quarter_and(rise, 0.5), high)


def _quarter_and(rise: MarkerRise, amount: float) -> bool | None:
    return all_of(
        at_least(rise.value, rise.nadir, times=1.25),
        at_least(rise.value, rise.nadir, plus=amount * rise.rule_unit),
    )


MARKER_RULES = (
    MarkerRule(
        name="twice the nadir",
        markers=("CA19-9", "CEA"),
        words="More than 2 times the nadir and above the upper limit, confirmed by a "
        "second value at least 21 days later. Both numbers are settings.",
        risen=_doubled,
        confirming_days=None,
        needs_limit=True,
        source="Product choice",
        verify="No published criterion stands behind it",
    ),
    MarkerRule(
        name="PCWG3",
        markers=("PSA",),
        words="At least 25 % and at least 2 ng/mL above the nadir, confirmed by a "
        "second value at least 3 weeks later. A rise in the first 12 weeks of a line "
        "does not count.",
        risen=_pcwg3,
        confirming_days=21,
        settling_days=84,
        site=Site.PROSTATE,
        unit="ng/mL",
        source="Prostate Cancer Working Group 3, as openonco.info gives it "
        "(RF-PROSTATE-PSA-PROGRESSION); above the nadir: J Clin Oncol 2009;27:2450, "
        "table 2 (PMC2684851); 12 weeks: Working Group 2, "
        "abstract (PMC4010133, doi 10.1200/JCO.2007.12.4487)",
        verify="The papers themselves: the abstract says that early changes are not "
        "acted on without other evidence and that treatment goes on for at least 12 "
        "weeks",
    ),
    MarkerRule(
        name="GCIG",
        markers=("CA125",),
        words="At least 2 times the upper limit, or at least 2 times the nadir where "
        "no value of the line was within the limit, on 2 occasions at least 1 week "
        "apart.",
        risen=_gcig,
        confirming_days=7,
        needs_limit=True,
        source="Gynecologic Cancer InterGroup, as the vignette on GCIG criteria of "
        "pharmaverse admiralonco gives it; the first value dates it",
        verify="The paper itself; values after mouse antibodies, or within 28 days of "
        "a procedure on peritoneum or pleura, do not count there and do here",
    ),
    MarkerRule(
        name="IMWG",
        markers=("M-protein",),
        words="At least 25 % and at least 0.5 g/dL above the lowest value, or at least "
        "1 g/dL above one of 5 g/dL or more, in 2 assessments one after the other.",
        risen=_imwg,
        confirming_days=0,
        unit="g/dL",
        serum_only=True,
        source="International Myeloma Working Group, table 1 at "
        "ashpublications.net/view-large/7148891; 1 g/dL above 5 g/dL, and 2 "
        "assessments at any time: global.farydak.com, disease progression",
        verify="The paper itself: one copy has more than 0.5 g/dL (PMC9954856, table "
        "1). M-protein in urine, free light chains and marrow have criteria that are "
        "not applied",
    ),
)


def rule_of(marker: str) -> MarkerRule | None:
    """The rule of a marker by its usual name; None where it has none."""
    return next((rule for rule in MARKER_RULES if marker in rule.markers), None)
