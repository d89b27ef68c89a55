from reviewer.domain.geometry import Box
from reviewer.ui.canvas.tag_places import Taken, least, place, places, tag_box

REGION, SIZE = Box(200, 100, 300, 130), (60.0, 18.0)


def test_the_order_is_left_right_above_below():
    left, right, above, below = places(REGION, SIZE)

    assert left[0] + SIZE[0] < REGION.left
    assert right[0] > REGION.right
    assert above[1] + SIZE[1] < REGION.top
    assert below[1] > REGION.bottom


def test_the_first_place_without_anything_is_taken():
    tried = []

    def free(box: Box) -> bool:
        tried.append(box)
        return len(tried) == 3

    assert place(REGION, SIZE, free) == places(REGION, SIZE)[2]


def test_without_room_there_is_none():
    assert place(REGION, SIZE, lambda _box: False) is None


def test_tags_keep_off_each_other():
    taken = Taken()
    taken.add("one", Box(0, 60, 50, 78))

    assert not taken.free(Box(40, 70, 90, 88))
    assert taken.free(Box(51, 70, 90, 88))
    taken.remove("one")
    assert taken.free(Box(40, 70, 90, 88))


def test_what_must_stand_somewhere_stands_where_it_hides_least():
    corners = places(REGION, SIZE)
    hidden = {
        box: amount for box, amount in zip((tag_box(c, SIZE) for c in corners), (1.0, 5.0, 0.5, 4.0), strict=True)
    }

    assert least(REGION, SIZE, lambda _box: True, hidden.__getitem__) == corners[2]
    assert least(REGION, SIZE, lambda box: box.top > REGION.top, hidden.__getitem__) == corners[0]
    assert least(REGION, SIZE, lambda _box: False, hidden.__getitem__) == corners[2]
