"""The words by which quick entry knows that a phrase says where something is."""

import re
from functools import lru_cache

from timeline.sharing.safe_words import organ
from timeline.tui.entry.quick.unread import GAP, Unread

_SIDES = """
left right bilateral both upper lower middle medial lateral anterior posterior central
distal proximal local locoregional regional distant contralateral ipsilateral
"""
_PARTS = """
lobe lobes segment segments node nodes lesion lesions metastasis metastases metastatic
met mets tumor tumour tumors tumours primary recurrence recurrent relapse nodule nodules
mass hilum hilar cavity wall head body tail bed margin stump duct bile common marrow
cord soft tissue gland glands dome site multiple solitary new
"""
_REGIONS = """
rul rml rll lul lll
abdomen abdominal pelvis pelvic chest thorax thoracic mediastinum mediastinal axilla
axillary neck cervical supraclavicular inguinal groin para-aortic paraaortic portal
vein hepatic omentum omental mesentery mesenteric cervix uterus uterine endometrium
prostate prostatic testis testicular thyroid larynx laryngeal pharynx oropharynx tongue
tonsil oral parotid ureter ureteral rectum rectal sigmoid caecum cecum appendix ileum
jejunum duodenum anal vulva vagina cardia antrum fundus pylorus diaphragm muscle femur
femoral humerus rib ribs sternum scapula sacrum iliac skull orbit orbital eye meninges
leptomeningeal cerebellum frontal temporal parietal occipital intrahepatic extrahepatic
perihilar junction gastro-oesophageal gastroesophageal arm leg thigh shoulder hip
flank loin scalp
"""
_MORE = "new multiple solitary several one two three four metastatic recurrent tissue"
_KNOWN = frozenset(f"{_SIDES} {_MORE} {_PARTS} {_REGIONS}".split())
_SEGMENT = re.compile(
    r"(?:s|seg)\d[ab]?(?:/\d[ab]?)*|(?:c|th|t|l)\d{1,2}|iv[ab]?|v?i{1,3}"
)
_LINK = ("of", "the", "in", "and", "to", "at", "within", "&")
_WORD = re.compile(rf"[^\s{GAP},;:()]+")
_ADJECTIVES = frozenset(f"{_SIDES} {_MORE}".split())


@lru_cache(maxsize=4096)
def is_place_word(word: str) -> bool:
    """Whether a word belongs to a place: an organ, a side, a part or a segment."""
    if _SEGMENT.fullmatch(word.casefold()):
        return True
    parts = word.casefold().split("/")
    return all(
        part in _KNOWN or organ(part) or _SEGMENT.fullmatch(part) for part in parts
    )


def take_place(unread: Unread) -> str:
    """Take the one phrase that names a place; empty where there is none or several."""
    phrases = list(_phrases(unread.text))
    if len(phrases) != 1:
        return ""
    begin, end = phrases[0]
    place = unread.text[begin:end]
    link = re.search(r"(?:(?<=\s)|^)(?:in|of|at|to|the|\s)+$", unread.text[:begin])
    unread.cut(link.start() if link else begin, end)
    return place


def _phrases(text: str) -> list[tuple[int, int]]:
    """Where words of places stand one after another, without links at their ends."""
    phrases: list[tuple[int, int]] = []
    begin = end = -1
    for match in _WORD.finditer(text):
        word = match[0].casefold()
        joined = begin >= 0 and not text[end : match.start()].strip(" ,")
        if is_place_word(word):
            if re.search(r"\d\s*$", text[: match.start()]):
                continue  # `12 nodes` is a count
            if not (joined or _linked(text, begin, end, match.start())):
                phrases += [(begin, end)] if begin >= 0 else []
                begin = match.start()
            end = match.end()
    phrases += [(begin, end)] if begin >= 0 else []
    return [(first, last) for first, last in phrases if names_place(text[first:last])]


def names_place(phrase: str) -> bool:
    """Whether a phrase has a noun: `new` or `right` alone is no place."""
    words = (word.casefold() for word in _WORD.findall(phrase))
    return any(word not in _ADJECTIVES and word not in _LINK for word in words)


def _linked(text: str, begin: int, end: int, next_word: int) -> bool:
    """Whether only linking words stand between two words of a place."""
    between = text[end:next_word]
    if begin < 0 or GAP in between:
        return False
    return all(word.casefold() in _LINK for word in between.split())
