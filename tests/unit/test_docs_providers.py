"""The pages on services say what the program does: keys, options, addresses, sentences, pictures."""

import ast
import re
import shlex
from pathlib import Path

import msgspec
import pytest

from reviewer import credentials, registry
from reviewer.emulators._emulator import PACKAGE as EMULATORS
from reviewer.providers.base import PACKAGE
from reviewer.services.sources import PROVIDERS, title_of

ROOT = Path(__file__).parents[2]
INDEX = (ROOT / "docs" / "providers.md").read_text("utf-8")
SOURCES = [
    *ROOT.glob("src/reviewer/providers/*.py"),
    ROOT / "src" / "reviewer" / "services" / "remote" / "connection.py",
]
LARGEST = 200_000


def page(name):
    return (ROOT / "docs" / "providers" / f"{name}.md").read_text("utf-8")


def commands(name):
    (block,) = re.findall(r"^## Try it\n\n```\n(.*?)^```$", page(name), re.DOTALL | re.MULTILINE)
    return [shlex.split(line) for line in block.splitlines()]


def test_every_service_is_in_the_index():
    assert {name for name in PROVIDERS if f"[{title_of(name)}](providers/{name}.md)" in INDEX} == set(PROVIDERS)


@pytest.mark.parametrize("name", PROVIDERS)
def test_three_commands_try_a_service(name):
    emulate, export, recognize = commands(name)
    made, emulator = registry.load(PACKAGE, name).Provider, registry.load(EMULATORS, name).Emulator
    given = dict(pair.split("=") for pair in export[1:])
    options = dict(recognize[at + 1].split("=", 1) for at, word in enumerate(recognize) if word == "--option")

    assert emulate == ["reviewer", "emulate", name, "--port", "8080"]
    assert list(given) == [credentials.variable(name, need.name) for need in made.needs]
    assert ":".join(given.values()) == emulator.key
    assert (ROOT / recognize[2]).is_file()
    assert recognize[recognize.index("--provider") + 1] == name
    assert options["base_url"] == f"http://127.0.0.1:8080{emulator.path}"
    assert set(options) <= {option.name for option in msgspec.structs.fields(made.Options)}


@pytest.mark.parametrize("name", PROVIDERS)
def test_a_page_has_its_parts_and_a_picture(name):
    for heading in ("Set it up", "Corrections", "Try it"):
        assert f"\n## {heading}\n" in page(name)
    assert f"(../images/{name}.png)" in page(name)


@pytest.mark.parametrize("name", [*PROVIDERS, "provider"])
def test_pictures_of_services_are_small(name):
    assert 0 < (ROOT / "docs" / "images" / f"{name}.png").stat().st_size <= LARGEST


def said():
    """Everything that the program may say, with “…” for what it fills in."""
    for source in SOURCES:
        for node in ast.walk(ast.parse(source.read_text("utf-8"))):
            if isinstance(node, ast.JoinedStr):
                parts = (part.value if isinstance(part, ast.Constant) else "…" for part in node.values)
                yield "".join(map(str, parts))
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def test_the_sentences_in_the_table_are_those_of_the_program():
    below = INDEX.split("\n## When the connection does not work\n")[1].split("\n## ")[0]
    sentences = re.findall(r"^\| (.+?) \| ", below, re.MULTILINE)[2:]
    known = set(said())

    assert len(sentences) > 12
    for sentence in sentences:
        filled = {sentence, sentence.removesuffix("."), sentence.removeprefix("… ").removesuffix(".")}
        assert filled & known or re.sub("as … does", "as Handl does", sentence) in known, sentence
