"""Which way round dates are written, and which sign stands before decimals.

`03/04/2024` and `1.050` have two readings each. A registry may say once which of them
its people mean; as long as it has not, the readers of dates and numbers give both.
"""

from dataclasses import dataclass
from enum import StrEnum


class DateOrder(StrEnum):
    """What stands first in a date such as `03/04/2024`."""

    ASK = "ask"
    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"


class DecimalSign(StrEnum):
    """What stands before the decimals; the other one groups thousands."""

    ASK = "ask"
    POINT = "point"
    COMMA = "comma"


@dataclass(frozen=True, slots=True)
class Locale:
    """How a registry's people write dates and numbers.

    It decides only between two readings. A text that has one is read the same in
    every locale, and what a case file holds never depends on it.
    """

    date_order: DateOrder = DateOrder.ASK
    decimal_sign: DecimalSign = DecimalSign.ASK


ASK = Locale()
"""Nothing is said: what has two readings is asked about."""
