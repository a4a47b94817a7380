"""Results beside their own limits, units and scales."""

from collections import defaultdict
from collections.abc import Iterator

from timeline.case.assay_vocabulary import ResultFlag, SpecimenType, sign_of
from timeline.case.records.result import Result
from timeline.clinical.catalogues.analytes import Analyte, find_analyte
from timeline.clinical.queries.query import Severity
from timeline.clinical.queries.rules.evidence import Evidence, few, named, sentence
from timeline.clinical.queries.rules.rule import (
    CHOICE,
    SDTMCHECKS,
    Match,
    Number,
    declared,
)
from timeline.clinical.units import convert

_POSSIBLE = {
    "haemoglobin": (2.0, 25.0),
    "albumin": (0.5, 7.0),
    "sodium": (90.0, 200.0),
    "potassium": (1.0, 12.0),
    "body temperature": (25.0, 45.0),
}
"""Values in the unit of the catalogue that a patient can have, drawn so widely that a
slip of the unit or of the decimal sign is meant. Product choice, verify."""
_OF_BLOOD = (None, SpecimenType.BLOOD, SpecimenType.SERUM, SpecimenType.PLASMA)
_WITH_UNIT = ("laboratory value", "tumour marker")
_AMOUNTS = ("laboratory value", "tumour marker", "vital sign", "score")
_ALL = 100.0
_SCORES = {"ECOG": set(range(6)), "Karnofsky": set(range(0, 101, 10))}
_SYSTOLIC, _DIASTOLIC = "systolic blood pressure", "diastolic blood pressure"
_Moment = tuple[str, str | None]
"""Date and time of day."""
_HIGH = (ResultFlag.HIGH, ResultFlag.CRITICAL_HIGH)
_LOW = (ResultFlag.LOW, ResultFlag.CRITICAL_LOW)
_UNIT = "Compare the value and its unit with the laboratory's report."


def _known(evidence: Evidence) -> Iterator[tuple[Result, Analyte, float]]:
    """Results with a number of what the catalogue knows."""
    for result in evidence.case.of_kind(Result):
        analyte = find_analyte(result.analyte)
        if analyte is not None and result.value is not None:
            yield result, analyte, result.value


@declared(
    "impossible-value",
    Severity.CONTRADICTION,
    Result,
    settle=_UNIT,
    source=f"{CHOICE}, verify: limits that no patient passes",
)
def impossible_value(evidence: Evidence) -> Iterator[Match]:
    """A value that no patient can have in its unit, such as haemoglobin 120 g/dL."""
    for result, analyte, value in _known(evidence):
        limits = _POSSIBLE.get(analyte.name)
        if limits is None or sign_of(result.comparator):
            continue
        if result.specimen not in _OF_BLOOD:
            continue
        usual = convert(value, result.unit or "", analyte.unit, analyte.name)
        if usual is not None and not limits[0] <= usual <= limits[1]:
            yield Match(
                (result.id,),
                f"{sentence(named(result))} is {usual:.4g} {analyte.unit}, which no "
                f"patient has ({limits[0]:g} to {limits[1]:g}).",
                field="value",
            )


@declared(
    "negative-value",
    Severity.CONTRADICTION,
    Result,
    settle=_UNIT,
    blocks=(Number.MARKERS,),
    source="an amount is not below zero",
)
def negative_value(evidence: Evidence) -> Iterator[Match]:
    """An amount below zero, such as a weight of -70 kg.

    Of what has limits that no patient passes, the rule on those asks.
    """
    for result, analyte, value in _known(evidence):
        amount = analyte.kind in _AMOUNTS and analyte.name not in _POSSIBLE
        if amount and value < 0:
            yield Match(
                (result.id,),
                f"{sentence(named(result))} is below zero.",
                field="value",
            )


@declared(
    "pressures-swapped",
    Severity.CONFLICT,
    Result,
    settle="Exchange the two values, or correct one.",
    source=f"{SDTMCHECKS}: vs_sbp_lt_dbp",
)
def pressures_swapped(evidence: Evidence) -> Iterator[Match]:
    """A diastolic blood pressure above every systolic one of the same time."""
    upper: dict[_Moment, list[tuple[Result, float]]] = defaultdict(list)
    lower: dict[_Moment, list[tuple[Result, float]]] = defaultdict(list)
    for result, analyte, value in _known(evidence):
        pressures = {_SYSTOLIC: upper, _DIASTOLIC: lower}.get(analyte.name)
        if pressures is not None and result.date.known:
            pressures[result.date.canonical, result.time].append((result, value))
    for moment, measured in lower.items():
        for low, value in measured:
            highest = max(upper[moment], key=lambda pair: pair[1], default=None)
            if highest is not None and value > highest[1]:
                yield Match(
                    (low.id, highest[0].id),
                    f"{sentence(named(low))} is above {named(highest[0])}.",
                    field="value",
                )


@declared(
    "over-100-percent",
    Severity.CONTRADICTION,
    Result,
    settle=_UNIT,
    source="a part is not larger than the whole",
)
def over_100_percent(evidence: Evidence) -> Iterator[Match]:
    """More than 100 % of what is counted as a part of a whole."""
    for result, analyte, value in _known(evidence):
        if analyte.unit == "%" and result.unit == "%" and value > _ALL:
            yield Match(
                (result.id,),
                f"{sentence(named(result))} is more than 100 %.",
                field="value",
            )


@declared(
    "score-off-scale",
    Severity.CONTRADICTION,
    Result,
    settle="Correct the score, or what was scored.",
    source="ECOG has grades 0 to 5, Karnofsky 0 to 100 in steps of 10",
)
def score_off_scale(evidence: Evidence) -> Iterator[Match]:
    """A performance status that its scale does not have."""
    for result, analyte, value in _known(evidence):
        scale = _SCORES.get(analyte.name)
        if scale is not None and value not in scale:
            yield Match(
                (result.id,),
                f"{sentence(named(result))}: {analyte.name} has no {value:g}.",
                field="value",
            )


@declared(
    "limits-swapped",
    Severity.CONTRADICTION,
    Result,
    settle="Exchange the limits, or correct one.",
    blocks=(Number.MARKERS,),
    source=f"{SDTMCHECKS}: lb_lbstnrlo_lbstnrhi",
)
def limits_swapped(evidence: Evidence) -> Iterator[Match]:
    """A lower limit above the upper limit."""
    for result in evidence.case.of_kind(Result):
        low, high = result.lower_limit, result.upper_limit
        if low is not None and high is not None and low > high:
            yield Match(
                (result.id,),
                f"{sentence(named(result))}: the lower limit {low:g} lies above the "
                f"upper limit {high:g}.",
                field="lower_limit",
            )


@declared(
    "flag-and-value",
    Severity.CONFLICT,
    Result,
    settle="Compare the value, the limits and the flag with the laboratory's report.",
    blocks=(Number.MARKERS,),
    source="the limits of the result itself",
)
def flag_and_value(evidence: Evidence) -> Iterator[Match]:
    """A flag that the value and the limits of the same result deny."""
    for result in evidence.case.of_kind(Result):
        if result.value is None or sign_of(result.comparator):
            continue
        low, high, value = result.lower_limit, result.upper_limit, result.value
        above = high is not None and value > high
        below = low is not None and value < low
        denied = (
            (result.flag is ResultFlag.NORMAL and (above or below))
            or (result.flag in _HIGH and high is not None and value <= high)
            or (result.flag in _LOW and low is not None and value >= low)
        )
        if denied:
            limits = " to ".join(f"{x:g}" for x in (low, high) if x is not None)
            yield Match(
                (result.id,),
                f"{sentence(named(result))} is flagged {result.flag}, and its limits "
                f"are {limits}.",
                field="flag",
            )


@declared(
    "unit-missing",
    Severity.MISSING,
    Result,
    settle="Enter the unit that the laboratory gives.",
    blocks=(Number.MARKERS,),
    source=f"{SDTMCHECKS}: lb_lbstresu",
)
def unit_missing(evidence: Evidence) -> Iterator[Match]:
    """Laboratory values and tumour markers without a unit, all of a case at once."""
    without = [
        result
        for result, analyte, _ in _known(evidence)
        if analyte.kind in _WITH_UNIT and not result.unit and analyte.unit != "1"
    ]
    if without:
        names = few(list(dict.fromkeys(result.analyte for result in without)))
        yield Match(
            tuple(result.id for result in without),
            f"No unit is recorded of {names}.",
            field="unit",
            about="case",
        )
