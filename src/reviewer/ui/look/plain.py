"""Tool tips without markup: Qt guesses whether a tip is rich text, and a file may be named `<b>.pdf`."""

from html import escape

from reviewer.domain.hidden import visible


def tip(text: str) -> str:
    """The text for `setToolTip` that shows exactly `text`."""
    text = visible(text)
    if "<" not in text and "&" not in text:
        return text
    return f'<p style="white-space: pre-wrap">{escape(text)}</p>'
