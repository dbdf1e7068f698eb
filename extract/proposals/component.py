"""How another extractor comes into the pipeline: asked for by name, and its proposals brought to the gates."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import spacy
import yaml
from spacy.language import Language
from spacy.tokens import Doc

from ..model import Notice
from ..relate.stated import state
from .proposal import BadProposalError, Proposal, parse

_NOTED, _MALFORMED, _NOTICES = "proposals", "malformed_proposals", "notices"

# An article has hundreds of facts, not hundreds of thousands; more is a runaway.
MAX_PROPOSALS = 5_000


class ProposerError(Exception):
    """A proposer cannot be used as asked; the message is one line: what, and what to do."""


@dataclass(frozen=True, slots=True)
class Proposer:
    """A spaCy component by its factory's name, with its settings as JSON (so that it can be compared and sent)."""

    component: str
    settings: str = "{}"

    def config(self) -> dict[str, Any]:
        """Return the settings as the factory takes them."""
        return json.loads(self.settings)


def read_proposer(text: str) -> Proposer:
    """Return the proposer that `NAME` or `NAME=SETTINGS.yaml` asks for; raise ProposerError."""
    name, _, path = text.partition("=")
    spacy.blank("zh")  # registers what packages bring by entry points
    if not Language.has_factory(name):
        raise ProposerError(
            f"{name}: no spaCy component of this name; install the package that brings it (entry point spacy_factories)"
        )
    if not path:
        return Proposer(name)
    try:
        settings = yaml.safe_load(Path(path).read_text("utf-8"))
    except OSError as fault:
        raise ProposerError(f"{path}: cannot be read ({fault.strerror}); check the path") from None
    except (yaml.YAMLError, UnicodeDecodeError) as fault:
        raise ProposerError(f"{path}: is not YAML ({' '.join(str(fault).split())})") from None
    if not isinstance(settings, dict):
        raise ProposerError(f"{path}: must hold settings, one `name: value` a line")
    return Proposer(name, json.dumps(settings, ensure_ascii=False, sort_keys=True))


def add(nlp: Language, proposers: Iterable[Proposer]) -> None:
    """Put the proposers and the gates behind them at the end of a pipeline; raise ProposerError."""
    for number, proposer in enumerate(proposers):
        try:
            nlp.add_pipe(proposer.component, name=f"{proposer.component}-{number}", config=proposer.config())
        except ValueError as fault:  # spaCy's own, and pydantic's for settings that do not fit
            raise ProposerError(f"{proposer.component}: {' '.join(str(fault).split())[:400]}") from None
        nlp.add_pipe("innokg_gates", name=f"gates-{number}", config={"rule": f"proposed-{proposer.component}"})


def propose(doc: Doc, lines: Iterable[Any]) -> Doc:
    """Note proposals on a Doc, each in the form of a line of gold; what has not that form is counted as malformed."""
    noted: list[Proposal] = doc.user_data.setdefault(_NOTED, [])
    for line in lines:
        if len(noted) >= MAX_PROPOSALS:
            doc.user_data[_MALFORMED] = doc.user_data.get(_MALFORMED, 0) + 1
            continue
        try:
            noted.append(line if isinstance(line, Proposal) else parse(line))
        except BadProposalError:
            doc.user_data[_MALFORMED] = doc.user_data.get(_MALFORMED, 0) + 1
    return doc


def note(doc: Doc, code: str, message: str) -> None:
    """Put a line into the build's report."""
    doc.user_data.setdefault(_NOTICES, []).append(Notice(code, message))


@Language.factory("innokg_gates", default_config={"rule": "proposed"})
def make_gates(nlp: Language, name: str, rule: str) -> Any:
    """Make the component that lets a proposer's proposals through the gates, under this rule name."""

    from .gates import admit  # it reads the ontology, which nobody else here needs

    def gate(doc: Doc) -> Doc:
        admission = admit(doc, doc.user_data.pop(_NOTED, ()), rule)
        doc._.mentions = sorted([*doc._.mentions, *admission.mentions], key=lambda m: (m.start, m.end))
        refused = {**admission.refused, "form": doc.user_data.pop(_MALFORMED, 0)}
        if total := sum(refused.values()):
            reasons = ", ".join(f"{reason} {count}" for reason, count in sorted(refused.items()) if count)
            note(doc, "proposals-refused", f"{rule}: {total} proposed facts did not pass the gates ({reasons})")
        return state(doc, admission.facts)

    return gate
