"""Print what the recognisers make of the sentences: a line a phenomenon, a line a class, and every fault.

python -m tests.extract.recognise [PHENOMENON…]
python -m tests.extract.recognise --update            raise the floors in floors.yaml to what passes
python -m tests.extract.recognise --update --lower    also lower them; say why in the commit message
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

import yaml

from tests.extract.recognise.phenomena import Verdict, judge, phenomena, sentences

FLOORS = Path(__file__).with_name("floors.yaml")


def main() -> None:
    """Judge the sentences, print the faults and the two tables, and with --update rewrite the floors."""
    parser = argparse.ArgumentParser(prog="python -m tests.extract.recognise", description=__doc__)
    parser.add_argument("phenomenon", nargs="*", choices=[[], *phenomena()], help="only these")
    parser.add_argument("--update", action="store_true", help="raise the floors")
    parser.add_argument("--lower", action="store_true", help="with --update: also lower them")
    given = parser.parse_args()
    chosen = given.phenomenon or phenomena()
    if given.update and given.phenomenon:
        parser.error("--update is for all phenomena: name none")
    verdicts: dict[str, list[Verdict]] = {name: [] for name in chosen}
    for sentence in sentences():
        if sentence.phenomenon not in verdicts:
            continue
        verdict = judge(sentence.expected)
        verdicts[sentence.phenomenon].append(verdict)
        if faults := verdict.faults():
            print(f"{sentence.name}: {sentence.expected['text']}")
            print(*(f"    {fault}" for fault in faults), sep="\n")
    print()
    for name, some in verdicts.items():
        right = sum(not verdict.faults() for verdict in some)
        print(f"{name:28} {right:3} of {len(some):3} sentences  {_rates(some, None)}")
    every = [verdict for some in verdicts.values() for verdict in some]
    classes = sorted({kind for v in every for kind, _ in (*v.found, *v.missed, *v.wrong)})
    print()
    for kind in classes:
        print(f"{kind:28} {_rates(every, kind)}")
    print(f"{'all':28} {_rates(every, None)}")
    if given.update:
        _write_floors({name: sum(not v.faults() for v in some) for name, some in verdicts.items()}, given.lower)


def _write_floors(passed: dict[str, int], lower: bool) -> None:
    """Pin how many sentences of each phenomenon pass."""
    old = yaml.safe_load(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    floors = {name: count if lower else max(count, old.get(name, 0)) for name, count in sorted(passed.items())}
    head = "# How many sentences of each phenomenon pass. Written by python -m tests.extract.recognise --update\n"
    FLOORS.write_text(head + yaml.safe_dump(floors, allow_unicode=True), "utf-8")


def _rates(verdicts: list[Verdict], kind: str | None) -> str:
    """Precision and recall over the things of one class, or of all."""
    counts: Counter[str] = Counter()
    for verdict in verdicts:
        for what in ("found", "missed", "wrong"):
            counts[what] += sum(kind in (None, k) for k, _ in getattr(verdict, what))
    stated, wanted = counts["found"] + counts["wrong"], counts["found"] + counts["missed"]
    precision = f"{counts['found'] / stated:.2f}" if stated else "-"
    recall = f"{counts['found'] / wanted:.2f}" if wanted else "-"
    return f"P {precision}  R {recall}  ({counts['found']} found, {counts['missed']} missed, {counts['wrong']} wrong)"


if __name__ == "__main__":
    main()
