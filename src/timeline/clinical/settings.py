"""Every choice that has no single right answer, with the default and its reason.

Published work defines lines of therapy, progression-free survival and time to next
treatment in more than one way. Results name the choice that they were computed with.
"""

from dataclasses import dataclass
from enum import StrEnum

from timeline.clinical.her2.terms import Her2RuleSet


class IndexEvent(StrEnum):
    """What survival and follow-up are counted from."""

    DIAGNOSIS = "histological diagnosis"
    FIRST_OPERATION = "first operation"
    FIRST_SYSTEMIC = "first systemic therapy"
    FIRST_PALLIATIVE = "first palliative line"


class CensorRule(StrEnum):
    """What a new line that starts before progression does to survival without it."""

    FDA = "FDA style (verify): censored at the last assessment before the new line"
    EMA = "EMA style (verify): a new line is ignored"


@dataclass(frozen=True, slots=True)
class Settings:
    """Choices for computing lines, endpoints and marker metrics."""

    index_event: IndexEvent = IndexEvent.DIAGNOSIS
    """Start of overall survival and follow-up. Without a dated diagnosis, the first
    operation takes its place and the result says so."""
    censor_rule: CensorRule = CensorRule.FDA
    """A new line before progression; convention of the two agencies, verify."""
    local_therapy_censors: bool = False
    """Whether local therapy without declared progression censors progression-free
    survival at the last assessment before it. Product choice: it does not."""
    ttnt_counts_death: bool = True
    """Whether death ends the time to next treatment. Product choice: it does."""
    minimum_stable_days: int | None = None
    """Days after which stable disease counts as such; protocols often ask for 6 to 8
    weeks. None: any stable disease counts."""
    clinical_benefit_weeks: int | None = None
    """Weeks of stable disease that count as clinical benefit, in trials 16 or 24.
    None: no clinical benefit is computed, because no definition was chosen."""
    regimen_window_days: int = 28
    """Drugs that start this soon after the first one belong to the same regimen
    (algorithm in PMC8548977, table 5)."""
    restart_gap_days: int = 120
    """A longer gap before the same drugs makes a new line (the algorithm in
    PMC8548977 uses 120 and, for lung cancer, 180 days)."""
    perioperative_is_one_line: bool = True
    """Whether blocks before and after one operation are one line. Product choice."""
    addition_starts_line: bool = True
    """Whether a drug added after the window, without progression, starts a line.
    Product choice: it does, and the line is flagged."""
    toxicity_switch_starts_line: bool = True
    """Whether another regimen after toxicity, without progression, starts a line.
    Product choice: it does, and the line is flagged; some frameworks disagree."""
    curative_counts_as_first_line: bool = False
    """Whether (neo)adjuvant therapy counts as a palliative line when the disease comes
    back soon after it ends (trial convention, as in NCT04826107)."""
    early_relapse_months: int = 6
    """How soon that is, in months."""
    class_free_days: int = 30
    """The anti-HER2-free interval is flagged when it is longer than this."""
    marker_baseline_days: int = 28
    """A marker value this soon before the first dose is the baseline of a line.
    Product choice."""
    ca19_9_upper_limit: float = 37.0
    """Upper limit in U/mL where a result states none; laboratories use 34 to 37."""
    marker_progression_fold: float = 2.0
    """A marker is flagged as rising above this multiple of its lowest value. Product
    choice; a flag and never a response category."""
    marker_confirmation_days: int = 21
    """The second, confirming value comes at least this much later. Product choice."""
    marker_critical_percent: float = 40.0
    """A smaller change may be assay and biological variation (Clin Chem
    1999;45:54-61)."""
    lost_after_days: int = 457
    """Days without any dated record after which a living patient counts as lost to
    follow-up, where the source does not say so itself. Product choice: 15 months of
    30.4375 days, after which the Commission on Cancer calls follow-up overdue (from
    memory, verify)."""
    biliary_her2_rules: Her2RuleSet = Her2RuleSet.HERB
    """Definition of HER2 positivity in biliary tract cancer, which has no standard of
    its own. HERB's criteria, IHC 3+ or IHC 2+ with ISH amplification, are shared by
    most of the definitions. Breast and gastric rules follow from the primary site."""


DEFAULTS = Settings()
