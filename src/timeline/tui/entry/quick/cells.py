"""Reads cell therapy and transplantation."""

from timeline.case.records.cell_therapy import CellTherapy
from timeline.case.treatment_vocabulary import CellTherapyKind
from timeline.tui.entry.quick.adverse_events import take_drug
from timeline.tui.entry.quick.dates import take_date
from timeline.tui.entry.quick.reading import Fact, filled
from timeline.tui.entry.quick.unread import Unread
from timeline.tui.entry.quick.words import any_of, meaning

_KINDS = {kind.value.casefold(): kind.value for kind in CellTherapyKind} | {
    "car-t": CellTherapyKind.CAR_T.value,
    "tcr-t": CellTherapyKind.TCR_T.value,
    "til therapy": CellTherapyKind.TIL.value,
    "donor lymphocyte infusion": CellTherapyKind.LYMPHOCYTES.value,
    "dli": CellTherapyKind.LYMPHOCYTES.value,
    "liver transplantation": CellTherapyKind.ORGAN.value,
}
for _cells in ("stem cell transplantation", "stem cell transplant", "sct", "hsct"):
    _KINDS[_cells] = CellTherapyKind.TRANSPLANTATION.value
    for _whose, _kind in (
        ("autologous", CellTherapyKind.AUTOLOGOUS),
        ("auto", CellTherapyKind.AUTOLOGOUS),
        ("allogeneic", CellTherapyKind.ALLOGENEIC),
        ("allo", CellTherapyKind.ALLOGENEIC),
    ):
        _KINDS[f"{_whose} {_cells}"] = _kind.value
del _KINDS["other"]
_KIND = any_of(_KINDS)


def cell_therapy(text: str) -> Fact | None:
    """Read a line such as `CAR-T cilta-cel 3.2024` or `auto-SCT 5.2020`."""
    unread = Unread(text)
    kind = unread.only(_KIND)
    if kind is None:
        return None
    forms = filled(
        CellTherapy,
        date=take_date(unread),
        type=meaning(_KINDS, kind),
        product=take_drug(unread),
    )
    return Fact(forms, unread.left_over)
