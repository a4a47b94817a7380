"""Whether a trial arm is of the tumour, the line and the population of one line.

Each line is judged by its own tumour, by its place among the lines for that tumour, and
by HER2 on the tissue of that tumour when it began. An answer that the records leave
open stays open, and each answer says why.
"""

from dataclasses import dataclass
from typing import NamedTuple

from timeline.case.case import Case
from timeline.case.tumour_vocabulary import Site
from timeline.clinical.catalogues.trials import TrialArm
from timeline.clinical.endpoints.case_endpoints import LineEndpoints
from timeline.clinical.lines.numbered_line import LineClass
from timeline.clinical.primaries import primary_of, tumour_of
from timeline.clinical.trial_population import (
    PatientAtLine,
    criterion_in_words,
    of_earlier_drugs,
    of_her2,
    population_fits,
)

SEVERAL = "several"
"""Tumour group of a trial that took in more than one tumour."""

TUMOUR_GROUPS = {
    Site.GALLBLADDER: "biliary",
    Site.INTRAHEPATIC: "biliary",
    Site.PERIHILAR: "biliary",
    Site.DISTAL: "biliary",
    Site.AMPULLA: "biliary",
    Site.STOMACH: "gastric",
    Site.JUNCTION: "gastric",
    Site.COLON: "colorectal",
    Site.RECTUM: "colorectal",
    Site.COLORECTUM: "colorectal",
    Site.BREAST: "breast",
    Site.LUNG: "lung",
    Site.BLADDER: "urothelial",
    Site.UPPER_URINARY_TRACT: "urothelial",
}

_OTHER_TUMOURS = (
    "lymphoma",
    "sarcoma",
    "melanoma",
    "neuroendocrine",
    "carcinoid",
    "stromal",
    "mesothelioma",
    "germ cell",
)
_OTHER_IN_GROUP = {
    "lung": (("small cell", "small-cell"), ("non-small", "non small")),
    "gastric": (("squamous",), ("adeno",)),
    "colorectal": (("squamous",), ("adeno",)),
    "biliary": (("squamous", "hepatocellular"), ("adeno", "cholangio")),
    "urothelial": (("squamous", "adenocarcinoma"), ("urothelial", "transitional")),
}
"""Words of a histology that name another tumour of the site, and words beside which
they do not: a lung trial is of non-small cell cancer, and so on."""


class Fit(NamedTuple):
    """Whether an arm is of the same kind of patient as a line."""

    holds: bool | None
    """None where the records leave it open."""
    why: str
    """One sentence: what fits, what does not, or what is not known."""


@dataclass(frozen=True, slots=True)
class LinePlace:
    """Which tumour a line was for, and the how-many-th palliative line of it it was."""

    primary: str | None
    """Id of the diagnosis or `ONLY_TUMOUR`; None where the records do not say."""
    site: Site | None
    group: str
    """Of trials, such as `biliary`; empty where the catalogue has none."""
    histology: str
    fewest: int
    most: int
    """Bounds of its number: lines of which intent or tumour is not known may count."""
    intent_known: bool
    earlier_drugs: frozenset[str]


class LinePlaces:
    """The places of the lines of a case, asked for in their order."""

    def __init__(self, case: Case) -> None:
        """Start before the first line."""
        self._case = case
        self._seen: list[tuple[str | None, LineClass, frozenset[str]]] = []

    def of(self, line: LineEndpoints) -> LinePlace:
        """The place of the next line."""
        first = line.parts[0]
        primary = primary_of(self._case, first.line)
        tumour = tumour_of(self._case, first.line) if primary is not None else None
        site = tumour.site if tumour else None
        drugs = frozenset().union(*(part.drugs for part in line.parts))
        earlier = [seen for seen in self._seen if seen[0] == primary]
        self._seen.append((primary, first.line_class, drugs))
        possible = [seen for seen in self._seen if seen[0] in (primary, None)]
        return LinePlace(
            primary=primary,
            site=site,
            group=TUMOUR_GROUPS.get(site, "") if site else "",
            histology=(tumour.histology or "") if tumour else "",
            fewest=1 + sum(seen[1] is LineClass.PALLIATIVE for seen in earlier),
            most=sum(seen[1] is not LineClass.CURATIVE for seen in possible),
            intent_known=first.line_class is not LineClass.EITHER,
            earlier_drugs=frozenset().union(*(seen[2] for seen in earlier)),
        )


def trial_fit(arm: TrialArm, place: LinePlace, patient: PatientAtLine) -> Fit:
    """Judge one arm beside one line.

    Returns:
        False where anything about it does not fit, None where something is not known
        and nothing contradicts, with the sentence that says so.
    """
    answers = [_tumour(arm, place), _line(arm, place)]
    answers += [_population(criterion, patient) for criterion in arm.population]
    if not arm.population:
        answers.append((True, "no HER2 class or other marker asked for"))
    refused = [words for holds, words in answers if holds is False]
    unknown = [words for holds, words in answers if holds is None]
    if refused:
        return Fit(False, f"does not fit: {'; '.join(refused)}")
    if unknown:
        return Fit(None, f"may not fit: {'; '.join(unknown)}")
    return Fit(True, f"fits: {'; '.join(words for _, words in answers)}")


Judged = tuple[bool | None, str]
"""Whether one thing fits, and the words for it."""


def _tumour(arm: TrialArm, place: LinePlace) -> Judged:
    site = place.site.value if place.site else "primary site not recorded"
    histology = _histology_fits(place)
    if histology is False:
        return False, f"{arm.tumour}, and this tumour is {place.histology} of {site}"
    if place.site in arm.sites or (not arm.sites and arm.tumour_group == place.group):
        if histology is None:
            return None, f"{arm.tumour}; the histology of this tumour is not recorded"
        return True, f"tumour {site}"
    if arm.tumour_group == SEVERAL:
        return None, f"{arm.tumour}; whether {site} was among them is not stated"
    if place.site is Site.COLORECTUM:
        return None, f"{arm.tumour}; colon or rectum is not recorded"
    return False, f"{arm.tumour}, and this tumour is of {site}"


def _histology_fits(place: LinePlace) -> bool | None:
    """None for an unnamed histology where the group has other tumours at its site."""
    words = place.histology.casefold()
    if any(other in words for other in _OTHER_TUMOURS):
        return False
    others, beside = _OTHER_IN_GROUP.get(place.group, ((), ()))
    if any(word in words for word in beside):
        return True
    if any(other in words for other in others):
        return False
    return None if place.group == "lung" and not words else True


def _line(arm: TrialArm, place: LinePlace) -> Judged:
    number = f"line {place.fewest}"
    if place.most != place.fewest:
        number = f"line {place.fewest} to {place.most}"
    number += " of palliative intent for this tumour"
    if arm.line_from is None:
        if arm.line:
            return False, f"trial: {arm.line}, and this is {number}"
        return place.intent_known or None, "the source does not state its line"
    last = arm.line_to
    if place.most < arm.line_from or (last is not None and place.fewest > last):
        return False, f"trial: {arm.line}, and this is {number}"
    sure = place.fewest >= arm.line_from and (last is None or place.most <= last)
    if not sure or not place.intent_known:
        return None, f"trial: {arm.line}; number or intent of this line is open"
    return True, f"trial: {arm.line}, this is {number}"


def _population(criterion: str, patient: PatientAtLine) -> Judged:
    holds = population_fits(criterion, patient)
    words = criterion_in_words(criterion)
    if of_earlier_drugs(criterion):
        return holds, words if holds else f"trial: {words}, which this line is not"
    if not of_her2(criterion):
        return holds, f"trial: {words}, which is not compared"
    known = patient.her2.in_words
    if criterion == "HER2 not stated":
        return None, "the source does not state the HER2 class of its patients"
    if holds is None and not known:
        return None, f"trial: {words}; HER2 on tissue before this line is not recorded"
    return holds, f"trial: {words}; before this line {known}"
