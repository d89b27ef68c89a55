"""Documents that are older than the table of values."""

from fakes import receipt
from reviewer.domain.field_value import FieldValue
from reviewer.jobs import CancelToken, silent
from reviewer.store import meta, values
from reviewer.store.schema import field_values, revisions


def of_total(bench) -> list[FieldValue]:
    with bench.desk.workspace.read() as connection:
        return values.of_field(connection, "total")


def test_a_correction_is_in_the_list_at_once(bench, tmp_path):
    review = bench.review(bench.taken(receipt(tmp_path / "a.png")))
    (before,) = of_total(bench)
    review.correct(before.entry, "77.70")

    (after,) = of_total(bench)
    assert (after.text, after.settled) == ("77.70", True)
    review.undo()
    assert of_total(bench) == [before]


def test_a_damaged_document_does_not_keep_the_others_out(bench, tmp_path):
    ids = [bench.taken(receipt(tmp_path / f"{name}.png", salt=name)) for name in "abc"]

    def damage(connection):
        connection.execute(revisions.update().where(revisions.c.document == ids[1]).values(body=b"damaged"))
        connection.execute(field_values.delete())
        meta.put(connection, values.UNLISTED, "9")

    bench.desk.workspace.lane.call(damage)

    bench.desk.list_values()(CancelToken(), silent)

    assert [value.document for value in of_total(bench)] == [ids[0], ids[2]]
    assert bench.desk.list_values()(CancelToken(), silent) == 0


def test_older_documents_get_the_rows_that_they_would_have(bench, tmp_path):
    bench.taken(receipt(tmp_path / "a.png"))
    listed = of_total(bench)

    def forget(connection):
        connection.execute(field_values.delete())
        meta.put(connection, values.UNLISTED, "9")

    bench.desk.workspace.lane.call(forget)
    assert of_total(bench) == []

    assert bench.desk.list_values()(CancelToken(), silent) == 1
    assert of_total(bench) == listed
    assert bench.desk.list_values()(CancelToken(), silent) == 0
