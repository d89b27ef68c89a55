"""A script that is wrong is not begun: each line says what is wrong with it."""

import re
from pathlib import Path

import pytest

from reviewer.ui.replay.outcome import said
from reviewer.ui.replay.script import VERBS, Do, Expect, Expected, Press, ScriptError, Size, Wait, load, parse


def test_steps_know_their_lines_and_comments_are_left_out():
    steps = parse(["# what this is", "", '{"do": "field.confirm"}', '  {"key": ["Tab", "Ctrl+Return"], "times": 2}'])
    assert [step.line for step in steps] == [3, 4]
    assert steps[0].verb == Do(do="field.confirm")
    assert steps[1].verb.keys == ("Tab", "Ctrl+Return", "Tab", "Ctrl+Return")


def test_a_wait_is_a_word_or_seconds():
    first, second = parse(['{"wait": "read", "seconds": 3}', '{"wait": 0.5}'])
    assert first.verb == Wait(wait="read", seconds=3)
    assert second.verb == Wait(wait=0.5)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("{", "this is no JSON"),
        ('"Return"', "a step is an object"),
        ('{"press": "Return"}', "press is no step. Steps are do, key"),
        ('{"do": "field.confirm", "key": "Tab"}', "names do and key"),
        ('{"do": "field.confrim"}', "there is no action “field.confrim”. Is “field.confirm” meant?"),
        ('{"do": "shred"}', "there is no action “shred”."),
        ('{"do": "field.confirm", "checked": true}', "is not on or off"),
        ('{"key": "Ctrl+Foo"}', "“Ctrl+Foo” is no key"),
        ('{"key": "Ctrl+K, Ctrl+S"}', "is no key"),
        ('{"key": "Tab", "times": 0}', "times"),
        ('{"wait": "tea"}', "tea"),
        ('{"expect": {}}', "nothing is expected"),
        ('{"expect": {"field": "total"}}', "nothing is expected"),
        ('{"expect": {"total": "8.95"}}', "total"),
        ('{"size": [1600]}', "size"),
        ('{"key": "Tab", "tiems": 2}', "tiems"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(line, why):
    with pytest.raises(ScriptError, match=r"^Line 2: ") as told:
        parse(['{"key": "Tab"}', line])
    assert why in str(told.value)
    assert "Nothing was played." in str(told.value)


def test_an_empty_script_is_told(tmp_path):
    (tmp_path / "empty.jsonl").write_text("# nothing\n")
    with pytest.raises(ScriptError, match="has no step"):
        load(tmp_path / "empty.jsonl")


def test_what_is_no_script_is_told(tmp_path):
    (tmp_path / "picture.jsonl").write_bytes(b"\x89PNG\xff")
    with pytest.raises(ScriptError, match="is no script"):
        load(tmp_path / "picture.jsonl")
    with pytest.raises(ScriptError, match="cannot be read"):
        load(tmp_path / "gone.jsonl")


@pytest.mark.parametrize(
    ("verb", "written"),
    [
        (Press(key="Tab"), {"key": "Tab"}),
        (Press(key=("Tab", "F8"), times=3), {"key": ["Tab", "F8"], "times": 3}),
        (Size(size=(1280, 720), note="Narrow"), {"size": [1280, 720], "note": "Narrow"}),
        (Expect(expect=Expected(field="total", value="8.95")), {"expect": {"field": "total", "value": "8.95"}}),
    ],
)
def test_a_step_is_told_as_it_was_written(verb, written):
    assert said(verb) == written


# The documentation

PAGE = (Path(__file__).parents[3] / "docs" / "replay.md").read_text("utf-8")


def test_the_steps_of_the_documentation_are_steps():
    named = re.findall(r"^\| `(\{.*?\})` \|", PAGE, re.MULTILINE)
    steps = parse(named)
    assert {type(step.verb) for step in steps} == set(VERBS.values())


def test_the_example_of_the_documentation_can_be_played():
    (example,) = re.findall(r"^```jsonl\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
    assert len(parse(example.splitlines())) > 10


def test_all_that_can_be_expected_is_explained():
    below = PAGE.split("### What can be expected")[1].split("## What is told")[0]
    explained = set(
        re.findall(r"`(\w+)`", "".join(line.split("|")[1] for line in below.splitlines() if line[:1] == "|"))
    )
    assert explained == set(Expected.__struct_fields__)
