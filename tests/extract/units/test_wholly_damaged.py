"""An article in which damage cuts every clause: it is built, and says nothing."""

from innokg.extract import extract, read_text
from innokg.extract.cleaning import MARKER


def test_nothing_is_known_of_what_stands_in_a_damaged_clause() -> None:
    extraction = extract(read_text(f"海河量子计算创新联合体由天河{MARKER}科技有限公司牵头组建。", "a.txt"))
    assert not extraction.things
    assert not extraction.facts
