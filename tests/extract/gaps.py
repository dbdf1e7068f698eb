"""What the extractor makes of the cases, and the list of those it does not pass yet.

python -m tests.extract.gaps [GROUP…]        print precision, recall and every fault
python -m tests.extract.gaps --update        rewrite cases/known_gaps.yaml where it became shorter
python -m tests.extract.gaps --update --more also where it became longer; say why in the commit message
"""

from __future__ import annotations

import argparse
import sys

import yaml

from tests.extract import casefile
from tests.extract.casefile import Tally, Verdict

_HEADER = """\
# Cases that the extractor does not pass yet, with what is missed or wrong in each. Written by
# python -m tests.extract.gaps --update; at_most is a ratchet that only --more raises.
"""


def main() -> int:
    """Judge the cases, print what comes of it, and with --update write the list."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.extract.gaps", description="What the extractor makes of the cases."
    )
    parser.add_argument("group", nargs="*", help="print only cases whose name starts so, such as domestic/")
    parser.add_argument("--update", action="store_true", help="rewrite the list of gaps")
    parser.add_argument("--more", action="store_true", help="with --update: also when there are more of them")
    given = parser.parse_args()
    if given.update and given.group:
        parser.error("--update is for all cases: name no group")
    verdicts = {}
    for path in casefile.case_paths():
        name = casefile.case_id(path)
        if not given.group or name.startswith(tuple(given.group)):
            case = casefile.read_case(path)
            verdicts[name] = casefile.judge(case, casefile.extraction_of(case))
    report(verdicts)
    return write(verdicts, more=given.more) if given.update else 0


def report(verdicts: dict[str, Verdict]) -> None:
    """Print the faults of each case, then the tallies."""
    for name, verdict in verdicts.items():
        if verdict.faults:
            print(name, *verdict.faults, sep="\n    ")
    passed = sum(not verdict.faults for verdict in verdicts.values())
    print(f"\n{passed} of {len(verdicts)} cases pass")
    for sort, tally in casefile.total(verdicts.values()).items():
        print(f"{sort:13} {_shown(tally)}")


def _shown(tally: Tally) -> str:
    """Recall over what is expected; precision counts what is wrong only as far as cases rule it out."""
    precision = tally.found / (tally.found + tally.wrong) if tally.found + tally.wrong else 1.0
    recall = tally.found / (tally.found + tally.missed) if tally.found + tally.missed else 1.0
    return (
        f"P {precision:.3f}  R {recall:.3f}  found {tally.found}  missed {tally.missed}"
        f"  ruled out {tally.ruled_out}, of these stated {tally.wrong}"
    )


def write(verdicts: dict[str, Verdict], *, more: bool) -> int:
    """Write the list of gaps; return 1 and write nothing where it would grow and may not."""
    gaps = {name: verdict.faults for name, verdict in verdicts.items() if verdict.faults}
    counted, allowed = casefile.count(gaps), casefile.gaps_allowed()
    if not more and any(counted[key] > allowed[key] for key in counted):
        print(f"not written: {counted} is more than {allowed}; --more allows it", file=sys.stderr)
        return 1
    content = yaml.safe_dump({"at_most": counted, "gaps": gaps}, allow_unicode=True, width=1000, sort_keys=True)
    casefile.KNOWN_GAPS.write_text(_HEADER + content, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
