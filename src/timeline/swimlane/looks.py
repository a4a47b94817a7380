"""What a bar or a mark can mean, before any renderer gives it colour and shape."""

from enum import StrEnum, auto


class Certainty(StrEnum):
    """How well a bar or a mark is placed in time."""

    DAY = auto()
    MONTH = auto()  # month, quarter or year: the source names a calendar period
    WINDOW = auto()  # one day between two limits that the source gives
    FIXED = auto()  # undated: the orders leave it one place among the events
    ORDER = auto()  # undated: placed by its neighbours alone
    NARRATIVE = auto()  # undated: placed by the order of the sentences
    UNPLACED = auto()  # nothing limits it on at least one side


FIRM = frozenset((Certainty.DAY, Certainty.MONTH, Certainty.FIXED))
"""Certainties of a date that is stated, and of a place that is fixed: such a mark is
filled, any other hollow."""


class Tone(StrEnum):
    """What a bar or a mark means; a renderer gives each a colour and a pattern."""

    CHEMOTHERAPY = auto()
    ANTI_HER2 = auto()
    HER2_ADC = auto()
    ADC = auto()  # directed against anything else
    IMMUNOTHERAPY = auto()
    ANTI_ANGIOGENIC = auto()
    TARGETED = auto()
    HORMONAL = auto()
    RADIONUCLIDE = auto()
    GLUCOCORTICOID = auto()
    OTHER_DRUG = auto()
    RESPONSE = auto()
    DISEASE_CONTROL = auto()
    PROGRESSION = auto()
    SURGERY = auto()
    ABLATION = auto()
    RADIOTHERAPY = auto()
    PROCEDURE = auto()
    HER2_POSITIVE = auto()
    HER2_NEGATIVE = auto()
    HER2_OTHER = auto()
    ADVERSE_EVENT = auto()
    FINDING = auto()
    INTERRUPTION = auto()
    LINE = auto()
    CARE = auto()
    BENCHMARK = auto()
    FOLLOW_UP = auto()
    DEATH = auto()


DRUG_TONES = frozenset(
    (
        Tone.CHEMOTHERAPY,
        Tone.ANTI_HER2,
        Tone.HER2_ADC,
        Tone.ADC,
        Tone.IMMUNOTHERAPY,
        Tone.ANTI_ANGIOGENIC,
        Tone.TARGETED,
        Tone.HORMONAL,
        Tone.RADIONUCLIDE,
        Tone.GLUCOCORTICOID,
        Tone.OTHER_DRUG,
    )
)
"""What a bar of a drug may mean."""


class Shape(StrEnum):
    """Shape of a mark: the kind of event, never its colour alone."""

    SQUARE = "square"  # operation
    DIAMOND = "diamond"  # ablation
    STAR = "star"  # external radiotherapy
    HEXAGON = "hexagon"  # brachytherapy, seeds
    CROSS = "cross"  # other procedure, biopsy
    DOWN = "triangle down"  # progression
    UP = "triangle up"  # adverse event
    CIRCLE = "circle"  # test
    COMPLETE = "complete"  # response: complete
    PARTIAL = "partial"  # response: partial
    STABLE = "stable"  # stable disease
    NOT_EVALUABLE = "not evaluable"  # response or test; a response not confirmed
    ABSENT = "absent"  # looked for and not there
    RING = "ring"  # assessment without a category
    TICK = "tick"  # finding
    ARROW = "arrow"  # alive at follow-up
    DEATH = "death"  # death
    CELLS = "cells"  # cell therapy, transplantation
    BOX = "box"  # score: its label stands in it
    STROKE = "stroke"  # cycle: says only when


UNLABELLED = frozenset((Shape.BOX, Shape.STROKE))
"""Shapes beside which no label stands."""
