"""Cases in and out: one file per format, each with a reader and a writer.

A reader never half-imports a case: it gives the whole case, or every problem in it.
"""
