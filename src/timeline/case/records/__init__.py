"""One file per kind of record; `kinds` lists them all."""
