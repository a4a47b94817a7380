"""How a stated stage compares with the groups that follow from TNM.

A stage stated without its subdivision, such as III for IIIB, says less and contradicts
nothing. A stage of another system than TNM is not compared.
"""

import re
from enum import StrEnum

from timeline.case.records.diagnosis import Diagnosis
from timeline.case.tumour_vocabulary import StageSystem
from timeline.clinical.stage_tables import ANATOMIC

_ROMAN = {"1": "I", "2": "II", "3": "III", "4": "IV"}
_FINER = re.compile(r"[A-D]\d?|\d|IS")


class StageAgreement(StrEnum):
    """How the stated group compares with the computed ones."""

    AGREES = "agrees"
    POSSIBLE = "possible"  # one of several groups that the categories allow
    BROADER = "broader"  # without the subdivision that the categories give
    DIFFERS = "differs"
    NOT_COMPARABLE = "not comparable"


def agreement_of(diagnosis: Diagnosis, groups: tuple[str, ...]) -> StageAgreement:
    """Compare the stage that a diagnosis states with its computed groups.

    Args:
        diagnosis: It may state no stage, or one of another system.
        groups: Possible groups; empty where none can be computed.
    """
    other = diagnosis.stage_system not in (None, StageSystem.TNM)
    if not diagnosis.stage_stated or not groups or other:
        return StageAgreement.NOT_COMPARABLE
    stated, computed = _plain(diagnosis.stage_stated), [_plain(g) for g in groups]
    if stated in computed:
        single = len(groups) == 1
        return StageAgreement.AGREES if single else StageAgreement.POSSIBLE
    if any(_finer(group, stated) for group in computed):
        return StageAgreement.BROADER
    prognostic = diagnosis.site in ANATOMIC  # the stated one may be
    return StageAgreement.NOT_COMPARABLE if prognostic else StageAgreement.DIFFERS


def _plain(stage: str) -> str:
    """A stage in capitals and Roman numerals: `IIIB` of `stage 3b` or `ypIIIB`."""
    word = re.sub(r"stage|[\s.]", "", stage, flags=re.IGNORECASE)
    word = re.sub(r"^[acpry]+(?=[0-4I])", "", word).upper()
    return re.sub(r"^[1-4]", lambda digit: _ROMAN[digit[0]], word)


def _finer(group: str, stated: str) -> bool:
    rest = group.removeprefix(stated)
    return rest != group and _FINER.fullmatch(rest) is not None
