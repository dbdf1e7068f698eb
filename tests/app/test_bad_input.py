"""Everything bad that analysts have saved, in one folder: one build, one clear line for each, the rest in the graph."""

from __future__ import annotations

import io
import os
import re
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

import pypdf
import pytest

PDF = Path(__file__).parents[2] / "examples" / "articles" / "09-moonshot.pdf"
MIB = 1024 * 1024


def article(name: str) -> str:
    """Return an article that states one fact, of a consortium of this name."""
    return f"青岚省动态\n\n青岚省{name}创新联合体由{name}重工有限公司牵头组建，成员单位九家，任务期限三年。\n"


def pdf(writer: pypdf.PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def encrypted() -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(PDF.read_bytes()))
    writer.encrypt("secret", algorithm="RC4-128")
    return pdf(writer)


def without_text() -> bytes:
    writer = pypdf.PdfWriter()
    for _ in range(3):
        writer.add_blank_page(300, 300)
    return pdf(writer)


def archive(members: Iterable[tuple[str, bytes]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members:
            file.writestr(name, data)
    return out.getvalue()


SCRIPT = "<script>" + "var x='<p>假段落由假企业牵头。</p>';" * 30_000 + "</script>"
FILES: dict[str, Callable[[], bytes | str]] = {
    "truncated.pdf": lambda: PDF.read_bytes()[: PDF.stat().st_size // 3],
    "encrypted.pdf": encrypted,
    "images.pdf": without_text,
    "bomb.zip": lambda: archive(
        [("bomb.txt", bytes(8 * MIB).replace(b"\0", b"0")), ("ok.txt", article("林海").encode())]
    ),
    "names.zip": lambda: archive([(name, article("逃逸").encode()) for name in ("../up.txt", "/abs.txt", "C:\\x.txt")]),
    "empty.txt": lambda: "",
    "blank.html": lambda: "<html><body>  </body></html>",
    "scripts.html": lambda: (
        f"<html><head><title>青岚省的牧野联合体</title></head><body><p>{article('牧野')}</p>{SCRIPT}</body></html>"
    ),
    "mixed.txt": lambda: article("同心").encode() * 2 + article("国标").encode("gb18030"),
    "bytes.txt": lambda: article("完好").encode() * 3 + b"\xff\xfe\xfa\n",
    "english.txt": lambda: "Innovation centres\n\nThe agency will fund ten centres over five years.\n" * 3,
    "control.txt": lambda: (
        article("湖泊").replace("湖泊重工", "\u202e湖泊\u200b重\u0007工\u202c") + article("河流") * 3
    ),
    "damaged.txt": lambda: article("云岭") + "青岚省山地创新联合体由上??萍紕撔轮行凝堫^组建，任务三年。\n",
}

# What is told of each, as the person reads it; nothing else is told.
TOLD = r"""
big\.txt: is bigger than 64 MiB; split it or raise max_file_bytes
blank\.html: has no article text \(.+\); save it as text
bomb\.zip/bomb\.txt: unpacks to over 200 times its size, as archive bombs do; left out
bytes\.txt: line 10: a damaged stretch of 3 characters; no fact is drawn across it
bytes\.txt: line 10: bytes that are not utf-8 are left out; mend the source
damaged\.txt: line 4: a damaged stretch of \d+ characters; no fact is drawn across it
device\.txt: is a device, pipe or socket, not a file; left out
empty\.txt: is empty; remove it or save it again
encrypted\.pdf: is an encrypted PDF; save it without its password
english\.txt: has hardly any Chinese; facts are read from Chinese text only
english\.txt: no title found; give one in the side file NAME\.meta\.yaml
images\.pdf: is a PDF of images without text; recognise its text \(OCR\) first
loop: is a link to a folder that holds it; left out
mixed\.txt: mixes encodings \(gb18030 2 lines, utf-8 4 lines; first in line 7\); check those lines
names\.zip/\.\./up\.txt: has a name that leads out of its archive; left out
names\.zip//abs\.txt: has a name that leads out of its archive; left out
names\.zip/C:\\x\.txt: has a name that leads out of its archive; left out
names\.zip: holds no articles; left out
pipe\.txt: is a device, pipe or socket, not a file; left out
self: is a link that leads to itself; left out
truncated\.pdf: is not a whole PDF \(.+\); save it again
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("bad")
    for name, content in FILES.items():
        data = content()
        (path / name).write_bytes(data.encode() if isinstance(data, str) else data)
    with (path / "big.txt").open("wb") as file:
        file.truncate(1024 * MIB)  # takes no room where the file system knows holes
    (path / "loop").symlink_to(path, target_is_directory=True)
    (path / "self").symlink_to(path / "self")
    (path / "device.txt").symlink_to("/dev/zero")
    os.mkfifo(path / "pipe.txt")
    return path


@pytest.mark.skipif(os.name == "nt", reason="links, pipes and devices are POSIX")
def test_each_gets_its_line_and_the_rest_is_built(folder: Path, tmp_path: Path, innokg: Callable) -> None:
    done = innokg("build", folder, "--graph", tmp_path / "g")
    assert done.returncode == 1
    told = sorted(done.stderr.splitlines())
    wanted = sorted(line for line in TOLD.splitlines() if line)
    assert len(told) == len(wanted), done.stderr
    for pattern in wanted:
        assert [line for line in told if re.fullmatch(pattern, line)], (pattern, done.stderr)
    # The stretches lost are counted, and nothing is drawn across them.
    assert re.search(r"^damaged +2$", done.stdout, re.MULTILINE)
    query = "SELECT DISTINCT ?n { ?c ikg:ledBy ?e . ?e skos:prefLabel ?n } ORDER BY ?n"
    leads = innokg("sparql", query, "--graph", tmp_path / "g", "--format", "csv").stdout.split()[1:]
    whole = ("国标", "完好", "林海", "河流", "湖泊", "同心", "牧野", "云岭")
    assert leads == sorted(f"{name}重工有限公司" for name in whole)
    assert not (folder.parent / "up.txt").exists()
