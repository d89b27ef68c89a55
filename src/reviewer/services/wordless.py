"""What is said of pages on which no words were found."""

from collections.abc import Sequence

from reviewer.domain.text import PageText

_MOST = 5
"""Pages that are named."""


def wordless(pages: Sequence[PageText]) -> tuple[str, ...]:
    """A sentence for the operator when pages of a document have no words; else nothing."""
    empty = sorted(text.page + 1 for text in pages if not any(line.words for line in text.lines))
    if not empty:
        return ()
    advice = "If something is printed or written there, choose another engine, or scan it again."
    if len(empty) == len(pages):
        return (f"No words were found in this document. {advice}",)
    return (f"No words were found on {_listed(empty)}. {advice}",)


def _listed(numbers: Sequence[int]) -> str:
    if len(numbers) == 1:
        return f"page {numbers[0]}"
    if len(numbers) > _MOST:
        return f"{len(numbers)} pages, the first of them page {numbers[0]}"
    return f"pages {', '.join(map(str, numbers[:-1]))} and {numbers[-1]}"
