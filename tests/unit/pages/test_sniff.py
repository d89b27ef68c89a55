import os
from pathlib import Path

import pytest

from reviewer.errors import TooLarge, UnreadableFile
from reviewer.pages import sniff

HEADS = {
    b"%PDF-1.7\n": "application/pdf",
    b"\r\n junk of a mail program %PDF-1.4": "application/pdf",
    b"\xff\xd8\xff\xe0\0\x10JFIF": "image/jpeg",
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR": "image/png",
    b"II*\0\x08\0\0\0": "image/tiff",
    b"MM\0*\0\0\0\x08": "image/tiff",
    b"II+\0\x08\0\0\0": "image/tiff",
    b"GIF89a": "image/gif",
    b"RIFF\n\n\0\0WEBPVP8 ": "image/webp",
    b"BM\x36\x10\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0": "image/bmp",
    b"\0\0\0\x0cjP  \r\n\x87\n": "image/jp2",
    b"\xff\x4f\xff\x51\0": "image/jp2",
    b"P4\n# made by\n10 10\n": "image/x-portable-anymap",
    b"\0\0\0\x18ftypheic\0\0\0\0": "image/heic",
    b"\0\0\0\x18ftypmif1\0\0\0\0": "image/heic",
}


@pytest.mark.parametrize("head", HEADS, ids=lambda head: HEADS[head])
def test_the_kind_is_found_from_the_first_bytes(tmp_path, head):
    path = tmp_path / "scan.docx"
    path.write_bytes(head)

    assert sniff.check(path) == HEADS[head]


@pytest.mark.parametrize(
    ("head", "told"),
    [
        (b"PK\x03\x04\x14\0", "a Word, Excel or other packed file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "an old Word, Excel or Outlook file"),
        (b"  <!DOCTYPE html><html>", "a web page"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>", "an XML file"),
        (b"Dear Sir, about the BMW", "a plain text file"),
        (b"BMW invoice of May", "a plain text file"),
        (b"P1ayer of the year", "a plain text file"),
        ("Zähler\n".encode() * 300, "a plain text file"),
        (b"\0\0\0\x18ftypmp42\0\0\0\0", "a film"),
        (b"\x01\x02\x03\x04\xff\xfe", "no document that Reviewer knows"),
        ("Zähler".encode("latin-1"), "no document that Reviewer knows"),
    ],
)
def test_what_is_not_opened_is_named(tmp_path, head, told):
    path = tmp_path / "scan.pdf"
    path.write_bytes(head)

    with pytest.raises(UnreadableFile, match=told) as raised:
        sniff.check(path)
    assert raised.value.code == "unsupported"
    assert raised.value.advice


def test_an_empty_file_is_told(tmp_path):
    path = tmp_path / "scan.pdf"
    path.write_bytes(b"")

    with pytest.raises(UnreadableFile) as raised:
        sniff.check(path)
    assert str(raised.value) == "This file is empty (0 bytes). Scan it again, or ask for it again."


def test_what_is_gone_or_no_file_is_told(tmp_path):
    with pytest.raises(UnreadableFile, match="no longer there"):
        sniff.check(tmp_path / "gone.pdf")
    with pytest.raises(UnreadableFile, match="folder"):
        sniff.check(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="POSIX")
def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.pdf")

    with pytest.raises(UnreadableFile, match="device"):
        sniff.check(tmp_path / "pipe.pdf")


@pytest.mark.parametrize(
    ("error", "told"), [(PermissionError(13, ""), "not allowed"), (OSError(5, ""), "from its disk")]
)
def test_what_the_system_refuses_is_told(tmp_path, monkeypatch, error, told):
    path = tmp_path / "scan.pdf"
    path.write_bytes(b"%PDF-")

    def refuse(*arguments):
        raise error

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(UnreadableFile, match=told):
        sniff.check(path)


def test_a_large_file_is_not_opened(tmp_path):
    path = tmp_path / "scan.pdf"
    path.write_bytes(b"%PDF-1.7")
    os.truncate(path, 250_000_000)

    with pytest.raises(TooLarge, match="has 250 MB; at most 200 MB"):
        sniff.check(path)
