"""The document types at hand: the shipped ones, and the operator's own beside them."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

import msgspec

from reviewer import resources
from reviewer.domain import document_type, phones
from reviewer.domain.document_type import DocumentType, FieldType, Kind, is_pattern
from reviewer.domain.mrz.formats import ELEMENTS

FOLDER = "document_types"
_LARGEST = 2_000_000  # bytes; a type file is a few kilobytes


class DocumentTypes(Mapping[str, DocumentType]):
    """Document types by name, in the order of their names, and what is wrong with the files of others.

    Attributes:
        problems: sentences for the operator, each with file and what is wrong; these files were left out.
    """

    def __init__(self, types: dict[str, DocumentType], problems: tuple[str, ...] = ()) -> None:
        self._types = types
        self.problems = problems

    def __getitem__(self, name: str) -> DocumentType:
        return self._types[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._types)

    def __len__(self) -> int:
        return len(self._types)

    def add(self, kind: DocumentType) -> None:
        """Know one more, whose file was written just now."""
        self._types[kind.name] = kind


def written(kind: DocumentType, folder: Path) -> Path:
    """Write a document type as a file of its own; one of that name that is there stays. Returns its path.

    Raises:
        FileExistsError: there is one of that name.
        OSError: the folder cannot be written.
        ValueError: it is no sound document type.
    """
    import tomlkit  # 15 ms; whoever only reads types does not wait for it

    _check(kind)
    path = folder / f"{kind.name}.toml"
    text = tomlkit.dumps(msgspec.to_builtins(kind))
    folder.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8") as file:
        file.write(text)
    return path


def load(folders: Sequence[Path] = ()) -> DocumentTypes:
    """Read the shipped types and those in other folders; a later folder overrides a type of the same name.

    A folder that is not there is no mistake. A file with a mistake costs only its own type (the shipped one of that
    name stays) and a sentence in `problems`.
    """
    types: dict[str, DocumentType] = {}
    problems: list[str] = []
    for folder in (resources.path(FOLDER), *folders):
        for path in sorted(folder.glob("*.toml")) if folder.is_dir() else ():
            try:
                types[path.stem] = _read(path)
            except (OSError, ValueError) as error:
                problems.append(f"{path}: {_sentence(error)}")
    return DocumentTypes(dict(sorted(types.items())), tuple(problems))


def _read(path: Path) -> DocumentType:
    if path.stat().st_size > _LARGEST:
        raise ValueError("the file is too large for a document type")
    text = path.read_text("utf-8")
    try:
        kind = document_type.parse(tomllib.loads(text))
    except msgspec.ValidationError as error:
        raise ValueError(f"{error}{_place(str(error), text)}") from None
    if kind.name != path.stem:
        raise ValueError(f"the type is named “{kind.name}”, but its file “{path.name}”")
    _check(kind)
    return kind


def _check(kind: DocumentType) -> None:
    """What the shape of the data alone does not show.

    Raises:
        ValueError: says what is wrong.
    """
    _check_names("field", kind.fields)
    for word in filter(is_pattern, kind.words):
        _compiled(word[1:-1], "the type")
    for field in kind.fields:
        _check_field(field)
    for number, rule in enumerate(kind.rules, 1):
        _check_rule(kind, number, rule)


def _check_field(field: FieldType) -> None:
    _check_names(f"column of {field.name}", field.columns)
    if field.mrz and field.mrz not in ELEMENTS:
        raise ValueError(f"{field.name}: an MRZ has no “{field.mrz}”, but {', '.join(ELEMENTS)}")
    for each in (field, *field.columns):
        if each.country and not phones.is_country(each.country):
            raise ValueError(f"{each.name}: “{each.country}” is no country's code; it has two letters, as DE or MY")
    for pattern in (one for each in (field, *field.columns) for one in _patterns(each)):
        _compiled(pattern, field.name)
    for phrase in field.phrases:
        if not any(name.startswith(("value", "maybe")) for name in re.compile(phrase).groupindex):
            raise ValueError(f"the phrase “{phrase}” of {field.name} has no group (?P<value>…)")
    for day in field.synonyms if field.kind is Kind.DATE else ():
        if not _is_date(day):
            raise ValueError(f"the synonyms of {field.name} stand for dates like 9999-12-31, not for “{day}”")


def _patterns(field: FieldType) -> Iterator[str]:
    yield from field.patterns
    yield from field.phrases
    yield from (word[1:-1] for word in (*field.words, *field.not_words) if is_pattern(word))


def _compiled(pattern: str, name: str) -> None:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"the pattern “{pattern}” of {name} is none: {error}") from None


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _check_names(what: str, fields: Sequence[FieldType]) -> None:
    seen: set[str] = set()
    for field in fields:
        if not re.fullmatch(r"[a-z][a-z0-9_]*", field.name):
            raise ValueError(f"the {what} “{field.name}” needs a name of small letters, digits and underscores")
        if field.name in seen:
            raise ValueError(f"the {what} “{field.name}” stands there twice")
        seen.add(field.name)
    meant: dict[str, str] = {}
    for field in fields:
        if field.meaning in meant:
            raise ValueError(f"the {what} “{field.name}” means the same as “{meant[field.meaning]}”")
        meant[field.meaning] = field.name


def _check_rule(kind: DocumentType, number: int, rule: Mapping[str, object]) -> None:
    if not isinstance(rule.get("rule"), str):
        raise ValueError(f'rule {number} does not say which: rule = "…" is missing')
    named = [rule["field"]] if "field" in rule else []
    fields = rule.get("fields", [])
    if not isinstance(fields, list):
        raise ValueError(f"rule {number}: fields must be a list of names")
    for name in (*named, *fields):
        if not isinstance(name, str) or kind.field(name.split(".")[0]) is None:
            raise ValueError(f"rule {number} names the field “{name}”, which the type does not have")
    try:
        Decimal(str(rule.get("tolerance", "0")))
    except InvalidOperation:
        raise ValueError(f"rule {number}: the tolerance “{rule['tolerance']}” is no number") from None


def _place(error: str, text: str) -> str:
    """The line that msgspec's path means (``$.fields[2].label``), as far as it can be told from headers and keys."""
    at = 0
    lines = text.splitlines()
    path = error.partition("`$.")[2].partition("`")[0]
    header = ""
    for name, number in re.findall(r"(\w+)(?:\[(\d+)\])?", path):
        header = f"{header}.{name}".lstrip(".")
        tables = [line for line in range(at, len(lines)) if lines[line].strip() == f"[[{header}]]"]
        keys = (line for line in range(at, len(lines)) if re.match(rf"\s*\[?{name}\b", lines[line]))
        at = tables[int(number)] if number and int(number) < len(tables) else next(keys, at)
    return f" (line {at + 1})" if path else ""


def _sentence(error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return "The file is not written in UTF-8."
    if isinstance(error, OSError):
        return f"The file cannot be read ({error.strerror})."
    text = re.sub(r"`([^`]*)`", r"“\1”", str(error)).strip()
    return f"{text[:1].upper()}{text[1:]}".rstrip(".") + "."
