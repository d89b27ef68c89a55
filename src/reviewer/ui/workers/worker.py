"""The QObject that runs one job in a worker thread, and knows nothing about it."""

import logging

from PySide6.QtCore import QObject, Signal, Slot

from reviewer.errors import Cancelled, ReviewerError
from reviewer.jobs import CancelToken, Job

log = logging.getLogger(__name__)


class Worker(QObject):
    """Lives in a worker thread. Exactly one of the four outcomes is emitted, then `ended`.

    Signals:
        progressed: share done and words for the operator.
        succeeded: the job's result.
        failed: a ReviewerError to be shown.
        crashed: anything else: a bug; a report is offered.
        cancelled: the operator asked to stop.
        ended: always last.
    """

    progressed = Signal(float, str)
    succeeded = Signal(object)
    failed = Signal(object)
    crashed = Signal(object)
    cancelled = Signal()
    ended = Signal()

    def __init__(self, job: Job[object], token: CancelToken) -> None:
        super().__init__()
        self._job = job
        self._token = token

    @Slot()
    def run(self) -> None:
        try:
            self._token.check()
            self.succeeded.emit(self._job(self._token, self.progressed.emit))
        except Cancelled:
            self.cancelled.emit()
        except ReviewerError as error:
            self.failed.emit(error)
        except Exception as error:
            # No text, no repr: they hold values and keys.
            log.error("job %s crashed: %s at %s", self._job.kind, type(error).__name__, _place(error))
            self.crashed.emit(error)
        finally:
            self.ended.emit()


def _place(error: BaseException) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return "?" if trace is None else f"{trace.tb_frame.f_globals.get('__name__', '?')}:{trace.tb_lineno}"
