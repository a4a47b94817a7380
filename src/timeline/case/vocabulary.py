"""The words a field may hold, apart from those of tumours, treatment, assays, response.

A member's value is what stands in files, in the database and on the screen, so that
there is one spelling everywhere. A field that may be unknown holds None; no
vocabulary has a member that stands for "not stated".
"""

from enum import StrEnum


class Confidence(StrEnum):
    """How a fact or an order is known."""

    STATED = "stated"  # the source says so in words
    FIGURE = "figure"  # the source shows it in a figure or its legend
    NARRATIVE = "narrative"  # only the order of the sentences suggests it
    ASSUMED = "assumed"  # whoever entered it judged it so and answers for it


class Sex(StrEnum):
    """Sex as recorded by the source."""

    FEMALE = "female"
    MALE = "male"
    INTERSEX = "intersex"


class Answer(StrEnum):
    """Yes or no, where "not asked" is left empty."""

    YES = "yes"
    NO = "no"


class BackgroundKind(StrEnum):
    """What belongs to a patient apart from the course of this disease."""

    COMORBIDITY = "comorbidity"
    PREVIOUS_CANCER = "previous cancer"
    FAMILY = "family history"
    SMOKING = "smoking"
    ALCOHOL = "alcohol"
    EXPOSURE = "exposure"
    ALLERGY = "allergy"
    REPRODUCTIVE = "reproductive history"
    OTHER = "other"


class EventSeverity(StrEnum):
    """Severity in words, where no grade is given."""

    MILD = "mild"
    MODERATE = "moderate"
    SEVERE = "severe"
    LIFE_THREATENING = "life-threatening"
    FATAL = "fatal"


class EventOutcome(StrEnum):
    """How an adverse event ended (ICH E2B)."""

    RECOVERED = "recovered"
    RECOVERING = "recovering"
    NOT_RECOVERED = "not recovered"
    SEQUELAE = "recovered with sequelae"
    FATAL = "fatal"


class Causality(StrEnum):
    """Whether a cause is held to have brought an adverse event about (WHO-UMC)."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    UNLIKELY = "unlikely"
    RELATED = "related"  # the source does not say how surely
    NOT_RELATED = "not related"


class DeathCause(StrEnum):
    """What a patient died of, in the classes that trials count."""

    CANCER = "this cancer"
    TREATMENT = "treatment"
    OTHER_CANCER = "another cancer"
    OTHER = "another cause"


class CtcaeVersion(StrEnum):
    """Edition of the adverse event criteria."""

    V3 = "3.0"
    V4 = "4.0"
    V4_03 = "4.03"
    V5 = "5.0"
    V6 = "6.0"


class ActionTaken(StrEnum):
    """What was done with the drug because of an adverse event."""

    NONE = "dose not changed"
    REDUCED = "dose reduced"
    INTERRUPTED = "interrupted"
    STOPPED = "stopped"


class FindingKind(StrEnum):
    """Kinds of finding."""

    IMAGING = "imaging"
    PATHOLOGY = "pathology"
    BIOMARKER = "biomarker"
    LABORATORY = "laboratory"
    CARE = "care"


class VitalStatus(StrEnum):
    """Vital status at a follow-up."""

    ALIVE = "alive"
    DEAD = "dead"
    LOST = "lost to follow-up"


class Quantity(StrEnum):
    """A duration or outcome that a source reports as a number."""

    OVERALL_SURVIVAL = "overall survival"
    PROGRESSION_FREE = "progression-free survival"
    DISEASE_CONTROL = "disease control"
    TIME_ON_TREATMENT = "time on treatment"
    RESPONSE_DURATION = "duration of response"
    DISEASE_FREE = "disease-free survival"
    FOLLOW_UP = "follow-up"


class DurationUnit(StrEnum):
    """Unit of a reported duration."""

    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


class QueryState(StrEnum):
    """What a person did with a query."""

    ANSWERED = "answered"
    DISMISSED = "dismissed"
