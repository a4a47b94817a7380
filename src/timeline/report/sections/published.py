"""What is published of HER2 in this tumour and of the drugs that were given.

The catalogue of the program, as far as it concerns this patient, each entry with its
source. Figures of groups of patients: nothing is inferred for the patient.
"""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from timeline.case.tumour_vocabulary import Site
from timeline.clinical.catalogues.conflicts import all_conflicts
from timeline.clinical.catalogues.drugs import Approval, Drug, all_approvals, find_drug
from timeline.clinical.catalogues.prevalence import Prevalence, all_prevalences
from timeline.clinical.catalogues.regimens import find_regimen
from timeline.clinical.catalogues.registry_ids import RegistryId, all_registry_ids
from timeline.clinical.primaries import primary_site
from timeline.clinical.review import Review
from timeline.clinical.trial_fit import SEVERAL, TUMOUR_GROUPS
from timeline.report.document import Emphasis, ReportSection, Sentence

_SUBSETS = {
    Site.GALLBLADDER: ("gallbladder",),
    Site.INTRAHEPATIC: ("intrahepatic",),
    Site.PERIHILAR: ("perihilar extrahepatic", "extrahepatic"),
    Site.DISTAL: ("distal extrahepatic", "extrahepatic"),
    Site.AMPULLA: ("ampulla of Vater",),
}
"""How the sources call the part of the biliary tract; other tumours have no parts."""
_CAUTION = (
    "From the catalogue of the program: figures of groups of patients, and decisions "
    "as of the date of each source. Nothing is inferred for this patient."
)


def published_section(review: Review) -> ReportSection | None:
    """Frequencies of HER2, the drugs with their approvals, and registered trials."""
    site = primary_site(review.case)
    tumour = TUMOUR_GROUPS.get(site, "") if site else ""
    drugs = _drugs_given(review)
    frequencies = [p for p in all_prevalences() if p.tumour in (tumour, SEVERAL)]
    trials = _registered(drugs, tumour)
    general = [a for a in all_approvals() if find_drug(a.drug) is None]
    sentences = (
        *_frequencies(frequencies, tumour, _SUBSETS.get(site) if site else None),
        *_drugs(drugs),
        *_regimens(review),
        *_general(general if review.her2.entries else ()),
        *_trials(trials, tumour),
    )
    if not sentences:
        return None
    parts = (Sentence(_CAUTION, emphasis=Emphasis.NOTE), *sentences)
    data = {
        "prevalence": [asdict(frequency) for frequency in frequencies],
        "drugs": [_drug_data(drug) for drug in drugs],
        "registered_trials": [asdict(trial) for trial in trials],
    }
    title = "Published on HER2 and on the drugs given"
    return ReportSection(title, parts, data={"published": data})


def _drugs_given(review: Review) -> tuple[Drug, ...]:
    """The drugs of all lines that the catalogue knows, in the order of the lines."""
    parts = (part for line in review.endpoints.lines for part in line.parts)
    names = dict.fromkeys(name for part in parts for name in sorted(part.drugs))
    return tuple(drug for name in names if (drug := find_drug(name)))


def _registered(drugs: Iterable[Drug], tumour: str) -> tuple[RegistryId, ...]:
    names = {drug.name for drug in drugs if drug.anti_her2}
    return tuple(
        trial
        for trial in all_registry_ids()
        if trial.tumour == tumour and names.intersection(trial.drugs)
    )


def _frequencies(
    frequencies: Iterable[Prevalence], tumour: str, subsets: tuple[str, ...] | None
) -> Iterator[Sentence]:
    own = [f for f in frequencies if f.tumour == tumour and _of_part(f, subsets)]
    if own:
        title = f"Published frequencies: {tumour} cancer"
        yield Sentence(title, emphasis=Emphasis.HEADING)
    disputed: set[str] = set()
    for frequency in own:
        group = ", ".join(filter(None, (frequency.subset, frequency.population)))
        method = f" by {frequency.method}" if frequency.method else ""
        words = f"{group}: {frequency.alteration}{method} {frequency.text}"
        remarks = [words, frequency.note]
        conflict = all_conflicts().get(frequency.conflict)
        if conflict and not conflict.agrees and conflict.id not in disputed:
            disputed.add(conflict.id)
            remarks.append(f"sources disagree: {conflict}")
        yield _sourced(remarks, frequency.source)


def _of_part(frequency: Prevalence, subsets: tuple[str, ...] | None) -> bool:
    """Whether a frequency is of the same part of the tract, or of all of it."""
    if subsets is None or frequency.subset in subsets:
        return True
    return "all" in frequency.subset.replace(",", "").split()


def _drugs(drugs: Iterable[Drug]) -> Iterator[Sentence]:
    for position, drug in enumerate(drugs):
        if position == 0:
            yield Sentence("The drugs given", emphasis=Emphasis.HEADING)
        stated = {
            "targets": ", ".join(drug.targets),
            "antibody": drug.antibody,
            "payload": drug.payload,
            "linker": drug.linker,
            "": drug.reversibility,
            "status": drug.status,
            "disputed": drug.dispute,
            "verify": drug.verify,
        }
        kind = ", ".join(dict.fromkeys((drug.drug_class, drug.group.value)))
        remarks = [f"{drug.name} ({kind})"]
        remarks += [f"{k}: {text}" if k else text for k, text in stated.items() if text]
        yield _sourced(remarks, drug.source)
        yield from (_approval(approval, 2) for approval in drug.approvals)


def _regimens(review: Review) -> Iterator[Sentence]:
    """What the sources state of regimens that go by a name, doses included."""
    parts = (part for line in review.endpoints.lines for part in line.parts)
    named = (find_regimen(part.line.regimen) for part in parts)
    for position, regimen in enumerate(dict.fromkeys(filter(None, named))):
        if position == 0:
            title = "The regimens given, with doses as published"
            yield Sentence(title, emphasis=Emphasis.HEADING)
        modality = f" ({regimen.modality})" if regimen.modality else ""
        options = ", ".join(regimen.options)
        remarks = (
            f"{regimen.label}{modality}: {' + '.join(regimen.components)}",
            f"with, as the case may be: {options}" if options else "",
            f"dose: {regimen.dose_stated or 'not stated'}",
            f"setting: {regimen.setting}" if regimen.setting else "",
            regimen.notes,
            f"verify: {regimen.verify}" if regimen.verify else "",
        )
        yield _sourced(remarks, regimen.source)


def _approval(approval: Approval, depth: int, subject: str = "") -> Sentence:
    date = approval.date or "date not stated"
    dated = ", ".join(filter(None, (approval.agency, date)))
    decision = f"{subject}{dated}: {approval.decision}"
    trial = f"trial: {approval.trial}" if approval.trial else ""
    verify = f"verify: {approval.verify}" if approval.verify else ""
    checked = f"last checked {approval.checked}" if approval.checked else ""
    remarks = (decision, approval.indication, trial, approval.notes, verify, checked)
    return _sourced(remarks, approval.source, depth)


def _general(approvals: Iterable[Approval]) -> Iterator[Sentence]:
    """What was decided on HER2 tests, and on drugs against HER2 as a class."""
    for position, approval in enumerate(approvals):
        if position == 0:
            title = "Decisions on HER2 tests and on the class of drugs"
            yield Sentence(title, emphasis=Emphasis.HEADING)
        yield _approval(approval, 1, f"{approval.drug}: ")


def _trials(trials: Iterable[RegistryId], tumour: str) -> Iterator[Sentence]:
    for position, trial in enumerate(trials):
        if position == 0:
            title = f"Registered trials of the drugs against HER2: {tumour} cancer"
            yield Sentence(title, emphasis=Emphasis.HEADING)
        phase = f"phase {trial.phase}" if trial.phase else ""
        name = ", ".join(filter(None, (trial.nct_id, phase, trial.name)))
        remarks = (
            f"{name}: {' + '.join(trial.drugs)}",
            trial.population,
            f"{trial.status} when printed" if trial.status else "",
            f"endpoints: {trial.endpoints}" if trial.endpoints else "",
            trial.note,
            f"verify: {trial.verify}" if trial.verify else "",
        )
        yield _sourced(remarks, trial.source)


def _sourced(remarks: Iterable[str], source: str, depth: int = 1) -> Sentence:
    words = "; ".join(remark.strip().rstrip(".") for remark in remarks if remark)
    return Sentence(f"{words} [{source}]", depth)


def _drug_data(drug: Drug) -> dict[str, Any]:
    approvals = [asdict(approval) for approval in drug.approvals]
    return {**asdict(drug), "approvals": approvals}
