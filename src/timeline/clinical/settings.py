"""Every choice that has no single right answer, with the default and its reason.

Published work defines lines of therapy, progression-free survival and time to next
treatment in more than one way. Results name the choice that they were computed with.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from timeline.case.locale import DateOrder, DecimalSign, Locale
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


class ProgressionChoice(StrEnum):
    """Which recorded progressions end survival without progression."""

    ANY = "any recorded"
    NOT_CLINICAL = "any recorded but clinical"
    RECIST = "RECIST 1.1"
    RECIST_OR_CLINICAL = "RECIST 1.1 or clinical"
    IRECIST = "iRECIST"
    IRECIST_OR_CLINICAL = "iRECIST or clinical"


def described(title: str, text: str, unit: str = "") -> dict[str, str]:
    """What a person reads of a setting or an option, wherever it can be chosen.

    Args:
        title: What a list or a form calls it.
        text: What it does; of a rule, with its source.
        unit: Unit of a number.
    """
    return {"title": title, "help": text, "unit": unit}


@dataclass(frozen=True, slots=True)
class Settings:
    """Choices for computing lines, endpoints and marker metrics, and for typing."""

    index_event: IndexEvent = field(
        default=IndexEvent.DIAGNOSIS,
        metadata=described(
            "Survival counts from",
            "Start of overall survival and follow-up. Without a dated diagnosis, the "
            "first operation takes its place and the result says so.",
        ),
    )
    censor_rule: CensorRule = field(
        default=CensorRule.FDA,
        metadata=described(
            "A new line before progression",
            "A new line before progression; convention of the two agencies, verify.",
        ),
    )
    progression_choice: ProgressionChoice = field(
        default=ProgressionChoice.ANY,
        metadata=described(
            "Progression that ends progression-free survival",
            "By which criterion it was judged; time to progression, duration of "
            "response and whatever else ends with progression follow. By iRECIST, "
            "iUPD counts only when confirmed, from the first iUPD (Lancet Oncol "
            "2017;18:e143). A marker alone never counts (RECIST 1.1, section 4.3.3). "
            "Under one criterion alone, a line that was stopped for progression "
            "without a record of it is censored (FDA guidance on endpoints for cancer "
            "drugs, verify). Lines are numbered by any progression.",
        ),
    )
    assessment_interval_days: int | None = field(
        default=None,
        metadata=described(
            "Planned interval between assessments",
            "Death more than twice this after the last assessment or the first dose, "
            "whichever is later, comes after two or more missed ones: censored in FDA "
            "style, an event in EMA style (verify). Off: no schedule is recorded, and "
            "death is an event in both.",
            "days",
        ),
    )
    local_therapy_censors: bool = field(
        default=False,
        metadata=described(
            "Local therapy censors progression-free survival",
            "Whether local therapy without declared progression censors progression-"
            "free survival at the last assessment before it. Product choice: it does "
            "not.",
        ),
    )
    ttnt_counts_death: bool = field(
        default=True,
        metadata=described(
            "Death ends the time to next treatment",
            "Whether death ends the time to next treatment. Product choice: it does.",
        ),
    )
    minimum_stable_days: int | None = field(
        default=None,
        metadata=described(
            "Least duration of stable disease",
            "Days after which stable disease counts as such; protocols often ask for "
            "6 to 8 weeks. Off: any stable disease counts.",
            "days",
        ),
    )
    baseline_days: int | None = field(
        default=28,
        metadata=described(
            "A baseline lies before the first dose by at most",
            "An older scan is no baseline for responses by measurement (RECIST 1.1: "
            "never more than four weeks). Off: the last scan before the first dose is "
            "the baseline, however old it is.",
            "days",
        ),
    )
    confirmation_days: int = field(
        default=28,
        metadata=described(
            "A response is confirmed after",
            "CR and PR are confirmed by a second scan that shows them at least this "
            "much later (RECIST 1.1, section 4.6: four weeks). So is progression by "
            "iRECIST (Lancet Oncol 2017;18:e143).",
            "days",
        ),
    )
    unconfirmed_counts: bool = field(
        default=True,
        metadata=described(
            "A response counts before it is confirmed",
            "Whether CR and PR that were not confirmed are a best response. If not, "
            "they count as SD, as trials without a control group ask for whose main "
            "endpoint is response (RECIST 1.1, section 4.6 and table 3).",
        ),
    )
    clinical_benefit_weeks: int | None = field(
        default=None,
        metadata=described(
            "Stable disease that is clinical benefit",
            "Weeks of stable disease that count as clinical benefit, in trials 16 or "
            "24. Off: no clinical benefit is computed, because no definition was "
            "chosen.",
            "weeks",
        ),
    )
    regimen_window_days: int = field(
        default=28,
        metadata=described(
            "Drugs of one regimen start within",
            "Drugs that start this soon after the first one belong to the same "
            "regimen (algorithm in PMC8548977, table 5).",
            "days",
        ),
    )
    restart_gap_days: int = field(
        default=120,
        metadata=described(
            "Gap after which the same drugs are a new line",
            "A longer gap before the same drugs makes a new line (the algorithm in "
            "PMC8548977 uses 120 and, for lung cancer, 180 days).",
            "days",
        ),
    )
    perioperative_is_one_line: bool = field(
        default=True,
        metadata=described(
            "Blocks around one operation are one line",
            "Whether blocks before and after one operation are one line. Product "
            "choice.",
        ),
    )
    addition_starts_line: bool = field(
        default=True,
        metadata=described(
            "An added drug starts a line",
            "Whether a drug added after the window, without progression, starts a "
            "line. Product choice: it does, and the line is flagged.",
        ),
    )
    toxicity_switch_starts_line: bool = field(
        default=True,
        metadata=described(
            "A switch after toxicity starts a line",
            "Whether another regimen after toxicity, without progression, starts a "
            "line. Product choice: it does, and the line is flagged; some frameworks "
            "disagree.",
        ),
    )
    curative_counts_as_first_line: bool = field(
        default=False,
        metadata=described(
            "(Neo)adjuvant therapy can count as a line",
            "Whether (neo)adjuvant therapy counts as a palliative line when the "
            "disease comes back soon after it ends (trial convention, as in "
            "NCT04826107).",
        ),
    )
    early_relapse_months: int = field(
        default=6,
        metadata=described(
            "Early relapse comes within",
            "How soon that is, in months.",
            "months",
        ),
    )
    class_free_days: int = field(
        default=30,
        metadata=described(
            "Anti-HER2-free interval is flagged beyond",
            "The anti-HER2-free interval is flagged when it is longer than this.",
            "days",
        ),
    )
    marker_baseline_days: int = field(
        default=28,
        metadata=described(
            "Marker baseline lies before the first dose by at most",
            "A marker value this soon before the first dose is the baseline of a "
            "line. Product choice.",
            "days",
        ),
    )
    ca19_9_upper_limit: float = field(
        default=37.0,
        metadata=described(
            "Upper limit of CA19-9 where none is stated",
            "Upper limit in U/mL where a result states none; laboratories use 34 to "
            "37.",
            "U/mL",
        ),
    )
    marker_progression_fold: float = field(
        default=2.0,
        metadata=described(
            "Progression of CA19-9 and CEA above the nadir",
            "CA19-9 and CEA count as risen above this multiple of their lowest value. "
            "Product choice; never a response category. Other markers have published "
            "rules or none.",
            "times",
        ),
    )
    marker_confirmation_days: int = field(
        default=21,
        metadata=described(
            "Confirming value of CA19-9 and CEA comes after",
            "The second, confirming value comes at least this much later. Product "
            "choice. Other markers have published rules or none.",
            "days",
        ),
    )
    marker_critical_percent: float = field(
        default=40.0,
        metadata=described(
            "Marker change beyond variation",
            "A smaller change may be assay and biological variation (Clin Chem "
            "1999;45:54-61).",
            "%",
        ),
    )
    lost_after_days: int = field(
        default=457,
        metadata=described(
            "Lost to follow-up after",
            "Days since the last sign of life after which a living patient counts as "
            "lost to follow-up, where the source does not say so itself. Product "
            "choice: 15 months of 30.4375 days, after which the Commission on Cancer "
            "calls follow-up overdue (from memory, verify).",
            "days",
        ),
    )
    biliary_her2_rules: Her2RuleSet = field(
        default=Her2RuleSet.HERB,
        metadata=described(
            "HER2 positivity in biliary cancer",
            "Definition of HER2 positivity in biliary tract cancer, which has no "
            "standard of its own. HERB's criteria, IHC 3+ or IHC 2+ with ISH "
            "amplification, are shared by most of the definitions. Breast and gastric "
            "rules follow from the primary site.",
        ),
    )
    her2_concordance_days: int = field(
        default=90,
        metadata=described(
            "HER2 tests are compared within",
            "Two HER2 tests are called concordant or discordant only if their "
            "specimens lie no further apart than this, with no drug against HER2 "
            "between them; otherwise a difference is a change. Product choice.",
            "days",
        ),
    )
    date_order: DateOrder = field(
        default=DateOrder.ASK,
        metadata=described(
            "A date such as 03/04/2024",
            "What stands first where people type a date that could be either way "
            "round. Ask: both are named, and the person writes which.",
        ),
    )
    decimal_sign: DecimalSign = field(
        default=DecimalSign.ASK,
        metadata=described(
            "Sign before decimals",
            "What 1.050 and 1,234 are where people type them: the other sign groups "
            "thousands. Ask: both numbers are named, and the person writes which.",
        ),
    )

    @property
    def locale(self) -> Locale:
        """How dates and numbers are typed."""
        return Locale(self.date_order, self.decimal_sign)


OF_ENTRY = frozenset({"date_order", "decimal_sign"})
"""Settings that are about typing: no result depends on them."""
DEFAULTS = Settings()
