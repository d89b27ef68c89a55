"""What a document taught can be erased, and it says so; the notice offers the way back."""

from reviewer.store import lessons
from reviewer.ui.viewmodels.notice import NoticeLevel


def kept(operator, document: str) -> bool:
    with operator.desk.workspace.read() as connection:
        return lessons.of(connection, document) is not None


def reviewed(operator) -> str:
    first, _ = operator.take("one", "two")
    operator.session.open(first)
    operator.wait(lambda: operator.shown() == "one")
    operator.review.finish()
    operator.review.finish()
    operator.rest()
    operator.wait(lambda: kept(operator, first))
    operator.session.open(first)
    operator.wait(lambda: operator.shown() == "one")
    return first


def test_what_a_document_taught_is_erased_until_it_may_teach_again(operator):
    document = reviewed(operator)
    operator.session.forgetting.forget(document)
    operator.wait(lambda: any(notice.key == "lesson" for notice in operator.told))
    notice = operator.told[-1]
    assert notice.text.startswith("What this document taught is erased.")
    assert not kept(operator, document)
    notice.act()
    operator.wait(lambda: kept(operator, document))
    assert operator.told[-1].text == "The review of this document teaches again."


def test_a_document_that_taught_nothing_says_so(operator):
    (document,) = operator.take("one")
    operator.session.forgetting.forget(document)
    operator.wait(lambda: any(notice.key == "lesson" for notice in operator.told))
    assert operator.told[-1].text.startswith("Nothing is kept")


def test_what_cannot_be_erased_is_told(operator, full_disk):
    (document,) = operator.take("one")
    full_disk(True)
    operator.session.forgetting.forget(document)
    operator.wait(lambda: bool(operator.told))
    assert operator.told[-1].level is NoticeLevel.ERROR
    full_disk(False)
    assert not kept(operator, document)
