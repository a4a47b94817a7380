"""How a sheet may be read, as a format proposes it."""

from dataclasses import dataclass

from timeline.exchange.mapping import SheetMapping
from timeline.exchange.settling import MappingQuestion
from timeline.exchange.sheets import TableSheet


@dataclass(frozen=True, slots=True)
class SheetProposal:
    """How a sheet may be read, and what is open about that."""

    sheet: TableSheet
    mapping: SheetMapping
    questions: tuple[MappingQuestion, ...] = ()
