from timeline.swimlane.words import capitalised


def test_a_label_begins_with_a_capital() -> None:
    assert capitalised("gemcitabine + cisplatin") == "Gemcitabine + cisplatin"
    assert capitalised("") == ""


def test_names_keep_their_own_way() -> None:
    assert capitalised("mFOLFOX") == "mFOLFOX"
    assert capitalised("pT3N1M0") == "pT3N1M0"
