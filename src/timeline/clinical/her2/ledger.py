"""The HER2 history of one patient, in order, with the line before and after each test.

Undated tests stand where the text places them and are marked, so that nothing is left
out and nothing is dated by guessing.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from timeline.case.case import Case
from timeline.case.chronology import Chronology
from timeline.case.date_in_case import days_in_words
from timeline.case.record import Entry
from timeline.case.records.diagnosis import Diagnosis
from timeline.case.records.her2_test import Her2Test
from timeline.case.records.therapy import TherapyLine
from timeline.case.specimens import sampled_site
from timeline.clinical.her2.change import Her2Change, her2_changes
from timeline.clinical.her2.classification import Classification
from timeline.clinical.her2.concordance import MethodPair, method_pairs
from timeline.clinical.her2.retest import RetestResult, retests
from timeline.clinical.her2.rules import classify_test
from timeline.clinical.her2.specimen import is_tissue
from timeline.clinical.primaries import ONLY_TUMOUR, primary_of
from timeline.clinical.settings import DEFAULTS, Settings

UNNAMED = "tumour not named"


class DatePlacement(StrEnum):
    """How well a test is placed in the history."""

    DATED = "dated"
    ORDERED = "date unknown, placed by its order"
    NARRATIVE = "date unknown, placed by the order of the sentences"
    UNPLACED = "date unknown"


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One HER2 test in the history."""

    test: Her2Test
    classification: Classification
    placing: DatePlacement
    before_line: str | None
    """Id of the next line of therapy after the test, or None if none follows."""
    before_line_certain: bool
    """Whether days or stated orders say so, not the order of the sentences alone."""
    after_line: str | None
    """Id of the last line of therapy before the test, or None if none precedes."""
    after_line_certain: bool
    """The same for the line before."""
    primary: str | None
    """Id of its diagnosis where the case has several, `ONLY_TUMOUR` where not; None
    where the records do not say whose it is."""


@dataclass(frozen=True, slots=True)
class Her2Standing:
    """Where HER2 of one tumour stands: its last tissue test that says so."""

    tumour: str
    """Name of the tumour; empty where the case has no other."""
    entry: LedgerEntry | None
    """None where no test on its tissue gives a class."""
    on_tissue: bool
    """Whether any test on its tissue is recorded; surrogates are none."""


@dataclass(frozen=True, slots=True)
class Her2Ledger:
    """Everything on HER2 in one case."""

    entries: tuple[LedgerEntry, ...]
    """Tests in their order; undated ones where the text places them."""
    changes: tuple[Her2Change, ...]
    pairs: tuple[MethodPair, ...]
    retests: tuple[RetestResult, ...]
    status: str
    """Where HER2 stands, in words."""

    standings: tuple[Her2Standing, ...]
    """One for each tumour with a HER2 test."""


def her2_ledger(
    case: Case, chronology: Chronology, settings: Settings = DEFAULTS
) -> Her2Ledger:
    """Collect the HER2 history of a case.

    The order of the entries always takes the order of the sentences into account, and
    says where it did; changes and re-tests follow the given chronology.

    Returns:
        Every test, dated or not; a status that says so where no test on tissue gives a
        class.
    """
    entries = ledger_entries(case, settings)
    return Her2Ledger(
        entries=entries,
        changes=her2_changes(case, chronology),
        pairs=method_pairs(case, chronology, settings),
        retests=retests(case, chronology),
        status=_status(case, entries),
        standings=standings(case, entries),
    )


def ledger_entries(case: Case, settings: Settings) -> tuple[LedgerEntry, ...]:
    """Every HER2 test of a case in its order, with the lines around it."""
    narrative = Chronology.of(case, accept_narrative=True)
    strict = Chronology.of(case)
    ordered = narrative.in_order((*case.of_kind(Her2Test), *case.lines))
    begun = [
        record
        for record in ordered
        if not isinstance(record, TherapyLine) or record.continues is None
    ]
    entries = []
    for position, record in enumerate(begun):
        if not isinstance(record, Her2Test):
            continue
        placing = _placing(record, strict, narrative)
        before = _first_line(begun[position:])
        after = _first_line(reversed(begun[:position]))
        if placing is DatePlacement.UNPLACED:
            after = None  # it stands last because nothing places it
        entries.append(
            LedgerEntry(
                test=record,
                classification=classify_test(case, record, settings),
                placing=placing,
                before_line=before,
                before_line_certain=bool(
                    before and strict.not_later(record.id, before)
                ),
                after_line=after,
                after_line_certain=bool(after and strict.not_later(after, record.id)),
                primary=primary_of(case, record),
            )
        )
    return tuple(entries)


def _first_line(records: Iterable[Entry]) -> str | None:
    return next(
        (record.id for record in records if isinstance(record, TherapyLine)), None
    )


def _placing(
    test: Her2Test, strict: Chronology, narrative: Chronology
) -> DatePlacement:
    if strict.placed(test, "specimen_date").known:
        return DatePlacement.DATED
    bounds, nothing = strict.when(test), (None, None)
    if (bounds.earliest, bounds.latest) != nothing:
        return DatePlacement.ORDERED
    bounds = narrative.when(test)
    if (bounds.earliest, bounds.latest) != nothing:
        return DatePlacement.NARRATIVE
    return DatePlacement.UNPLACED


def standings(case: Case, entries: tuple[LedgerEntry, ...]) -> tuple[Her2Standing, ...]:
    """Where HER2 of each tumour stands after these tests.

    The last test on tissue that gives a class counts, a dated one before an undated. A
    surrogate never takes its place.

    Returns:
        One for each tumour with a test, in the order of the diagnoses; tests of which
        it is not said whose they are come last.
    """
    return tuple(
        Her2Standing(tumour, _last_class(own), any(is_tissue(e.test) for e in own))
        for tumour, own in _by_tumour(case, entries)
    )


def _by_tumour(
    case: Case, entries: tuple[LedgerEntry, ...]
) -> Iterator[tuple[str, tuple[LedgerEntry, ...]]]:
    diagnoses = {diagnosis.id: diagnosis for diagnosis in case.of_kind(Diagnosis)}
    for primary in (ONLY_TUMOUR, *diagnoses, None):
        own = tuple(entry for entry in entries if entry.primary == primary)
        if own:
            yield _name_of(diagnoses, primary), own


def _name_of(diagnoses: Mapping[str, Diagnosis], primary: str | None) -> str:
    """The site, with the rest of the diagnosis where another has the same site."""
    if primary is None:
        return UNNAMED
    if primary == ONLY_TUMOUR:
        return ""
    diagnosis = diagnoses[primary]
    sites = [other.site for other in diagnoses.values()]
    if diagnosis.site is None or sites.count(diagnosis.site) > 1:
        return diagnosis.label
    return diagnosis.site.value


def _last_class(entries: tuple[LedgerEntry, ...]) -> LedgerEntry | None:
    usable = [e for e in entries if is_tissue(e.test) and e.classification.counts]
    dated = [e for e in usable if e.placing is DatePlacement.DATED]
    return next(reversed(dated or usable), None)


def _status(case: Case, entries: tuple[LedgerEntry, ...]) -> str:
    if not entries:
        return "No HER2 test is recorded."
    sentences = []
    for tumour, own in _by_tumour(case, entries):
        name = f"{tumour[:1].upper()}{tumour[1:]}: " if tumour else ""
        sentences.append(f"{name}{_status_of(case, own)}")
    return " ".join(sentences)


def _status_of(case: Case, entries: tuple[LedgerEntry, ...]) -> str:
    last = _last_class(entries)
    if last is None:
        return "No HER2 test on tissue gives a class."
    test, reading = last.test, last.classification
    when = days_in_words(Chronology.of(case), test, "specimen_date")
    known = Chronology.of(case).comparable(test, "specimen_date").known
    specimen = f", specimen {when}" if known else ""
    site = _site(case, test)
    method = test.method.value if test.method else "HER2 test"
    beside = f", {reading.beside}" if reading.beside else ""
    sentence = f"HER2 {reading.shown}{beside}: {method}{site}{specimen}."
    return " ".join((sentence, *_open_points(case, entries, last)))


def _site(case: Case, test: Her2Test) -> str:
    lesion = case.get(test.lesion or "")
    site = sampled_site(case, test) or (lesion.label if lesion else "")
    return f" on {site}" if site else ""


def _open_points(
    case: Case, entries: tuple[LedgerEntry, ...], last: LedgerEntry
) -> tuple[str, ...]:
    points = []
    missing = last.classification.titles_missing
    if missing:
        points.append(f"Missing for a class by rule: {', '.join(missing)}.")
    strict = Chronology.of(case)
    undated = [
        entry
        for entry in entries
        if entry is not last
        and entry.placing is not DatePlacement.DATED
        and not strict.not_later(entry.test.id, last.test.id)
    ]
    if undated:
        count = len(undated)
        subject = "1 further test has" if count == 1 else f"{count} further tests have"
        points.append(f"{subject} no date and may be later.")
    return tuple(points)
