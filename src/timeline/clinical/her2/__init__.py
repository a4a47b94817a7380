"""HER2: rule sets, the class of a test, its history, concordance and loss."""
