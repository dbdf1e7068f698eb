"""Labelled fields of byline and source lines: 来源:… 作者:… 发布时间:…, several a line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from ..cleaning.noise import HAN
from ..structure.lines import Line

_HERE = __name__.rpartition(".")[0]

# A field ends at the next label, a bar, or two spaces; brackets around it are not part of it.
_STOP = re.compile(r"[|│丨]| {2,}|[\]】]")


@dataclass(frozen=True, slots=True)
class LabelledField:
    """A label and its value within a line; `role` as in labels.yaml, lower `rank` wins."""

    role: str
    rank: int
    label_start: int
    start: int
    end: int


@cache
def _labels() -> tuple[re.Pattern[str], dict[str, tuple[str, int]]]:
    data = yaml.safe_load(files(_HERE).joinpath("labels.yaml").read_text("utf-8"))
    roles = {
        str(label).lower(): (role, int(rank))
        for role, ranks in data.items()
        for rank, labels in ranks.items()
        for label in labels
    }
    spread = (" *".join(map(re.escape, label)) for label in sorted(roles, key=lambda label: (-len(label), label)))
    # A label stands at the line's start or behind a gap or bracket, and a colon, slash, bar or bracket follows it; some
    # need nothing but a blank before a name. 作 者: is a label too. Before 记者 may stand whose
    # reporter it is (某某日报记者 某人).
    gap = r"(?:^|(?<=[\s|│(\[【,;>·?0-9◎■●□◆○▲△★☆◇])|(?<=[报社网台刊])(?=记者 ))"
    behind = r"(?:[)】\]]? *[:/] *|[】\]] *| *[|│丨] *"
    behind += rf"|(?<=记者|作者|编辑|责编|执笔|审核|校对|习生|讯员) +(?=[{HAN}]{{2,4}}(?:[ ,、;)]|$)))"
    pattern = re.compile(rf"{gap}({'|'.join(spread)}){behind}", re.IGNORECASE)
    return pattern, roles


def role_of(label: str) -> tuple[str, int] | None:
    """Return the role and rank of a label, None for any other word."""
    return _labels()[1].get(label.replace(" ", "").lower())


def fields_of(line: Line) -> list[LabelledField]:
    """Return the labelled fields of a line, in order."""
    pattern, roles = _labels()
    matches = list(pattern.finditer(line.text))
    found: list[LabelledField] = []
    for place, match in enumerate(matches):
        end = matches[place + 1].start() if place + 1 < len(matches) else len(line.text)
        role, rank = roles[match.group(1).replace(" ", "").lower()]
        if role not in ("author", "biography", "affiliation"):
            stop = _STOP.search(line.text, match.end(), end)
            end = stop.start() if stop else end
        while end > match.end() and line.text[end - 1] in " |│([【;,":
            end -= 1
        # The closing bracket of (来源:…) belongs to the bracket before the label.
        if match.start() > 0 and line.text[match.start() - 1] == "(" and line.text[match.end() : end].endswith(")"):
            end -= 1
        found.append(LabelledField(role, rank, match.start(), match.end(), end))
    return found
