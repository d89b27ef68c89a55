"""Errors as commands tell them: what to do is another thing here than in the window."""

from reviewer.errors import ReviewerError

_TEXT = {
    "busy": "This workspace is open in the Reviewer window, or another command writes to it.",
}
_ADVICE = {
    "full": "Free some space.",
    "locked": "Close that program, then try again.",
    "password": "Give its password with --password or --password-file.",
    "wrong_password": "Give the right one with --password or --password-file; upper and lower case matter.",
}


def sentence(error: ReviewerError) -> str:
    """What happened and what to do, on one line."""
    text, advice = _TEXT.get(error.code, error.text), _ADVICE.get(error.code, error.advice)
    return f"{text} {advice}".rstrip()
