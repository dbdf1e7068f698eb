"""Find schemes and kinds named in quotation marks: “再出发”的试点计划, “北极星”计划 are names.py's; “登月计划” stands whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from .mentions import MARKED, Mention, add

# A scheme's name as a whole in quotation marks; the head inside tells.
_WHOLE = re.compile(r"“([^“”。,;:!?\n]{2,14}?(?:计划|工程|专项|倡议|竞赛)(?:20\d\d)?)”")

# A quoted byname, 的, and what sort of scheme it is: “再出发”的试点计划.
_BYNAME = re.compile(r"“([^“”。,;:!?\n]{2,10})”的((?:试点|试验|示范|专项|行动|扶持|支持)?(?:计划|工程|专项|行动))")

# Quoted wholes that say how or what for, no scheme's name.
_NOT_NAMES = re.compile(r"^(?:该|本|各|一|有)|规划计划|工作计划|[和与]")


@Language.component("innokg_quoted")
def find_quoted(doc: Doc) -> Doc:
    """Note the schemes named in quotation marks."""
    return add(doc, _found(doc.text))


def _found(text: str) -> Iterator[Mention]:
    for match in _WHOLE.finditer(text):
        if not _NOT_NAMES.search(match[1]):
            yield Mention(match.start(), match.end(), ("Programme",), match[1], by="quoted", strength=MARKED)
    for match in _BYNAME.finditer(text):
        yield Mention(match.start(), match.end(), ("Programme",), match[1] + match[2], by="quoted", strength=MARKED)
