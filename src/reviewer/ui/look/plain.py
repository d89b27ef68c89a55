"""Tool tips without markup: Qt guesses whether a tip is rich text, and a file may be named `<b>.pdf`."""

from html import escape


def tip(text: str) -> str:
    """The text for `setToolTip` that shows exactly `text`."""
    if "<" not in text and "&" not in text:
        return text
    return f'<p style="white-space: pre-wrap">{escape(text)}</p>'
