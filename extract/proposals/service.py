"""A language model behind an OpenAI-compatible HTTP service, as a proposer: `innokg_service`.

Off unless asked for (`innokg build --proposer innokg_service=service.yaml`), and needs the extra `service`. It sends
the article's clean text to the address in the settings and nowhere else. An answer that is late, broken or no JSON
costs what it would have proposed and a line in the report; the article is built without it, and asked about again by
the next build.
"""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import yaml
from spacy.language import Language
from spacy.tokens import Doc

from ...ontology.load import paths, read
from ...ontology.namespaces import IKG, RDFS
from ..lexicon.gazetteer import CONTRACT
from ..model import UNANSWERED
from .component import ProposerError, note, propose

# A model answers a few thousand characters well; longer articles go in parts, cut between paragraphs.
PART = 3_000

# More parts than a long report has: beyond them the rest is left unasked, and said.
MAX_PARTS = 40

# An answer for one part takes some 20,000 characters; much more is a fault.
MAX_ANSWER = 2_000_000

_JSON = {"type": "json_object"}


class _NoAnswer(Exception):  # noqa: N818  what the service said instead of an answer
    """The service gave no answer that can be read; the message says why."""


@Language.factory(
    "innokg_service",
    default_config={"address": "", "model": "", "key_variable": "", "timeout": 120.0, "confidence": 0.6},
)
def make_service(
    nlp: Language, name: str, address: str, model: str, key_variable: str, timeout: float, confidence: float
) -> Any:
    """Make the component; raise ProposerError where the settings name no service or the key is not there.

    `address` is the base of the API (http://127.0.0.1:8000/v1), `key_variable` the environment variable that holds the
    key, `timeout` the seconds for one answer, `confidence` what its facts are stated with.
    """
    try:
        import httpx
    except ImportError:
        raise ProposerError("innokg_service needs httpx: pip install 'innokg[service]'") from None
    if not address.startswith(("http://", "https://")) or not model:
        raise ProposerError("innokg_service: its settings must give `address` (http://… or https://…) and `model`")
    if key_variable and key_variable not in os.environ:
        raise ProposerError(f"innokg_service: the environment has no {key_variable}, which should hold the key")
    headers = {"Authorization": f"Bearer {os.environ[key_variable]}"} if key_variable else {}

    def ask(text: str) -> list[Any]:
        body = {"model": model, "temperature": 0, "messages": _messages(text), "response_format": _JSON}
        try:
            with (
                httpx.Client(timeout=timeout, headers=headers, follow_redirects=False) as client,
                client.stream("POST", f"{address.rstrip('/')}/chat/completions", json=body) as answer,
            ):
                if answer.status_code != httpx.codes.OK:
                    raise _NoAnswer(f"it answered {answer.status_code}")
                return _facts(_bounded(answer.iter_bytes()))
        except httpx.TimeoutException:
            raise _NoAnswer(f"no answer within {timeout:g} s") from None
        except httpx.HTTPError as fault:
            raise _NoAnswer(f"it cannot be reached ({type(fault).__name__})") from None

    def read_article(doc: Doc) -> Doc:
        for number, part in enumerate(parts(doc.text)):
            if number == MAX_PARTS:
                note(doc, "service-parts", f"{address}: asked about {MAX_PARTS} parts only; split the article")
                break
            try:
                lines = ask(part)
            except _NoAnswer as fault:
                note(doc, UNANSWERED, f"{address}: {fault}; built without its facts. Build again to ask again")
                break
            propose(doc, ({"confidence": confidence, **line} if isinstance(line, dict) else line for line in lines))
        return doc

    return read_article


def parts(text: str) -> list[str]:
    """Cut a text between paragraphs into parts of at most PART characters; a longer paragraph is a part of its own."""
    found = [""]
    for paragraph in text.split("\n"):
        if found[-1] and len(found[-1]) + len(paragraph) > PART:
            found.append("")
        found[-1] += paragraph + "\n"
    return [part for part in found if part.strip()]


def _bounded(chunks: Any) -> bytes:
    data = bytearray()
    for chunk in chunks:
        data += chunk
        if len(data) > MAX_ANSWER:
            raise _NoAnswer("its answer does not end")
    return bytes(data)


def _facts(data: bytes) -> list[Any]:
    """The proposals in an answer of the service."""
    try:
        content = json.loads(data)["choices"][0]["message"]["content"]
        facts = json.loads(content)["facts"]
    except (ValueError, KeyError, IndexError, TypeError, RecursionError):
        raise _NoAnswer("its answer is not the JSON that was asked for") from None
    if not isinstance(facts, list):
        raise _NoAnswer("its answer has no list of facts")
    return facts


def _messages(text: str) -> list[dict[str, str]]:
    prompt = yaml.safe_load(Path(__file__).with_name("prompt.yaml").read_text("utf-8"))
    told = _told()
    return [
        {"role": "system", "content": prompt["system"].format()},
        {"role": "user", "content": prompt["user"].format(text=text, **told)},
    ]


@cache
def _told() -> dict[str, str]:
    """Classes, relations and frames with their Chinese labels, as the ontology gives them."""
    from ...ontology.signatures import signatures
    from .gates import FRAMES, RELATIONS, frame_slots

    labels = {
        quad.subject.value.removeprefix(IKG): quad.object.value
        for path in paths("ontology")
        for quad in read(path)
        if isinstance(quad.subject, ox.NamedNode)
        and isinstance(quad.object, ox.Literal)
        and quad.predicate.value == RDFS + "label"
        and (quad.object.language or "").lower() == "zh-hans"
    }
    known = signatures()

    def listed(names: Any) -> str:
        return "、".join(f"{name}（{labels.get(name, name)}）" for name in names)

    def slots(frame: str) -> str:
        told = []
        for slot in ("label", *frame_slots(frame)):
            choices = sorted(known[slot].choices) if slot in known else ()
            told.append(slot + (f"（{' | '.join(choices)}）" if choices else ""))
        return "、".join(told)

    return {
        "classes": "、".join(f"ikg:{name}" for name in CONTRACT if name != "Kind"),
        "relations": "\n".join(f"ikg:{name}（{labels.get(name, name)}）" for name in sorted(RELATIONS)),
        "frames": "\n".join(f"ikg:{listed([frame])}：{slots(frame)}" for frame in FRAMES),
    }
