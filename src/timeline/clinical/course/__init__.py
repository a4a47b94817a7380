"""The one reading of the course: alive or dead, treated with what, progressed when."""
