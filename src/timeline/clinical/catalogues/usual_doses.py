"""Doses that the sources of the catalogue state for the drugs of a regimen."""

import re
from collections import defaultdict
from collections.abc import Mapping

from timeline.clinical.catalogues.drugs import find_drug
from timeline.clinical.catalogues.regimens import all_regimens
from timeline.clinical.catalogues.tables import remembered

_DOSE = re.compile(r"(?P<name>.*?)\s*(?P<dose>\d+(?:\.\d+)?) (?P<unit>mg(?:/\w+)?)\b")


@remembered
def usual_doses() -> Mapping[tuple[str, str], tuple[float, ...]]:
    """The stated doses by drug and unit, such as 6 and 8 of trastuzumab in mg/kg.

    A dose that follows another without a name, as in `8 mg/kg once, then 6 mg/kg`, is
    of the same drug. Source: that of each regimen in the catalogue.
    """
    doses: dict[tuple[str, str], set[float]] = defaultdict(set)
    for regimen in all_regimens():
        name = ""
        for part in regimen.dose_stated.split(","):
            stated = _DOSE.match(part.strip())
            if stated is None:
                continue
            drug = find_drug(stated["name"])
            name = drug.name if drug else name
            if name:
                doses[name, stated["unit"]].add(float(stated["dose"]))
    return {key: tuple(sorted(values)) for key, values in doses.items()}
