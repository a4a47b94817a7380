"""What an in-situ hybridisation result says: ratio, copies and breast ISH groups."""

from dataclasses import dataclass

from timeline.case.assay_vocabulary import IshProbe
from timeline.case.tumour_vocabulary import Site
from timeline.clinical.her2.terms import GASTRIC_SITES, Call, Her2Warning

POSITIVE_RATIO = 2.0
OPTIMAL_RATIO = 4.0
HIGH_COPIES = 6.0
LOW_COPIES = 4.0
POLYSOMY_CEP17 = 3.0
RATIO_TOLERANCE = 0.05
_ROUNDING = 1e-9
_GROUPS = {1: (True, (4, 6)), 2: (True, (0,)), 3: (False, (6,))}
_GROUPS |= {4: (False, (4,)), 5: (False, (0,))}
"""Per ASCO/CAP group: whether the ratio is 2.0 or more, and the bands of copies."""
_ALONE = {1: Call.POSITIVE, 5: Call.NEGATIVE}
"""Groups that say something without IHC (ASCO/CAP 2018)."""
_POLYSOMY = Her2Warning(
    "W-POLYSOMY",
    "The ratio is below 2.0, but more than 6.0 HER2 signals stand beside 3.0 or more "
    "of CEP17 per cell, as in polysomy 17: by rule F2b ISH is positive (verify).",
)
_HIDDEN_POLYSOMY = Her2Warning(
    "W-POLYSOMY",
    "Polysomy 17 can lower the ratio. The copies per cell, which would show it, are "
    "not recorded.",
)


@dataclass(frozen=True, slots=True)
class IshValues:
    """What was measured on one specimen by FISH or another ISH."""

    ratio: float | None = None
    """HER2 signals to CEP17 signals, as entered."""
    her2_copies: float | None = None
    """Mean HER2 signals per cell."""
    cep17_copies: float | None = None
    """Mean CEP17 signals per cell."""
    reported: Call | None = None
    """What the report concludes of this ISH test."""
    probe: IshProbe | None = None
    """Single or dual; None where it is not stated."""
    site: Site | None = None
    """Primary site, on which it depends what the numbers mean: the bands of a single
    probe are those of breast cancer, and F2b is a rule of gastric cancer."""

    @property
    def recorded(self) -> bool:
        """Whether there is anything of an ISH result."""
        return (
            self.ratio is not None
            or self.her2_copies is not None
            or self.reported is not None
        )

    @property
    def may_be_single(self) -> bool:
        """Whether one probe alone may have been used, as nothing shows a second."""
        if self.probe is not None:
            return self.probe is IshProbe.SINGLE
        return self.ratio is None and self.cep17_copies is None


@dataclass(frozen=True, slots=True)
class IshReading:
    """An ISH result read by its numbers, and by the report where there are none."""

    recorded: bool
    """Whether there is anything of an ISH result."""
    ratio: float | None
    """As entered, or worked out from the copies per cell."""
    call: Call | None
    """Rules F1, F2b, the dual-probe groups of breast cancer and the bands of a single
    probe; without a number that counts, as the report has it."""
    reported: Call | None
    """What the report concludes."""
    groups: frozenset[int]
    """Dual-probe groups (ASCO/CAP 2018) that the numbers allow; all five of them
    where there are no numbers."""
    flags: tuple[str, ...]
    """`F1`, `F2` from a ratio of 4.0, and `F2b`."""
    warnings: tuple[Her2Warning, ...]


def read_ish(values: IshValues) -> IshReading:
    """Read an ISH result.

    Rule F1: a ratio of 2.0 or more is ISH-positive (gastric guideline). Rule F2: 4.0
    is the cut-off that two studies of gastric cancer found best for predicting
    response to trastuzumab; it is shown as a flag and is no rule of positivity. Rule
    F2b: in gastric cancer, a ratio below 2.0 with 3.0 or more CEP17 and more than 6.0
    HER2 signals per cell is positive (CAP/ASCP/ASCO 2016, from memory: verify). Rule
    F3: polysomy 17 can hide an amplification from the ratio.

    A single probe has no ratio: in breast cancer 6.0 copies or more are positive, fewer
    than 4.0 negative, and between them nothing is said without IHC (ASCO/CAP 2018).
    Two probes there are read by their group, not by the ratio alone: group 1 is
    positive, group 5 negative, and groups 2 to 4 say nothing without IHC.

    Returns:
        The reading; no call where neither a number that counts nor a conclusion is
        recorded, and all groups that the numbers allow. Groups: ASCO/CAP 2018.
    """
    ratio = _ratio(values)
    by_ratio = None
    if ratio is not None:
        by_ratio = Call.POSITIVE if ratio >= POSITIVE_RATIO else Call.NEGATIVE
    flags: tuple[str, ...] = ("F1",) if by_ratio is Call.POSITIVE else ()
    if ratio is not None and ratio >= OPTIMAL_RATIO:
        flags += ("F2",)
    polysomic = _amplified_despite_ratio(values, ratio)
    if polysomic:
        by_ratio, flags = Call.POSITIVE, ("F2b",)
    return IshReading(
        recorded=values.recorded,
        ratio=ratio,
        call=_call(values, by_ratio),
        reported=values.reported,
        groups=_groups(ratio, values.her2_copies),
        flags=flags,
        warnings=(_POLYSOMY,) if polysomic else _warnings(values, by_ratio),
    )


def _amplified_despite_ratio(values: IshValues, ratio: float | None) -> bool:
    """Rule F2b. Where CEP17 is not recorded, it follows from ratio and HER2 copies."""
    copies = values.her2_copies
    if values.site not in GASTRIC_SITES or ratio is None or copies is None:
        return False
    cep17 = values.cep17_copies or copies / ratio
    return ratio < POSITIVE_RATIO and cep17 >= POLYSOMY_CEP17 and copies > HIGH_COPIES


def _call(values: IshValues, by_ratio: Call | None) -> Call | None:
    if by_ratio is not None and values.site is not Site.BREAST:
        return by_ratio
    groups = _groups(_ratio(values), values.her2_copies)
    if len(groups) == 1 and values.probe is not IshProbe.SINGLE:
        return _ALONE.get(min(groups))
    copies = values.her2_copies
    single = values.probe is IshProbe.SINGLE and values.site is Site.BREAST
    if not single or copies is None:
        return values.reported
    if copies >= HIGH_COPIES:
        return Call.POSITIVE
    return Call.NEGATIVE if copies < LOW_COPIES else None


def _ratio(values: IshValues) -> float | None:
    return values.ratio if values.ratio is not None else _computed_ratio(values)


def _computed_ratio(values: IshValues) -> float | None:
    if values.her2_copies is None or not values.cep17_copies:
        return None
    return values.her2_copies / values.cep17_copies


def _groups(ratio: float | None, copies: float | None) -> frozenset[int]:
    high = None if ratio is None else ratio >= POSITIVE_RATIO
    band = None if copies is None else max(b for b in (0, 4, 6) if copies >= b)
    return frozenset(
        group
        for group, (group_high, bands) in _GROUPS.items()
        if high in (None, group_high) and (band is None or band in bands)
    )


def _warnings(values: IshValues, by_ratio: Call | None) -> tuple[Her2Warning, ...]:
    warnings = []
    computed = _computed_ratio(values)
    if values.ratio is not None and computed is not None:
        gap = abs(values.ratio - computed)
        if gap > RATIO_TOLERANCE + _ROUNDING:
            message = (
                "The entered ratio differs by more than 0.05 from the ratio of the "
                f"copies per cell, which is {computed:.2f}."
            )
            warnings.append(Her2Warning("W-RATIO", message))
    if by_ratio is Call.NEGATIVE and values.her2_copies is None:
        warnings.append(_HIDDEN_POLYSOMY)
    return tuple(warnings)
