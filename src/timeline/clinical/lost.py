"""Whether a patient is lost to follow-up on a day.

Apart from the rest of a case's state, so that a list can be drawn before the rules are
loaded.
"""

import datetime as dt


def is_lost(
    lost_from: int | None, perhaps_lost_from: int | None, today: dt.date
) -> bool | None:
    """Whether a patient is lost to follow-up today; None where the dates allow both.

    Args:
        lost_from: See `CaseState.lost_from`.
        perhaps_lost_from: See `CaseState.perhaps_lost_from`.
        today: The day of asking.
    """
    day = today.toordinal()
    if lost_from is not None and lost_from <= day:
        return True
    if perhaps_lost_from is not None:
        return None if perhaps_lost_from <= day else False
    return None
