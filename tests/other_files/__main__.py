"""Prints how much of the sample files of others a case file holds.

    PYTHONPATH=src:tests python -m other_files SAMPLE_FILES [FOLDER]

Into a folder that is named it writes the case files too.
"""

import sys
from pathlib import Path

from other_files.sources import sources, table


def main(samples: str, folder: str = "") -> None:
    """Read the sample files, print the table, and write the cases where asked."""
    scores = []
    for place, source in sources(Path(samples)):
        scores.append((place, source.score()))
        for draft in source.drafts if folder else ():
            path = Path(folder) / place / f"{draft.code}.toml"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(draft.written(), encoding="utf-8")
    sys.stdout.write(table(scores))


if __name__ == "__main__":
    main(*sys.argv[1:])
