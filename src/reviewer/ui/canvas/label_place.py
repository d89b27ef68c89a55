"""Where the label of a field is printed on a page."""

from reviewer.ui.canvas.words import Words


def place_of_label(words: Words, label: str) -> int | None:
    """Number of the last word of a label as it is printed: what it labels comes after it. None when it is not there."""
    wanted = [part for word in label.split() if (part := _bare(word))]
    if not wanted:
        return None
    found: int | None = None
    texts = [_bare(word.text) for word in words.words]
    for start, text in enumerate(texts):
        if text != wanted[0]:
            continue
        if texts[start : start + len(wanted)] == wanted:
            return start + len(wanted) - 1
        found = start if found is None and len(wanted[0]) > 3 else found
    return found


def _bare(text: str) -> str:
    return text.casefold().strip(".:;,#*()-–")
