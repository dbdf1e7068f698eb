"""Print what the recognisers make of the sentences: a line a phenomenon, a line a class, and every fault.

python -m tests.extract.recognise [PHENOMENON…]
"""

from __future__ import annotations

import sys
from collections import Counter

from tests.extract.recognise.phenomena import Verdict, judge, phenomena, sentences


def main() -> None:
    """Judge the sentences and print the faults and the two tables."""
    chosen = sys.argv[1:] or phenomena()
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
