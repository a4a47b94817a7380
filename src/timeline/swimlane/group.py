"""The groups of lanes, apart from the model, which takes longer to load."""

from enum import StrEnum, auto


class Group(StrEnum):
    """Groups of lanes, in the order in which they are drawn."""

    STATUS = auto()
    SYSTEMIC = auto()
    LOCAL = auto()
    LESIONS = auto()
    HER2 = auto()
    ADVERSE = auto()
    FINDINGS = auto()
    CARE = auto()
