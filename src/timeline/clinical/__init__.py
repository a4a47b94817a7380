"""What the records mean: lines, endpoints, HER2, markers, staging, queries, catalogues.

Pure functions of a case and its chronology; each rule names its source.
"""
