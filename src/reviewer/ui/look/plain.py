"""Texts that are shown as they are: Qt guesses whether a tip is rich text, and a file may be named `<b>.pdf`."""

from html import escape

from reviewer.domain.hidden import visible


def led(lead: str, text: str) -> str:
    """The markup of a label that shows a strong word before exactly `text`."""
    return f"<b>{escape(lead)}</b> {escape(visible(text))}"


def tip(text: str) -> str:
    """The text for `setToolTip` that shows exactly `text`."""
    text = visible(text)
    if "<" not in text and "&" not in text:
        return text
    return f'<p style="white-space: pre-wrap">{escape(text)}</p>'
