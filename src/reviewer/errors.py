"""Every error that an operator may see, and nothing else.

ReviewerError                 something went wrong that has a sentence for the operator
 ├─ InputError                the file given cannot be used
 │   ├─ UnreadableFile        damaged, empty, of an unknown kind, or not there
 │   ├─ TooLarge              over a limit of `processes.limits`
 │   └─ PasswordNeeded        encrypted; no password given, or a wrong one
 ├─ EngineError               an engine is missing, or could not read
 ├─ ChildDied                 a helper process crashed or ran over its time
 ├─ StoreError                the workspace cannot be read or written (disk full, read-only, locked, damaged)
 │   └─ WorkspaceBusy         another program holds the workspace
 ├─ ProviderError             a service refused, failed, or answered what cannot be understood
 │   ├─ NotSent               nothing reached it; trying again does no harm
 │   ├─ Busy                  it takes nothing for now
 │   ├─ ReplyLost             it may have taken what was sent, the reply did not come
 │   ├─ Forgotten             it does not know the task (any more)
 │   └─ NotFinished           this is no finished answer
 └─ SettingsError             a setting or a data file of ours is wrong
Cancelled                     not an error: the operator asked to stop
"""


class ReviewerError(Exception):
    """Says what happened and what to do, in words for the operator.

    Args:
        text: what happened, one sentence with its full stop.
        advice: what to do about it, one sentence, or empty.
        code: a stable name that the window may translate by.
        retryable: whether trying again may help without changing anything.
    """

    code = "error"
    retryable = False

    def __init__(self, text: str, advice: str = "", *, code: str | None = None, retryable: bool | None = None) -> None:
        super().__init__(f"{text} {advice}".strip())
        self.text = text
        self.advice = advice
        if code is not None:
            self.code = code
        if retryable is not None:
            self.retryable = retryable


class InputError(ReviewerError):
    """The file given cannot be used."""

    code = "input"


class UnreadableFile(InputError):
    """Damaged, empty, of an unknown kind, or not there."""

    code = "unreadable"


class TooLarge(InputError):
    """Over a limit of `processes.limits`."""

    code = "too_large"


class PasswordNeeded(InputError):
    """Encrypted, and no password or a wrong one was given."""

    code = "password"


class EngineError(ReviewerError):
    """An engine is missing, lacks a language, or could not read."""

    code = "engine"


class ChildDied(ReviewerError):
    """A helper process crashed, or ran over its time, and was replaced."""

    code = "child"
    retryable = True


class StoreError(ReviewerError):
    """The workspace cannot be read or written."""

    code = "store"
    retryable = True


class WorkspaceBusy(StoreError):
    """Another program holds the workspace."""

    code = "busy"


class ProviderError(ReviewerError):
    """A service refused, failed, or answered what cannot be understood.

    Codes: ``key`` (credentials), ``quota``, ``request`` (it does not take what was sent), ``service`` (it failed),
    ``answer`` (it cannot be understood), ``redirect``.
    """

    code = "service"


class NotSent(ProviderError):
    """Nothing reached the service: no network, no such host, no trust. Codes: ``network``, ``address``, ``tls``."""

    code = "network"
    retryable = True


class Busy(ProviderError):
    """The service takes nothing for now; `after` is how many seconds it asked to wait, None when it did not say."""

    code = "full"
    retryable = True

    def __init__(self, text: str, advice: str = "", *, after: float | None = None) -> None:
        super().__init__(text, advice)
        self.after = after


class ReplyLost(ProviderError):
    """Something was sent, and no reply came: the service may have taken it, or not."""

    code = "uncertain"


class Forgotten(ProviderError):
    """The service does not know the task, or does not know it any more."""

    code = "lost"


class NotFinished(ProviderError):
    """What was given is no finished answer."""

    code = "not_finished"


class SettingsError(ReviewerError):
    """A setting or a data file of ours is wrong; the text names the file and the line."""

    code = "settings"


class Cancelled(Exception):
    """The operator asked to stop."""
