"""The documentation says what the program does: links, keys, limits, options and examples."""

import argparse
import re
import tomllib
from datetime import date
from pathlib import Path

import httpx
import msgspec
import pytest

from reviewer import document_types, rules
from reviewer.cli import parser
from reviewer.domain.document_type import parse
from reviewer.domain.field import Field, Value
from reviewer.domain.revision import Revision, entries_of
from reviewer.processes import limits
from reviewer.providers._http import Http
from reviewer.providers.base import Answer, Sent, Ticket, Upload
from reviewer.receiver import PROVIDERS, checks
from reviewer.receiver import limits as receiver_limits
from reviewer.rules.base import Context
from reviewer.secret import Secret
from reviewer.ui.table.action import GROUPS
from reviewer.ui.table.rows import ACTIONS, GESTURES

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), ROOT / "resources" / "samples" / "README.md"])
NAMES = [str(page.relative_to(ROOT)) for page in PAGES]
CHANGES = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
UNITS = {"": 1, "px": 1, "s": 1, "Mpx": 1_000_000, "MB": limits.MB, "GB": 1024**3}
FOCUS = {
    "page": " Focus on the page.",
    "strip": " Focus on the strip of pages.",
    "queue": " Focus on the queue.",
    "table": " Focus on a table.",
    "sheet": " In the other modes.",
    "mode": " In the other modes.",
    "pair": " In Adjudicate.",
}
"""What the table of keys says of where a key works."""
OTHERS = {"--upgrade", "--corpus", "--keep", "--mistakes", "--tuned"}
"""Options of other programs and of the benchmarks that the documentation names."""


def text(name):
    return (ROOT / name).read_text("utf-8")


def outside_code(page):
    return re.sub(r"```.*?```|`[^`\n]*`", "", page, flags=re.DOTALL)


def anchors(page):
    headings = re.findall(r"^#+ (.+)$", re.sub(r"```.*?```", "", page, flags=re.DOTALL), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def blocks(name, language):
    return re.findall(rf"^```{language}\n(.*?)^```$", text(name), re.DOTALL | re.MULTILINE)


def table(name, heading):
    """The cells of the first table below a heading."""
    below = text(name).split(f"\n## {heading}\n")[1].split("\n## ")[0]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in below.splitlines() if line[:1] == "|"]


# Changelog and links


def test_the_changelog_keeps_its_form():
    found = re.findall(r"^(#+) (.+)$", text("CHANGELOG.md"), re.MULTILINE)

    assert found[0] == ("#", "Changelog")
    assert found[1] == ("##", "[Unreleased]")
    for level, heading in found[2:]:
        if level == "##":
            assert re.fullmatch(r"\[\d+\.\d+\.\d+\] - \d{4}-\d{2}-\d{2}", heading)
        else:
            assert (level, heading) in {("###", change) for change in CHANGES}


@pytest.mark.parametrize("name", NAMES)
def test_links_lead_somewhere(name):
    page = ROOT / name
    for target in re.findall(r"\]\(([^)\s]+)\)", outside_code(page.read_text("utf-8"))):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        meant = (page.parent / path).resolve() if path else page
        assert meant.exists(), target
        if anchor:
            assert anchor in anchors(meant.read_text("utf-8")), target


# Keys


def key(sequence):
    """How a key is written on a cap, without Qt."""
    head, plus, last = sequence.rpartition("+") if not sequence.endswith("+") else ("", "", sequence)
    return f"`{head}{plus}{ {'Return': 'Enter', 'PgDown': 'PgDn'}.get(last, last) }`"


def keys_table():
    """The rows of the table of keys, as the key sheet has them: by group, in the order of the table."""
    rows = ["| Group | Key | Action | What it does |", "| --- | --- | --- | --- |"]
    for group in GROUPS:
        taken: dict[str, list] = {}
        for action in (each for each in ACTIONS if each.group == group and each.keys):
            taken.setdefault(action.text if action.name.startswith("field.take_") else action.name, []).append(action)
        for same in taken.values():
            keys = list(dict.fromkeys(key(sequence) for action in same for sequence in action.keys))
            shown = f"{keys[0]} to {keys[-1]}" if len(same) > 1 else ", ".join(keys)
            where = FOCUS.get(same[0].context.value, "")
            rows.append(f"| {group} | {shown} | {same[0].text.rstrip('…')} | {same[0].help}{where} |")
        for gesture in (each for each in GESTURES if each.group == group):
            rows.append(f"| {group} | {', '.join(f'`{one}`' for one in gesture.keys)} | {gesture.text} | |")
    return "\n".join(rows)


def test_the_table_of_keys_is_that_of_the_program():
    assert keys_table() in text("docs/operators.md"), f"put this into docs/operators.md:\n{keys_table()}"


def test_the_keys_in_the_readme_are_keys_of_the_program():
    known = {key(sequence) for action in ACTIONS for sequence in action.keys}
    named = [one for row in table("README.md", "Keys")[2:] for one in row[0].split(", ")]

    assert len(named) >= 10
    assert set(named) <= known


# Limits


def test_the_table_of_limits_is_that_of_the_program():
    assert limits.__doc__ is not None
    rows = "\n".join(line for line in limits.__doc__.splitlines() if line.startswith("|"))

    assert rows in text("docs/integrators.md"), f"put this into docs/integrators.md:\n{rows}"


def test_each_limit_is_in_the_table_with_its_value():
    found = {}
    for name, value, _ in table("docs/integrators.md", "Limits")[2:]:
        figure, _, unit = value.partition(" ")
        found[name.strip("`")] = float(figure.replace(",", "")) * UNITS[unit]
    constants = {name: value for name, value in vars(limits).items() if name.isupper() and name != "MB"}

    assert found == constants


def test_the_table_of_the_receivers_limits_is_that_of_the_program():
    assert receiver_limits.__doc__ is not None
    rows = "\n".join(line for line in receiver_limits.__doc__.splitlines() if line.startswith("|"))
    found = {}
    for name, value, _ in table("docs/callbacks.md", "Limits")[2:9]:
        figure, _, unit = value.partition(" ")
        found[name.strip("`")] = float(figure) * {"": 1, "s": 1, "KB": 1 << 10, "MB": 1 << 20}[unit]
    constants = {name: value for name, value in vars(receiver_limits).items() if name.isupper()}

    assert rows in text("docs/callbacks.md"), f"put this into docs/callbacks.md:\n{rows}"
    assert found == {name: value for name, value in constants.items() if name not in {"KB", "MB"}}


def test_the_example_of_credentials_is_what_the_receiver_needs():
    (block,) = blocks("docs/callbacks.md", "toml")
    known = {
        provider: {name: Secret(value) for name, value in table.items()}
        for provider, table in tomllib.loads(block).items()
    }

    assert [check.provider for check in checks.from_secrets(PROVIDERS, known)] == ["mindee", "verihubs"]


# Commands


def parsers():
    program = parser.build()
    (commands,) = (action for action in program._actions if isinstance(action, argparse._SubParsersAction))
    return {"": program, **commands.choices}


def options_of(one):
    return {name for action in one._actions for name in action.option_strings}


def test_every_option_that_is_named_exists():
    known = set().union(*map(options_of, parsers().values())) | OTHERS
    for name in NAMES:
        code = " ".join(re.findall(r"```.*?```|`[^`\n]+`", text(name), re.DOTALL))
        named = {
            each for line in code.splitlines() if "mypy" not in line for each in re.findall(r"(?<!\S)--[a-z-]+", line)
        }
        assert named <= known, name


@pytest.mark.parametrize("name", NAMES)
def test_commands_in_code_can_be_parsed(name):
    commands = parsers()
    for block in re.findall(r"^```\w*\n(.*?)^```$", text(name), re.DOTALL | re.MULTILINE):
        for line in re.findall(r"^(?:\.venv/bin/)?reviewer\b(.*)$", block, re.MULTILINE):
            words = re.split(r"\s(?:#|\||>)", line)[0].split()
            if words and words[0] in commands:
                assert options_of(commands[words[0]]).issuperset(word for word in words if word.startswith("--")), line
            else:
                assert all(word.startswith("-") for word in words[:1]), line


def test_every_command_and_option_is_explained():
    page = text("docs/integrators.md")
    for command, one in parsers().items():
        assert f"reviewer {command}".strip() in page
        for option in options_of(one) - {"-h", "--help"}:
            assert option in page, f"{command} {option}"


# Examples


@pytest.mark.parametrize("name", ["docs/document-types.md", "CONTRIBUTING.md"])
def test_the_examples_of_document_types_are_right(name, tmp_path):
    for block in blocks(name, "toml"):
        data = tomllib.loads(block)
        whole = data if "name" in data else {"name": "part", "title": "Part", **data}
        kind = parse(whole)
        assert rules.problems(kind) == ()
        if "name" in data:
            (tmp_path / f"{kind.name}.toml").write_text(block, "utf-8")
    loaded = document_types.load([tmp_path])

    assert loaded.problems == ()
    assert {path.stem for path in tmp_path.iterdir()} <= set(loaded)


def test_every_key_of_a_document_type_is_explained():
    from reviewer.domain.document_type import DocumentType, FieldType, Kind

    page = text("docs/document-types.md")
    named = {field.name for kind in (DocumentType, FieldType) for field in msgspec.structs.fields(kind)}
    for each in (named - {"fields", "rules"}) | {str(kind) for kind in Kind}:
        assert f"`{each}`" in page, each


def _example(request):
    return httpx.Response(200, json={"id": "1"} if request.method == "POST" else {"text": "Hello"})


def test_the_examples_of_plug_ins_work():
    _engine, provider, rule, exporter = (
        compile(block, "CONTRIBUTING.md", "exec") for block in blocks("CONTRIBUTING.md", "python")
    )
    made: dict = {"__name__": "example"}
    exec(rule, made)
    kind = parse({"name": "slip", "title": "Slip", "fields": [{"name": "day", "label": "Day", "kind": "date"}]})
    entries = entries_of([Field("day", values=(Value("2024-11-09"),))])
    revision = Revision("document", entries={entry.id: entry for entry in entries})

    issues = list(made["Rule"](made["Options"]()).check(Context(revision, kind, date(2025, 1, 1))))

    assert [issue.text for issue in issues] == ["Day reads 2024-11-09, which is on a weekend."]
    exec(provider, made)
    mapped = made["Provider"].mapped(Answer((b'{"text": "Hello", "confidence": 0.5}',)), Sent())
    assert (mapped.fields[0].values[0].text, mapped.fields[0].values[0].confidence) == ("Hello", 0.5)
    http = Http("Example", "https://ocr.example", transport=httpx.MockTransport(_example))
    service = made["Provider"](http, made["Options"](), {"key": Secret("k")})
    upload = Upload("r", "document.pdf", "application/pdf", b"%PDF", Sent(), lambda *_: None)
    assert service.poll(service.submit(upload, Ticket())) == Answer((b'{"text":"Hello"}',))
    exec(exporter, made)
    assert list(made["Exporter"]().export([])) == []
