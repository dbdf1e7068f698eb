"""The language-model service as a proposer, against a server of ours that also answers wrongly, late or not at all."""

from __future__ import annotations

import contextlib
import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from innokg.extract import extract, read_text
from innokg.extract.proposals import Proposer
from innokg.extract.proposals.service import PART, parts

# In this wording no rule of ours knows who leads.
TEXT = "海河量子计算创新联合体今天成立。扛旗者是天河超算科技有限公司。"
FACT = {
    "s": "海河量子计算创新联合体",
    "p": "ikg:ledBy",
    "o": "天河超算科技有限公司",
    "evidence": "扛旗者是天河超算科技有限公司",
}
RULE = "proposed-innokg_service"


def chat(facts: object) -> bytes:
    content = json.dumps({"facts": facts}, ensure_ascii=False)
    return json.dumps({"choices": [{"message": {"role": "assistant", "content": content}}]}).encode()


class Service(ThreadingHTTPServer):
    """Answers each request with what `answer` gives; keeps what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        self.answer: Callable[[], tuple[int, bytes]] = lambda: (200, chat([FACT]))
        self.asked: list[dict] = []
        self.keys: list[str | None] = []
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                service.keys.append(self.headers.get("Authorization"))
                service.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                status, body = service.answer()
                self.send_response(status)
                self.end_headers()
                with contextlib.suppress(ConnectionError):  # who asked may have gone
                    self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        super().__init__(("127.0.0.1", 0), Handler)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"


@pytest.fixture
def service() -> Iterator[Service]:
    running = Service()
    threading.Thread(target=running.serve_forever, daemon=True).start()
    yield running
    running.shutdown()
    running.server_close()


def asked(service: Service, text: str = TEXT, **settings: object):
    config = {"address": service.address, "model": "small", "timeout": 0.5, **settings}
    extraction = extract(read_text(text, "case.txt"), (Proposer("innokg_service", json.dumps(config)),))
    return [fact for fact in extraction.facts if fact.rule == RULE], extraction.notices


def test_what_it_finds_is_stated_with_the_sentence(service: Service) -> None:
    facts, notices = asked(service)
    assert [fact.predicate for fact in facts] == ["ikg:ledBy"]
    assert facts[0].evidence[0].quote == "扛旗者是天河超算科技有限公司。"
    assert facts[0].confidence == 0.6
    assert not notices


def test_it_is_told_the_vocabulary_and_the_article(service: Service) -> None:
    asked(service)
    prompt = service.asked[0]["messages"][1]["content"]
    assert all(word in prompt for word in (TEXT, "ikg:ledBy（牵头单位）", "ikg:Mechanism", "evaluation | funding"))


def test_without_it_nothing_is_asked(service: Service) -> None:
    extract(read_text(TEXT, "case.txt"))
    assert not service.asked


def test_invented_and_wrong_things_are_dropped_and_counted(service: Service) -> None:
    invented = {**FACT, "evidence": "由天河超算科技有限公司独资建成"}
    wrong_type = {**FACT, "p": "ikg:locatedIn"}
    nonsense = [None, 7, "牵头", {"p": "ikg:ledBy"}, {**FACT, "secret": {}}]
    service.answer = lambda: (200, chat([invented, wrong_type, FACT, *nonsense]))
    facts, notices = asked(service)
    assert len(facts) == 1
    (notice,) = notices
    assert "7 proposed facts did not pass the gates (form 5, place 1, types 1)" in notice.message


def _late() -> tuple[int, bytes]:
    time.sleep(1.5)
    return 200, chat([FACT])


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (lambda: (200, b"{not json"), "not the JSON that was asked for"),
        (lambda: (200, json.dumps({"choices": []}).encode()), "not the JSON that was asked for"),
        (lambda: (200, chat("none")), "no list of facts"),
        (lambda: (200, b"[" * 200_000), "not the JSON that was asked for"),
        (lambda: (200, b" " * 3_000_000), "does not end"),
        (lambda: (500, b"overloaded"), "answered 500"),
        (lambda: (302, b""), "answered 302"),
        (_late, "no answer within 0.5 s"),
    ],
    ids=["broken-json", "no-choices", "facts-not-a-list", "deep-nesting", "endless", "fault", "redirect", "late"],
)
def test_a_bad_answer_costs_its_facts_only(answer: Callable, said: str, service: Service) -> None:
    service.answer = answer
    facts, notices = asked(service)
    assert not facts
    assert [notice.code for notice in notices] == ["unanswered"]
    assert said in notices[0].message


def test_long_articles_go_in_parts_that_lose_nothing() -> None:
    text = "\n".join(f"第{number}段。" * 60 for number in range(40))
    found = parts(text)
    assert len(found) > 1
    assert all(len(part) <= PART for part in found)
    assert "".join(found).rstrip("\n") == text


def test_the_key_comes_from_the_environment(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMALL_KEY", "geheim")
    asked(service, key_variable="SMALL_KEY")
    assert service.keys == ["Bearer geheim"]


def test_build_asks_it_keeps_its_facts_and_asks_again_after_silence(
    service: Service, tmp_path: Path, innokg: Callable
) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    settings = tmp_path / "service.yaml"
    settings.write_text(f"address: {service.address}\nmodel: small\n", "utf-8")
    build = ("build", tmp_path / "a.txt", "--graph", tmp_path / "g", "--proposer", f"innokg_service={settings}")
    service.answer = lambda: (503, b"")
    done = innokg(*build)
    assert done.returncode == 1
    assert "a.txt: " in done.stderr
    assert "it answered 503" in done.stderr
    service.answer = lambda: (200, chat([FACT]))
    assert innokg(*build).returncode == 0
    assert "扛旗者是天河超算科技有限公司" in innokg("explain", FACT["s"], "--graph", tmp_path / "g").stdout
    count = len(service.asked)
    assert innokg(*build).returncode == 0
    assert len(service.asked) == count  # the extraction is kept


@pytest.mark.parametrize(
    ("proposer", "said"),
    [
        ("no_such_reader", "no spaCy component of this name"),
        ("innokg_service", "must give `address`"),
        ("innokg_service=missing.yaml", "cannot be read"),
        ("innokg_service=broken.yaml", "is not YAML"),
        ("innokg_service=list.yaml", "must hold settings"),
        ("innokg_service=odd.yaml", "innokg_service: "),
        ("innokg_service=keyless.yaml", "the environment has no NO_SUCH_KEY"),
    ],
)
def test_wrong_settings_are_one_line(proposer: str, said: str, tmp_path: Path, innokg: Callable) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "broken.yaml").write_text("a: [", "utf-8")
    (tmp_path / "list.yaml").write_text("- a", "utf-8")
    (tmp_path / "odd.yaml").write_text("colour: red", "utf-8")
    (tmp_path / "keyless.yaml").write_text("address: http://127.0.0.1:9\nmodel: m\nkey_variable: NO_SUCH_KEY", "utf-8")
    done = innokg("build", "a.txt", "--graph", "g", "--proposer", proposer, cwd=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "g").exists()
