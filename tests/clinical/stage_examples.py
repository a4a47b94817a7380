"""Stage groups as the sources print them, copied by hand, a line for each table.

The first word of a line is a site, then the edition, the basis and the cell type where
the table depends on them. Each cell is `T N M group`, or with grade and part of the
organ `T N M G part group`, where `-` stands for not needed.
"""

from collections.abc import Iterator
from typing import NamedTuple

from timeline.case.records.diagnosis import Diagnosis

GRADES = {
    "1": "well differentiated",
    "2": "moderately differentiated",
    "3": "poorly differentiated",
    "X": "cannot be assessed",
}

TABLES = {
    # AJCC 8 as held since the first version of this test
    ("gallbladder", "8", "", ""): """
        is 0 0 0 | 1a 0 0 I | 1b 0 0 I | 2a 0 0 IIA | 2b 0 0 IIB | 3 0 0 IIIA |
        1a 1 0 IIIB | 2b 1 0 IIIB | 3 1 0 IIIB | 4 0 0 IVA | 4 1 0 IVA |
        1b 2 0 IVB | 4 2 0 IVB | 3 1 1 IVB | is 0 1 IVB""",
    ("intrahepatic bile duct", "8", "", ""): """
        is 0 0 0 | 1a 0 0 IA | 1b 0 0 IB | 2 0 0 II | 3 0 0 IIIA | 4 0 0 IIIB |
        1a 1 0 IIIB | 4 1 0 IIIB | 2 0 1 IV | 2 1 0 IIIB""",
    ("perihilar bile duct", "8", "", ""): """
        is 0 0 0 | 1 0 0 I | 2a 0 0 II | 2b 0 0 II | 3 0 0 IIIA | 4 0 0 IIIB |
        1 1 0 IIIC | 4 1 0 IIIC | 3 2 0 IVA | 4 2 0 IVA | 1 0 1 IVB""",
    ("distal bile duct", "8", "", ""): """
        is 0 0 0 | 1 0 0 I | 1 1 0 IIA | 2 0 0 IIA | 2 1 0 IIB | 3 0 0 IIB |
        3 1 0 IIB | 1 2 0 IIIA | 3 2 0 IIIA | 4 0 0 IIIB | 4 1 0 IIIB |
        4 2 0 IIIB | 1 0 1 IV""",
    ("ampulla of Vater", "8", "", ""): """
        is 0 0 0 | 1a 0 0 IA | 1b 0 0 IB | 2 0 0 IB | 3a 0 0 IIA | 3b 0 0 IIB |
        1a 1 0 IIIA | 3b 1 0 IIIA | 1a 2 0 IIIB | 3b 2 0 IIIB | 4 0 0 IIIB |
        4 2 0 IIIB | 1a 0 1 IV""",
    # BMC Public Health 2021 (s12889-021-11872-9), table 2
    ("liver", "8", "", ""): """
        1a 0 0 IA | 1b 0 0 IB | 2 0 0 II | 3 0 0 IIIA | 4 0 0 IIIB | 1a 1 0 IVA |
        4 1 0 IVA | 2 1 0 IVA | 1b 0 1 IVB | 3 1 1 IVB""",
    # NCCN Pancreatic Adenocarcinoma 3.2026, ST-1
    ("pancreas", "8", "", ""): """
        is 0 0 0 | 1a 0 0 IA | 1c 0 0 IA | 1 0 0 IA | 2 0 0 IB | 3 0 0 IIA |
        1 1 0 IIB | 2 1 0 IIB | 3 1 0 IIB | 1 2 0 III | 3 2 0 III | 4 0 0 III |
        4 2 0 III | 2 0 1 IV""",
    # CSCO guideline 2018 (PMC6423835): cT1aN0M0 and cT1bN0M0 I, cT1-2N1-3M0 and
    # cT3-4N0M0 II, cT3-4aN1-3M0 III, cT4bN0-3M0 IVA; subdivisions from VistA
    ("stomach", "8", "clinical", ""): """
        1a 0 0 I | 1b 0 0 I | 2 0 0 I | 1 1 0 IIA | 2 3 0 IIA | 2 2 0 IIA |
        3 0 0 IIB | 4a 0 0 IIB | 3 1 0 III | 4a 3 0 III | 3 2 0 III | 4b 0 0 IVA |
        4b 3 0 IVA | 2 1 1 IVB | is 0 0 0""",
    # NCI Thesaurus C133663 for stage III; the others from VistA ONCSGA8A
    ("stomach", "8", "pathological", ""): """
        2 3a 0 IIIA | 3 2 0 IIIA | 4a 1 0 IIIA | 4a 2 0 IIIA | 4b 0 0 IIIA |
        1 3b 0 IIIB | 2 3b 0 IIIB | 3 3a 0 IIIB | 4a 3a 0 IIIB | 4b 1 0 IIIB |
        4b 2 0 IIIB | 3 3b 0 IIIC | 4a 3b 0 IIIC | 4b 3a 0 IIIC | 4b 3b 0 IIIC |
        1b 0 0 IA | 1a 1 0 IB | 2 0 0 IB | 1 2 0 IIA | 3 0 0 IIA | 1 3a 0 IIB |
        4a 0 0 IIB | 1 0 1 IV""",
    # VistA ONCSGA8A
    ("stomach", "8", "post-therapy, pathological", ""): """
        1 0 0 I | 2 0 0 I | 1 1 0 I | 3 0 0 II | 2 1 0 II | 1 2 0 II | 4a 0 0 II |
        3 1 0 II | 2 2 0 II | 1 3 0 II | 4a 1 0 III | 3 2 0 III | 2 3 0 III |
        4b 0 0 III | 4b 3 0 III | 4a 3 0 III | 2 0 1 IV""",
    # VistA ONCSGA8A
    ("oesophagus", "8", "clinical", "squamous cell carcinoma"): """
        is 0 0 0 | 1 0 0 I | 1 1 0 I | 2 0 0 II | 2 1 0 II | 3 0 0 II | 3 1 0 III |
        1 2 0 III | 3 2 0 III | 4a 0 0 IVA | 4b 2 0 IVA | 1 3 0 IVA | 2 0 1 IVB""",
    # PDQ Esophageal Cancer table 3, NCI Dictionary of Cancer Terms (stage II)
    ("oesophagus", "8", "pathological", "squamous cell carcinoma"): """
        1a 0 0 1 - IA | 1a 0 0 X - IA | 1a 0 0 2 - IB | 1a 0 0 3 - IB |
        1b 0 0 1 - IB | 1b 0 0 3 - IB | 1b 0 0 X - IB | 2 0 0 1 - IB |
        2 0 0 2 - IIA | 2 0 0 3 - IIA | 2 0 0 X - IIA | 3 0 0 3 lower IIA |
        3 0 0 1 upper IIA | 3 0 0 1 middle IIA | 3 0 0 2 upper IIB |
        3 0 0 3 middle IIB | 3 0 0 X lower IIB | 1 1 0 IIB | 1 2 0 IIIA |
        2 1 0 IIIA | 2 2 0 IIIB | 4a 1 0 IIIB | 4a 2 0 IVA | 3 3 0 IVA | 1 0 1 IVB""",
    # VistA ONCSGA8A
    ("oesophagus", "8", "clinical", "adenocarcinoma"): """
        is 0 0 0 | 1 0 0 I | 1 1 0 IIA | 2 0 0 IIB | 2 1 0 III | 3 0 0 III |
        3 1 0 III | 4a 0 0 III | 4a 1 0 III | 1 2 0 IVA | 4a 2 0 IVA | 4b 0 0 IVA |
        2 3 0 IVA | 2 0 1 IVB""",
    # NCI Dictionary of Cancer Terms, stages I and II
    ("oesophagus", "8", "pathological", "adenocarcinoma"): """
        1a 0 0 1 - IA | 1a 0 0 X - IA | 1a 0 0 2 - IB | 1b 0 0 1 - IB |
        1b 0 0 2 - IB | 1b 0 0 X - IB | 1a 0 0 3 - IC | 1b 0 0 3 - IC |
        2 0 0 1 - IC | 2 0 0 2 - IC | 2 0 0 3 - IIA | 2 0 0 X - IIA | 3 0 0 IIB |
        1 1 0 IIB | 1 2 0 IIIA | 2 1 0 IIIA | 3 1 0 IIIB | 4a 1 0 IIIB |
        4b 1 0 IVA | 1 3 0 IVA | 3 0 1 IVB""",
    # VistA ONCSGA8A; Rice 2017: the same for both cell types
    ("gastro-oesophageal junction", "8", "post-therapy, pathological", ""): """
        0 0 0 I | 1 0 0 I | 2 0 0 I | 3 0 0 II | 0 1 0 IIIA | 2 1 0 IIIA |
        3 1 0 IIIB | 0 2 0 IIIB | 3 2 0 IIIB | 4a 0 0 IIIB | 4a 1 0 IVA |
        4a 2 0 IVA | 4a X 0 IVA | 4b 0 0 IVA | 2 3 0 IVA | 0 0 1 IVB""",
    # World J Gastroenterol 2014;20:6786, table 6, for 0 to IIIC; VistA for IV
    ("colon", "8", "", ""): """
        is 0 0 0 | 1 0 0 I | 2 0 0 I | 3 0 0 IIA | 4a 0 0 IIB | 4b 0 0 IIC |
        1 1a 0 IIIA | 2 1c 0 IIIA | 1 2a 0 IIIA | 1 2b 0 IIIB | 2 2b 0 IIIB |
        2 2a 0 IIIB | 3 2a 0 IIIB | 3 1b 0 IIIB | 4a 1 0 IIIB | 3 2b 0 IIIC |
        4a 2b 0 IIIC | 4b 1 0 IIIC | 4b 2 0 IIIC | 4a 2a 0 IIIC | 3 1 1a IVA |
        3 1 1b IVB | 3 1 1c IVC""",
    # MSD Manual 2023, anatomic staging of breast cancer
    ("breast", "8", "", ""): """
        is 0 0 0 | 1 0 0 IA | 1mi 0 0 IA | 0 1mi 0 IB | 1c 1mi 0 IB | 0 1 0 IIA |
        1 1 0 IIA | 2 0 0 IIA | 2 1 0 IIB | 3 0 0 IIB | 0 2 0 IIIA | 1 2a 0 IIIA |
        2 2 0 IIIA | 3 1 0 IIIA | 3 2 0 IIIA | 4 0 0 IIIB | 4b 1 0 IIIB |
        4d 2 0 IIIB | 1 3 0 IIIC | 4 3c 0 IIIC | 2 1 1 IV | 1c 0(i+) 0(i+) IA""",
    # NCCN Guidelines for Patients, NSCLC 2018
    ("lung", "8", "", ""): """
        is 0 0 0 | 1mi 0 0 IA1 | 1a 0 0 IA1 | 1b 0 0 IA2 | 1c 0 0 IA3 | 2a 0 0 IB |
        2b 0 0 IIA | 1a 1 0 IIB | 2b 1 0 IIB | 3 0 0 IIB | 1a 2 0 IIIA | 2b 2 0 IIIA |
        3 1 0 IIIA | 4 0 0 IIIA | 4 1 0 IIIA | 1a 3 0 IIIB | 2b 3 0 IIIB |
        3 2 0 IIIB | 4 2 0 IIIB | 3 3 0 IIIC | 4 3 0 IIIC | 2a 1 1a IVA |
        1b 0 1b IVA | 4 3 1c IVB | X 0 0 Occult~carcinoma""",
    # Tnm9Engine; European Radiology summary for T1; unchanged ones as above
    ("lung", "9", "", ""): """
        1a 0 0 IA1 | 1b 0 0 IA2 | 1c 0 0 IA3 | 2a 0 0 IB | 2b 0 0 IIA | 1a 1 0 IIA |
        1c 1 0 IIA | 1b 2a 0 IIB | 2a 1 0 IIB | 3 0 0 IIB | 1b 2b 0 IIIA |
        2b 2a 0 IIIA | 3 1 0 IIIA | 3 2a 0 IIIA | 4 1 0 IIIA | 2a 2b 0 IIIB |
        3 2b 0 IIIB | 4 2a 0 IIIB | 1a 3 0 IIIB | 4 3 0 IIIC | 2a 0 1b IVA |
        2a 0 1c1 IVB | 2a 0 1c2 IVB""",
    # NCCN Bladder Cancer 2.2026, ST-1
    ("urinary bladder", "8", "", ""): """
        a 0 0 0a | is 0 0 0is | 1 0 0 I | 2a 0 0 II | 2b 0 0 II | 3a 0 0 IIIA |
        3b 0 0 IIIA | 4a 0 0 IIIA | 1 1 0 IIIA | 4a 1 0 IIIA | 1 2 0 IIIB |
        4a 3 0 IIIB | 4b 0 0 IVA | 4b 2 0 IVA | 2a 0 1a IVA | 2a 0 1b IVB""",
}


class StageExample(NamedTuple):
    """One printed row."""

    diagnosis: Diagnosis
    group: str


def stage_examples() -> Iterator[StageExample]:
    """Every example of every table."""
    for (site, edition, basis, histology), cells in TABLES.items():
        for cell in cells.split("|"):
            t, n, m, *factors, group = cell.split()
            grade, part = factors or ("-", "-")
            yield StageExample(
                Diagnosis(
                    id="d",
                    site=site,  # type: ignore[arg-type]
                    tnm_edition=f"AJCC {edition}",
                    basis=basis or None,  # type: ignore[arg-type]
                    histology=histology or None,
                    t=t,
                    n=n,
                    m=m,
                    differentiation=GRADES.get(grade),  # type: ignore[arg-type]
                    organ_part=None if part == "-" else f"{part} third",  # type: ignore[arg-type]
                ),
                group.replace("~", " "),
            )
