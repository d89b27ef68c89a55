from reviewer.domain.changed import differing, places


def test_what_is_the_same_object_does_not_differ():
    one, two = "a" * 50, "b" * 50
    assert differing({"1": one, "2": two}, {"1": one, "2": two}) == set()


def test_another_object_in_the_same_place_differs():
    values = {"1": [1], "2": [2], "3": [3]}
    assert differing(values, {**values, "2": [2]}) == {"2"}


def test_what_came_and_what_went_differ():
    values = {"1": [1], "2": [2]}
    assert differing(values, {"2": values["2"], "3": [3]}) == {"1", "3"}


def test_another_order_is_no_difference():
    one, two = [1], [2]
    assert differing({"1": one, "2": two}, {"2": two, "1": one}) == set()


def test_as_many_keys_but_other_ones():
    same = [1]
    assert differing({"1": same}, {"2": same}) == {"1", "2"}


def test_places_of_other_objects():
    rows = ([1], [2], [3])
    assert places(rows, (rows[0], [2], [3])) == [1, 2]
