"""Find schemes named in quotation marks (“登月计划”, “再出发”的试点计划) and names in brackets behind a foreign one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from ..lexicon import load, words
from .mentions import MARKED, Mention, add

# A scheme's name as a whole in quotation marks; the head inside tells.
_WHOLE = re.compile(r"“([^“”。,;:!?\n]{2,14}?(?:计划|工程|专项|倡议|竞赛|挑战赛)(?:20\d\d)?)”")

# A quoted byname, 的, and what sort of scheme it is: “再出发”的试点计划.
_BYNAME = re.compile(r"“([^“”。,;:!?\n]{2,10})”的((?:试点|试验|示范|专项|行动|扶持|支持)?(?:计划|工程|专项|行动))")

# Quoted wholes that say how or what for, no scheme's name.
_NOT_NAMES = re.compile(r"^(?:该|本|各|一|有)|规划计划|工作计划")
_JOINED = re.compile(r"[和与]")


# Only a bracket with the original name tells that words joined by 和 are one name.
_DEFINED = re.compile(r"[(][A-Za-z]")


@Language.component("innokg_quoted")
def find_quoted(doc: Doc) -> Doc:
    """Note the schemes named in quotation marks."""
    return add(doc, _found(doc.text))


# A foreign name with its Chinese one in brackets: JESSI(…联合开发计划). The whole bracket is the name.
_IN_BRACKETS = re.compile(r"(?<![A-Za-z])[A-Z][A-Za-z0-9-]{1,24}\((?P<full>[一-鿿A-Za-z0-9·与和及]{4,40})\)")


def _bracketed(text: str) -> Iterator[Mention]:
    heads = {h: kind for kind, lists in load("heads").items() for texts in lists.values() for h in texts}
    for match in _IN_BRACKETS.finditer(text):
        kind = next((heads[match["full"][-n:]] for n in range(8, 1, -1) if match["full"][-n:] in heads), None)
        if kind and match["full"] not in heads:
            yield Mention(match.start("full"), match.end("full"), (kind,), match["full"], by="quoted", strength=MARKED)


def _found(text: str) -> Iterator[Mention]:
    for match in _WHOLE.finditer(text):
        joined = _JOINED.search(match[1]) and not _DEFINED.match(text, match.end())
        if not joined and not _NOT_NAMES.search(match[1]):
            yield Mention(match.start(), match.end(), ("Programme",), match[1], by="quoted", strength=MARKED)
    yield from _bracketed(text)
    for name in sorted(words("words", "national_programmes")):
        for match in re.finditer(re.escape(name), text):
            yield Mention(match.start(), match.end(), ("Programme",), name, by="quoted", strength=MARKED)
    for match in _BYNAME.finditer(text):
        yield Mention(match.start(), match.end(), ("Programme",), match[1] + match[2], by="quoted", strength=MARKED)
