"""The body of Handl's corrections, from the operator's template: how the service takes them is not published."""

from typing import Any

import msgspec

from reviewer.errors import ProviderError

_FIELDS, _TASK = "{fields}", "{task_id}"


def rendered(template: str, body: dict[str, Any], task: str) -> bytes:
    """The template with the corrected fields and the task in it, as JSON.

    A text that is ``{fields}`` becomes the object of fields; ``{task_id}`` is replaced inside texts.

    Raises:
        ProviderError: the template is no JSON.
    """
    try:
        parsed = msgspec.json.decode(template)
    except (msgspec.DecodeError, RecursionError):
        raise ProviderError(
            "The body for Handl's corrections is not JSON.", "Mend it in Settings.", code="request"
        ) from None
    return msgspec.json.encode(_filled(parsed, body.get("fields", {}), task))


def _filled(value: Any, fields: Any, task: str) -> Any:
    if isinstance(value, str):
        return fields if value.strip() == _FIELDS else value.replace(_TASK, task)
    if isinstance(value, list):
        return [_filled(item, fields, task) for item in value]
    if isinstance(value, dict):
        return {key: _filled(item, fields, task) for key, item in value.items()}
    return value
