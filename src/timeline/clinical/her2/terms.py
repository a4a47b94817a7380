"""The words in which HER2 rules speak: rule sets, classes and warnings."""

from dataclasses import dataclass
from enum import StrEnum

from timeline.case.tumour_vocabulary import Site


class Her2RuleSet(StrEnum):
    """A published definition of HER2 positivity; definitions are never mixed."""

    BREAST = "ASCO/CAP breast 2018, reaffirmed 2023"
    GASTRIC = "CAP/ASCP/ASCO gastric 2016"
    ITALIAN = "BTC-a: Italian resected series"
    MYPATHWAY = "BTC-b: MyPathway"
    HERB = "BTC-c: HERB"
    KCSG = "BTC-d: KCSG-HB19-14"
    HERIZON = "BTC-e: HERIZON-BTC-01"
    DESTINY = "BTC-f: DESTINY-PanTumor02"

    @property
    def key(self) -> str:
        """Start of the rule ids of this set, such as `BTC-c`."""
        keys = {Her2RuleSet.BREAST: "B", Her2RuleSet.GASTRIC: "G"}
        return keys.get(self, self.value.partition(":")[0])

    @property
    def version(self) -> str:
        """Where the definition is taken from, with what should be verified."""
        return _VERSIONS[self]


_VERSIONS = {
    Her2RuleSet.BREAST: (
        "ASCO/CAP 2018 (Arch Pathol Lab Med 142:1364), reaffirmed 2023 (147:993)"
    ),
    Her2RuleSet.GASTRIC: (
        "CAP/ASCP/ASCO 2016 (Arch Pathol Lab Med 140:1345); its rule on polysomy 17 "
        "(F2b) is from memory (verify)"
    ),
    Her2RuleSet.ITALIAN: (
        "Italian resected series, as in a review of HER2 in biliary tract cancer"
    ),
    Her2RuleSet.MYPATHWAY: (
        "MyPathway, as in a review of HER2 in biliary tract cancer. The review gives "
        "no threshold for sequencing, so sequencing is not used here (verify)"
    ),
    Her2RuleSet.HERB: "HERB, as in a review of HER2 in biliary tract cancer",
    Her2RuleSet.KCSG: (
        "KCSG-HB19-14; the IHC and copy-number thresholds are not in the review "
        "(verify)"
    ),
    Her2RuleSet.HERIZON: (
        "HERIZON-BTC-01; the IHC cohorts are not in the review (verify)"
    ),
    Her2RuleSet.DESTINY: (
        "DESTINY-PanTumor02; the IHC scores are not in the review (verify)"
    ),
}

BILIARY_SITES = frozenset(
    {Site.GALLBLADDER, Site.INTRAHEPATIC, Site.PERIHILAR, Site.DISTAL, Site.AMPULLA}
)
GASTRIC_SITES = frozenset({Site.STOMACH, Site.JUNCTION, Site.OESOPHAGUS})
"""Sites of gastro-oesophageal adenocarcinoma, for which the gastric rules are made."""


def rule_set_for(site: Site | None, biliary: Her2RuleSet) -> Her2RuleSet | None:
    """The rule set for a primary site.

    Args:
        site: Primary site, None where it is not stated.
        biliary: The definition that the reader chose for biliary tract cancer, for
            which there is no standard of its own.

    Returns:
        None where no definition exists or the site is not stated.
    """
    if site is Site.BREAST:
        return Her2RuleSet.BREAST
    if site in GASTRIC_SITES:
        return Her2RuleSet.GASTRIC
    return biliary if site in BILIARY_SITES else None


class Her2Class(StrEnum):
    """What a rule makes of the measured values."""

    POSITIVE = "positive"
    EQUIVOCAL = "equivocal"
    NEGATIVE = "negative"
    INDETERMINATE = "indeterminate"  # some inputs are there, others are missing
    NOT_CLASSIFIABLE = "not_classifiable"  # no rule, or none of its inputs
    NOT_SETTLED = "not_settled"  # two tests on one specimen contradict each other

    @property
    def definite(self) -> bool:
        """Whether the rule came to a result."""
        return self in (Her2Class.POSITIVE, Her2Class.EQUIVOCAL, Her2Class.NEGATIVE)


class Her2Low(StrEnum):
    """Whether a tumour is HER2-low by the definition that goes with the rule set."""

    YES = "yes"
    NO = "no"
    NOT_APPLICABLE = "not_applicable"  # HER2-positive
    UNDEFINED = "undefined_for_tumour"


class Call(StrEnum):
    """A positive or negative result; None stands for not known."""

    POSITIVE = "positive"
    NEGATIVE = "negative"


class SourceLabel(StrEnum):
    """Where a displayed class comes from."""

    RULE = "rule"
    REPORTED = "as_reported"


@dataclass(frozen=True, slots=True)
class Her2Warning:
    """Something that a reader must know beside a result."""

    code: str
    """Short name, such as `W-DISCORD`."""
    message: str
    """What is the matter, in plain words."""
