"""Reading: formats, encodings, folders and archives, side files, limits, and every bad input that users have sent."""

from __future__ import annotations

import base64
import io
import json
import os
import tracemalloc
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pypdf
import pytest
from innokg.extract.cleaning import clean
from innokg.extract.model import BlockKind
from innokg.extract.reading import (
    Limits,
    Source,
    Unreadable,
    UnreadableError,
    digest,
    discover,
    read,
    read_bytes,
)

TEXT = (
    "青岚省组建创新联合体\n\n2024-05-16  来源：青岚日报\n\n"
    "青岚省科技厅公布首批十二家创新联合体名单，由企业牵头，高校和科研院所参加，任务期限三年。\n"
)
EXAMPLES = Path(__file__).parents[3] / "examples" / "articles"


def found(*paths: Path, limits: Limits | None = None) -> tuple[list[str], list[tuple[str, str]]]:
    """Return the identifiers of the articles under the paths, and (identifier, code) of what was passed over."""
    both = list(discover(paths, limits))
    sources = [one for one in both if isinstance(one, Source)]
    left = [one for one in both if isinstance(one, Unreadable)]
    for one in left:
        assert "\n" not in one.message
        assert len(one.message) > 10
    return [one.identifier for one in sources], [(one.identifier, one.code) for one in left]


def refusal(data: bytes, name: str = "x.txt", limits: Limits | None = None) -> str:
    """Return the code with which bytes are refused; the message is one line."""
    with pytest.raises(UnreadableError) as caught:
        read_bytes(data, name, limits)
    assert "\n" not in str(caught.value)
    assert caught.value.identifier == name
    return caught.value.code


# Encodings


@pytest.mark.parametrize(
    ("encoding", "mark", "expected"),
    [
        ("utf-8", b"", "utf-8"),
        ("utf-8", b"\xef\xbb\xbf", "utf-8"),
        ("utf-16-le", b"\xff\xfe", "utf-16-le"),
        ("utf-16-be", b"\xfe\xff", "utf-16-be"),
        ("utf-16-le", b"", "utf-16-le"),
        ("utf-16-be", b"", "utf-16-be"),
        ("utf-32-le", b"\xff\xfe\x00\x00", "utf-32-le"),
        ("gb18030", b"", "gb18030"),
        ("gb2312", b"", "gb18030"),
    ],
)
def test_encodings(encoding: str, mark: bytes, expected: str) -> None:
    article = read_bytes(mark + TEXT.encode(encoding), "x.txt")
    assert article.encoding == expected
    assert article.text == TEXT


def test_big5_is_told_from_gb18030() -> None:
    text = "產學研合作計畫新制上路，企業與大學共同提出者補助上限提高到五百萬元。\n主管機關表示自下個月起實施。\n"
    article = read_bytes(text.encode("big5"), "x.txt")
    assert (article.encoding, article.text) == ("big5hkscs", text)


def test_line_ends_stay_as_they_are() -> None:
    text = TEXT.replace("\n", "\r\n")
    assert read_bytes(text.encode(), "x.txt").text == text


def test_mixed_encodings_are_read_line_by_line_and_said() -> None:
    article = read_bytes(
        "第一行是统一码写的文字。\n".encode() + "第二行是国标码写的文字。\n".encode("gb18030"), "x.txt"
    )
    assert article.text == "第一行是统一码写的文字。\n第二行是国标码写的文字。\n"
    assert [notice.code for notice in article.notices if notice.code == "mixed-encodings"]
    assert "line 2" in next(n.message for n in article.notices if n.code == "mixed-encodings")


def test_one_bad_byte_costs_no_more_than_its_place() -> None:
    text = "第一行写的是联合体名单。\n第二行写的是牵头企业。\n第三行写的是任务期限。\n" * 3
    data = bytearray(text.encode("gb18030"))
    data[data.index("牵".encode("gb18030"))] = 0xFF
    article = read_bytes(bytes(data), "x.txt")
    assert article.encoding == "gb18030"
    assert article.text.count("\ufffd") <= 2
    assert article.text.count("第三行写的是任务期限。") == 3


def test_undecodable_bytes_are_reported_with_their_place() -> None:
    data = TEXT.encode() + "接下来的一句里有坏掉的".encode() + b"\xff\xfe\xfa" + "字节，其余都好。\n".encode()
    article = read_bytes(data, "x.txt")
    notice = next(one for one in article.notices if one.code == "undecodable")
    assert "line 6" in notice.message
    assert notice.span is not None
    assert set(article.text[notice.span.start : notice.span.end]) == {"\ufffd"}


# Bad input


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "x.txt", "empty"),
        (b" \r\n\t\n", "x.txt", "empty"),
        ("\ufeff\u3000\u200b\n".encode(), "x.txt", "empty"),
        (bytes(range(256)) * 40, "x.txt", "binary"),
        (b"\x89PNG\r\n\x1a\n" + bytes(300), "x.txt", "binary"),
        (b"\xfd\xfc\x81\x30\xff\xe9" * 50, "x.txt", "undecodable"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "x.doc", "old-word"),
        (b"{\\rtf1 abc}", "x.txt", "rtf"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<", "x.pdf", "damaged"),
        (b"not a pdf", "x.pdf", "damaged"),
        (b"PK\x03\x04 no zip", "x.docx", "damaged"),
        (b"<html><body></body></html>", "x.html", "no-main-text"),
        ("<html><body><script>document.write('创新联合体')</script></body></html>".encode(), "x.html", "no-main-text"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n--a--\n", "x.mhtml", "no-main-text"),
    ],
)
def test_bad_bytes(data: bytes, name: str, code: str) -> None:
    assert refusal(data, name) == code


def test_english_text_is_read_with_a_warning() -> None:
    article = read_bytes(b"Innovation Centres\n\nThe agency will fund ten centres over five years.\n", "x.txt")
    assert "not-chinese" in [notice.code for notice in article.notices]


def test_chinese_text_with_figures_gets_no_such_warning() -> None:
    article = read_bytes("SEMATECH 1987—1996\n14 家企业组成 SEMATECH，DARPA 出资。\n".encode(), "x.txt")
    assert "not-chinese" not in [notice.code for notice in article.notices]


def test_control_and_direction_characters_stay_in_the_stored_text() -> None:
    text = "创新\u202e联合体\u0007由企业牵头组建，期限三年。\n" + "成员单位六家，任务三年。\n" * 5
    assert read_bytes(text.encode(), "x.txt").text == text


@pytest.fixture(scope="module")
def pdf_bytes() -> bytes:
    return (EXAMPLES / "09-moonshot.pdf").read_bytes()


def test_truncated_pdf(pdf_bytes: bytes) -> None:
    assert refusal(pdf_bytes[: len(pdf_bytes) // 3], "x.pdf") in ("damaged", "no-text-layer")


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-256"])
def test_encrypted_pdf(pdf_bytes: bytes, algorithm: str) -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf_bytes))
    try:
        writer.encrypt("secret", algorithm=algorithm)
    except pypdf.errors.DependencyError:
        pytest.skip("no AES here")
    out = io.BytesIO()
    writer.write(out)
    assert refusal(out.getvalue(), "x.pdf") == "encrypted"


def test_pdf_encrypted_with_what_cannot_be_undone_here(pdf_bytes: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object) -> None:
        raise pypdf.errors.DependencyError("cryptography is required for AES algorithm")

    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf_bytes))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    monkeypatch.setattr(pypdf.PdfReader, "decrypt", missing)
    assert refusal(out.getvalue(), "x.pdf") == "encrypted"


def test_pdf_of_images_only() -> None:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(300, 300)
    out = io.BytesIO()
    writer.write(out)
    assert refusal(out.getvalue(), "x.pdf") == "no-text-layer"


def test_pdf_with_too_many_pages(pdf_bytes: bytes) -> None:
    assert refusal(pdf_bytes, "x.pdf", Limits(max_pages=1)) == "too-many-pages"


def test_pdf_paragraphs_are_whole_and_running_heads_gone(pdf_bytes: bytes) -> None:
    article = read_bytes(pdf_bytes, "x.pdf")
    content = [b for b in article.blocks if b.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)]
    texts = [article.text[b.span.start : b.span.end] for b in content]
    assert sum(text.endswith(("。", "：", ":")) for text in texts) >= len(texts) - 1
    assert article.text.count("科技政策评论 · ") == 1


def test_time_limit(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(
        "<html><body>" + "<div class='nav'>" * 300 + "<p>创新联合体由企业牵头，期限三年。</p>" * 3000, "utf-8"
    )
    with pytest.raises(UnreadableError, match="raise seconds_per_file") as caught:
        read(path, Limits(seconds_per_file=0.0))
    assert caught.value.code == "too-slow"


def test_megabyte_on_one_line_with_scripts() -> None:
    script = "<script>" + "var x='<p>假段落，不是文章的一部分。</p>';" * 20_000 + "</script>"
    body = "<p>青岚省公布首批创新联合体名单，由企业牵头组建，任务期限三年。</p>" * 3
    article = read_bytes(
        f"<html><head><title>联合体名单公布</title>{script}</head><body>{body}{script}</body></html>".encode(), "x.html"
    )
    assert "假段落" not in article.text
    assert "任务期限三年" in article.text


def test_references_to_control_characters_in_a_page() -> None:
    page = (
        "<html><body><div class='nav'>x</div>&#1;&#11;&#12;<div style='display:none'>y</div>&#2;"
        "<p>青岚省公布首批创新联合体名单，&#3;由企业牵头组建，任务期限三年。</p></body></html>"
    )
    assert "名单，由企业牵头" in read_bytes(page.encode(), "x.html").text


def test_deeply_nested_page() -> None:
    """The parser cuts what is nested deeper than any page; that must cost neither the program nor much time."""
    inner = "<p>青岚省公布首批创新联合体名单，由企业牵头组建，任务期限三年。</p>"
    assert "任务期限三年" in read_bytes(f"<html><body>{'<div>' * 200}{inner}".encode(), "x.html").text
    assert refusal(f"<html><body>{'<div>' * 20_000}{inner}".encode(), "x.html") in ("no-main-text", "damaged")


@pytest.mark.parametrize("name", ["x.txt", "x.html"])
def test_memory_is_bounded_by_the_size(name: str) -> None:
    """A constant times the size: the same for an article ten times as long (bench/reading.py measures it)."""
    said = "青岚省冰雪创新联合体由雪线装备有限公司牵头组建，成员单位九家，第{}次会议定在三月。"
    shares: list[float] = []
    for sentences in (200, 2000):
        lines = [said.format(number) for number in range(sentences)]
        page = "<html><body>" + "".join(f"<p>{line}</p>" for line in lines) + "</body></html>"
        data = (page if name == "x.html" else "\n".join(lines)).encode()
        clean(read_bytes(data, name))  # what is loaded once does not count
        tracemalloc.start()
        clean(read_bytes(data, name))
        shares.append(tracemalloc.get_traced_memory()[1] / len(data))
        tracemalloc.stop()
    assert shares[1] < 40
    assert shares[1] < 1.2 * shares[0]


# Files and folders


def test_folder_in_order_at_any_depth(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/deep/er/c.md", "10.txt", "2.html", "a.meta.yaml", ".hidden.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT, "utf-8")
    identifiers, left = found(tmp_path)
    assert identifiers == ["10.txt", "2.html", "a/deep/er/c.md", "a/z.txt", "b.txt"]
    assert left == []


def test_what_is_no_article_is_passed_over_with_a_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50))
    (tmp_path / "table.csv").write_text("a,b\n1,2\n", "utf-8")
    (tmp_path / "no-ending").write_text(TEXT * 3, "utf-8")
    (tmp_path / "saved").write_text("<!DOCTYPE html><html><body>x</body></html>", "utf-8")
    (tmp_path / "Makefile").write_text("all:\n\techo\n", "utf-8")
    identifiers, left = found(tmp_path)
    assert identifiers == ["a.txt", "no-ending", "saved"]
    assert left == [("Makefile", "not-an-article"), ("picture.png", "not-an-article"), ("table.csv", "not-an-article")]


def test_missing_path_and_folder_without_articles(tmp_path: Path) -> None:
    assert found(tmp_path / "no")[1] == [(str(tmp_path / "no"), "missing")]
    assert found(tmp_path)[1] == [(str(tmp_path), "no-articles")]


def test_link_loops_are_left(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "self").symlink_to(tmp_path / "self")
    identifiers, left = found(tmp_path)
    assert identifiers == ["a.txt"]
    assert left == [("self", "link-loop"), ("sub/up", "link-loop")]


def test_devices_and_pipes_are_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert found(tmp_path)[1][0] == ("pipe.txt", "not-a-file")
    assert found(Path("/dev/zero"))[1] == [("zero", "not-a-file")]
    with pytest.raises(UnreadableError) as caught:
        read(Path("/dev/zero"))
    assert caught.value.code == "not-a-file"


def test_huge_file_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(1024**3)
    with pytest.raises(UnreadableError) as caught:
        read(path)
    assert caught.value.code == "too-big"


def test_unreadable_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, "utf-8")

    def deny(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", deny)
    assert found(tmp_path)[1][0] == ("a.txt", "forbidden")


def test_same_name_in_two_folders_is_said(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text(TEXT, "utf-8")
    identifiers, left = found(tmp_path / "two", tmp_path / "one")
    assert identifiers == ["a.txt"]
    assert left == [("a.txt", "same-name")]
    assert found(tmp_path / "one", tmp_path / "one")[1] == []


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stdin:
        buffer = io.BytesIO(TEXT.encode("gb18030"))

    monkeypatch.setattr("sys.stdin", Stdin)
    (source,) = discover(["-"])
    assert isinstance(source, Source)
    article = read(source)
    assert (article.identifier, article.encoding) == ("stdin", "gb18030")


# Archives and corpora


def archive(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return path


def test_zip(tmp_path: Path) -> None:
    inner = archive(tmp_path / "inner", {"c.txt": TEXT.encode()})
    path = archive(
        tmp_path / "a.zip",
        {"x/b.txt": TEXT.encode("gb18030"), "a.md": b"# T\n", "p.png": b"\x89PNG", "n.zip": inner.read_bytes()},
    )
    inner.unlink()
    identifiers, left = found(tmp_path)
    assert identifiers == ["a.zip/a.md", "a.zip/n.zip/c.txt", "a.zip/x/b.txt"]
    assert left == [("a.zip/p.png", "not-an-article")]
    article = next(
        read(one) for one in discover([path]) if isinstance(one, Source) and one.identifier.endswith("b.txt")
    )
    assert article.text == TEXT


def test_zip_with_names_in_gbk(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", {"abcd.txt": TEXT.encode()})
    data = path.read_bytes().replace(b"abcd.txt", "名单".encode("gbk") + b".txt")
    path.write_bytes(data)
    assert found(path)[0] == ["a.zip/名单.txt"]
    assert read(next(one for one in discover([path]) if isinstance(one, Source))).text == TEXT


@pytest.mark.parametrize("name", ["../evil.txt", "/etc/evil.txt", "a/../../evil.txt", "C:\\evil.txt", "..\\evil.txt"])
def test_zip_names_that_lead_out(tmp_path: Path, name: str) -> None:
    path = archive(tmp_path / "a.zip", {name: TEXT.encode(), "ok.txt": TEXT.encode()})
    identifiers, left = found(path)
    assert identifiers == ["a.zip/ok.txt"]
    assert [code for _, code in left] == ["unsafe-name"]
    assert not (tmp_path / "evil.txt").exists()


def test_zip_bomb(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", {"bomb.txt": b"0" * (8 * 1024 * 1024), "ok.txt": TEXT.encode()})
    codes = {}
    for source in discover([path]):
        assert isinstance(source, Source)
        try:
            read(source)
        except UnreadableError as error:
            codes[source.identifier] = error.code
    assert codes == {"a.zip/bomb.txt": "archive-bomb"}
    limits = Limits(max_expanded_bytes=1024 * 1024)
    assert found(path, limits=limits)[1] == [("a.zip", "archive-bomb")]
    assert found(path, limits=replace(limits, max_archive_members=1))[1] == [("a.zip", "too-many-members")]


def test_damaged_and_nested_zips(tmp_path: Path) -> None:
    whole = archive(tmp_path / "a.zip", {"a.txt": TEXT.encode()}).read_bytes()
    (tmp_path / "a.zip").write_bytes(whole[: len(whole) // 2])
    assert found(tmp_path / "a.zip")[1] == [("a.zip", "bad-archive")]
    data = whole
    for _ in range(4):
        data = archive(tmp_path / "n.zip", {"n.zip": data}).read_bytes()
    assert ("n.zip/n.zip/n.zip", "nested-archive") in found(tmp_path / "n.zip")[1]


def test_corpus(tmp_path: Path) -> None:
    path = tmp_path / "c.jsonl"
    lines = [
        {"fields": {"text": "zhengwen", "title": "biaoti"}},
        {
            "zhengwen": TEXT,
            "biaoti": "甲题目",
            "date": "2024-05-16T08:00:00",
            "author": "赵明、本刊编辑部",
            "url": "https://example.org/1",
        },
        {"zhengwen": "", "biaoti": "乙"},
    ]
    path.write_text("\n".join(json.dumps(one, ensure_ascii=False) for one in lines) + "\n{oops\n", "utf-8")
    sources = [one for one in discover([path]) if isinstance(one, Source)]
    assert [one.identifier for one in sources] == ["c.jsonl/000002", "c.jsonl/000003", "c.jsonl/000004"]
    said = read(sources[0]).metadata
    assert said.title is not None
    assert said.title.value == "甲题目"
    assert said.published is not None
    assert said.published.value == "2024-05-16"
    assert [author.name.value for author in said.authors] == ["赵明"]
    assert said.source is not None
    for source, code in zip(sources[1:], ("empty", "bad-json"), strict=True):
        with pytest.raises(UnreadableError) as caught:
            read(source)
        assert caught.value.code == code
    packed = archive(tmp_path / "c.zip", {"c.jsonl": path.read_bytes()})
    inner = next(one for one in discover([packed]) if isinstance(one, Source))
    assert read(inner).text == TEXT


# Side files


def test_side_file_overrides_and_counts_for_the_digest(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, "utf-8")
    before = digest(Source("a.txt", path))
    (tmp_path / "a.meta.yaml").write_text(
        "title: 另一个题目\npublished: 2024-07\nauthors:\n  - name: 赵明\n    affiliations: [青岚大学]\n", "utf-8"
    )
    article = read(path)
    assert article.metadata.title is not None
    assert article.metadata.title.value == "另一个题目"
    assert article.metadata.published is not None
    assert article.metadata.published.value == "2024-07"
    assert article.metadata.publisher is not None
    assert article.metadata.publisher.value == "青岚日报"
    assert article.metadata.authors[0].affiliations[0].value == "青岚大学"
    assert digest(Source("a.txt", path)) != before


@pytest.mark.parametrize(
    "side",
    [
        "title: [",
        "just text",
        "titel: x",
        "published: neulich",
        "\ud800".encode("utf-16", "surrogatepass").decode("latin-1"),
    ],
)
def test_bad_side_files_are_said_and_the_article_read(tmp_path: Path, side: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, "utf-8")
    (tmp_path / "a.txt.meta.yaml").write_bytes(side.encode("latin-1"))
    article = read(path)
    assert article.text == TEXT
    assert "side-file" in [notice.code for notice in article.notices]


# Word, Markdown, whole saved pages


def test_docx_in_order_with_tables_and_styles(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("关于公布联合体名单的通知", style="Title")
    document.add_paragraph("各市科技局：")
    document.add_heading("一、名单", level=1)
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(
        (c for row in table.rows for c in row.cells), ("名称", "牵头单位", "海洋联合体", "青岚重工"), strict=True
    ):
        cell.text = text
    document.add_paragraph("请各单位按照要求做好组织实施和跟踪管理工作，按期报送进展。")
    document.add_paragraph("按期报送", style="List Bullet")
    path = tmp_path / "a.docx"
    document.save(str(path))
    article = read(path)
    kinds = [block.kind for block in article.blocks]
    assert (
        kinds
        == [
            BlockKind.TITLE,
            BlockKind.PARAGRAPH,
            BlockKind.HEADING,
            BlockKind.TABLE_ROW,
            BlockKind.TABLE_ROW,
            BlockKind.PARAGRAPH,
            BlockKind.LIST_ITEM,
        ]
        or kinds[1] is BlockKind.HEADING
    )
    rows = [[article.text[c.start : c.end] for c in block.cells] for block in article.blocks if block.cells]
    assert rows == [["名称", "牵头单位"], ["海洋联合体", "青岚重工"]]


def test_markdown_keeps_its_source_and_reads_its_marks() -> None:
    text = (
        "---\ntitle: 联合体怎样退出\nauthor: 赵明\ndate: 2024-05-16\n---\n# 联合体怎样退出\n\n## 一、背景\n\n"
        "> 引文也是正文，需要保留下来。\n\n- 第一条要求\n- 第二条要求\n\n"
        "| 名称 | 牵头 |\n| --- | --- |\n| 甲 | 乙公司 |\n\n```\n代码不是正文\n```\n正文一段。\n"
    )
    article = read_bytes(text.encode(), "x.md")
    assert article.text == text
    blocks = [
        (block.kind.value, block.level, article.text[block.span.start : block.span.end]) for block in article.blocks
    ]
    assert [kind for kind, _, _ in blocks[:3]] == ["metadata"] * 3
    assert blocks[3:] == [
        ("title", 0, "联合体怎样退出"),
        ("heading", 1, "一、背景"),
        ("paragraph", 0, "引文也是正文，需要保留下来。"),
        ("list-item", 0, "第一条要求"),
        ("list-item", 0, "第二条要求"),
        ("table-row", 1, "名称 | 牵头"),
        ("table-row", 0, "甲 | 乙公司"),
        ("paragraph", 0, "正文一段。"),
    ]
    assert article.metadata.published is not None
    assert article.metadata.published.value == "2024-05-16"
    assert [author.name.value for author in article.metadata.authors] == ["赵明"]


def test_mhtml() -> None:
    body = (
        "<html><head><title>联合体名单</title></head><body><h1>联合体名单</h1>"
        "<p>青岚省公布首批创新联合体名单，由企业牵头组建。</p></body></html>"
    )
    data = (
        b'From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="XX"\r\n\r\n--XX\r\n'
        b"Content-Type: text/html; charset=gbk\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + base64.encodebytes(body.encode("gbk"))
        + b"\r\n--XX\r\nContent-Type: image/png\r\n\r\nxx\r\n--XX--\r\n"
    )
    article = read_bytes(data, "x.mhtml")
    assert article.encoding == "gb18030"
    assert "由企业牵头组建" in article.text
