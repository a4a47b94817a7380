"""The whole published case, entered by keyboard through the screens."""

import time
from collections import Counter
from collections.abc import Mapping

import pytest

from effort import IN_FULL, proof
from timeline.case.case import Case
from timeline.case.points import resolve
from timeline.case.record import Entry
from timeline.case.records.bookkeeping import Order, Source
from timeline.case.records.therapy import DrugCourse
from timeline.registry import Registry
from timeline.tui.screens.first_start import FirstStartScreen
from timeline.tui.screens.patient import PatientScreen
from tui.conftest import Fill
from tui.entry_steps import Hand
from tui.nurse import Nurse

MOST_KEYS = 2_650
"""Ceiling for the whole case without its notes; docs/entry.md states the figure."""
READING = ("Case", "Intro", "Discussion", "Figure")
"""The parts of the report in the order in which they are read."""
QUICK = {
    "e05-first-operation": "9.17 hepatic resection; cholecystectomy; lymphadenectomy",
    "e10-second-operation": "3.19 second hepatectomy",
    "e28-cyberknife": "1.22 CyberKnife radiosurgery",
    "e02-ca19-9": "CA199 1200 U/mL",
    "e03-ct-liver": "ct reduced liver density",
    "e04-pet-ct": "pet-ct metabolically active lesions in hepatic segments",
    "e14-ct-adrenal": "3.20 ct new right adrenal metastasis",
    "e22-ct-after-cryoablation": "2.21 ct lesion smaller and less dense",
    "e29-ct-after-cyberknife": "2.22 ct radiation-induced changes around the lesion",
    "e32-ct-after-seeds": "3.23 ct seeds lie within the tumour",
    "e15-pd-on-as": "pd",
    "e23-pd-adrenal": "pd",
    "e25-sd-on-dp303c": "sd",
    "e30-pd-adrenal": "pd",
    "e35-sd-on-combination": "sd",
    "e38-sd-maintained": "sd",
    "e07-ihc-2017": "9.17 ihc positive liver metastasis",
    "e11-ihc-2019": "3.19 ihc positive recurrent liver metastasis",
    "e36-pneumonitis": "g2 interstitial pneumonitis pembrolizumab",
    "e17-trastuzumab-pyrotinib": (
        "5.20..8.21 trastuzumab 6 mg/kg q3w + pyrotinib 400 mg daily"
    ),
}
"""Lines of quick entry by the id of the record that they begin."""


def _plan(case: Case) -> list[Entry]:
    """The records as a person meets them who reads the report once, part by part."""
    rest = (Source, Order, DrugCourse)
    kinds = list(dict.fromkeys(entry.kind for entry in case.records))
    found = [r for r in case.records if not isinstance(r, rest)]
    return sorted(found, key=lambda r: (*_read_at(r), kinds.index(r.kind), r.id))


def _read_at(record: Entry) -> tuple[int, str]:
    place = str(getattr(record, "locator", ""))
    part = next(n for n, name in enumerate(READING) if place.startswith(name))
    return part, place


async def _enter(nurse: Nurse, case: Case) -> None:
    await nurse.hand.press("a")
    patient = case.patient
    await nurse.fill(patient, skip=("source", "locator", "confidence"))
    await nurse.hand.screen(PatientScreen)
    await nurse.enter(case.of_kind(Source), {})
    await nurse.hand.screen(PatientScreen)
    await nurse.hand.press("p")
    await nurse.fill(patient)
    await nurse.enter(_plan(case), QUICK)
    left = sorted(nurse.left, key=lambda order: str(order.locator))
    await nurse.enter(left, {})
    await nurse.hand.screen(PatientScreen)


def _renamed(case: Case, ids: Mapping[str, str]) -> dict[str, Entry]:
    """The records of a case under other ids, orders under their two points.

    An order's own id is made of its points, and a bare id means a record's first date.
    """
    found: dict[str, Entry] = {}
    for entry in case.entries:
        values = entry.values() | {"id": ids.get(entry.id, entry.id)}
        for name, target in entry.references().items():
            values[name] = ids.get(target, target)
        if isinstance(entry, Order):
            ends = [resolve(case, end) or "" for end in (entry.earlier, entry.later)]
            earlier, later = (_renamed_point(end, ids) for end in ends)
            values |= {"id": "order", "earlier": earlier, "later": later}
            found[f"{earlier} {later}"] = Order.model_validate(values)
        else:
            found[values["id"]] = type(entry).model_validate(values)
    return found


def _renamed_point(point: str, ids: Mapping[str, str]) -> str:
    record_id, dot, field = point.partition(".")
    return f"{ids.get(record_id, record_id)}{dot}{field}"


def _uses(hand: Hand) -> str:
    """What the keys were for, the most first, by use and by kind of record."""
    uses: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    for (kind, use), count in hand.spent.items():
        uses[use] += count
        kinds[kind] += 0 if use == "notes" else count
    said = (f"{name} {n}" for found in (uses, kinds) for name, n in found.most_common())
    return ", ".join(said)


def _beginning(case: Case) -> Case:
    """A few records of each way of entering, one of them with notes."""
    ids = {"case-report", "e12-gp", "e12-cisplatin", "e12-gemcitabine"}
    ids |= {"e05-first-operation", "e10-second-operation", "e02-ca19-9"}
    ids |= {"lesion-liver-recurrence"}
    orders = {
        order.id
        for order in case.orders
        if {order.earlier, order.later.partition(".")[0]} <= ids
    }
    kept = (record for record in case.records if record.id in ids | orders)
    brief = (r if r.id == "e12-gp" else r.changed(notes="") for r in kept)
    return Case(case.patient.changed(notes=""), tuple(brief))


@proof
async def test_the_case_is_entered_by_keyboard(
    app_with: Fill, cases: dict[str, Case], capsys: pytest.CaptureFixture[str]
) -> None:
    case = cases["GBC-90"] if IN_FULL else _beginning(cases["GBC-90"])
    app = app_with([])
    began = time.process_time()
    async with app.run_test(size=(80, 24)) as pilot:
        hand = Hand(pilot)
        await hand.screen(FirstStartScreen)
        nurse = Nurse(hand, case)
        await _enter(nurse, case)
    with Registry.open(app._place) as registry:
        stored = registry.case("GBC-90")
    assert _renamed(stored, {}) == _renamed(case, nurse.ids)
    assert len(stored.entries) == len(case.entries)
    notes = sum(n for (_, use), n in hand.spent.items() if use == "notes")
    keys, minutes = hand.keys - notes, (hand.keys - notes) / 200
    with capsys.disabled():
        print(  # noqa: T201
            f"\n{len(case.entries)} records: {keys} keystrokes and {notes} "
            f"in notes; without notes {minutes:.1f} minutes at 200 a minute, with them "
            f"{hand.keys / 200:.1f} (computed; nobody was timed). "
            f"{time.process_time() - began:.0f} s of processor time\n{_uses(hand)}"
        )
    assert keys < MOST_KEYS
