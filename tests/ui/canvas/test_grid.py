import random

from reviewer.domain.geometry import Box
from reviewer.ui.canvas.grid import Grid, boxes_of


def boxes(count: int) -> list[Box]:
    dice = random.Random(7)
    made = []
    for _ in range(count):
        left, top = dice.uniform(-0.02, 0.99), dice.uniform(-0.02, 0.99)
        made.append(Box(left, top, left + dice.uniform(0.001, 0.2), top + dice.uniform(0.001, 0.1)))
    return made


def test_it_finds_what_looking_at_all_of_them_finds():
    all_of_them = boxes(500)
    grid = Grid(all_of_them)
    for area in boxes(50):
        found = [n for n, box in enumerate(all_of_them) if box.overlap(area) > 0]
        assert grid.touching(area) == found
        assert set(found) <= set(grid.near(area))
        assert grid.free(area) is (not found)


def test_the_box_at_a_point_is_among_those_of_its_cell():
    all_of_them = boxes(300)
    grid = Grid(all_of_them)
    for number, box in enumerate(all_of_them):
        x, y = box.center
        if 0 <= x <= 1 and 0 <= y <= 1:
            assert number in grid.at((x, y))


def test_it_counts_about_right():
    grid = Grid([Box(n / 100, n / 100, n / 100 + 0.001, n / 100 + 0.001) for n in range(100)])

    assert grid.about(Box(0, 0, 1, 1)) == 100
    assert 45 <= grid.about(Box(0, 0, 0.5, 0.5)) <= 60


def test_boxes_of_polygons_with_any_number_of_points():
    polygons = (((0.1, 0.2), (0.3, 0.1), (0.4, 0.5), (0.2, 0.6)), ((0.1, 0.1), (0.5, 0.2), (0.2, 0.7)))

    assert boxes_of(polygons) == [Box(0.1, 0.1, 0.4, 0.6), Box(0.1, 0.1, 0.5, 0.7)]


def test_boxes_come_and_go():
    all_of_them = boxes(100)
    grid = Grid(all_of_them[:60])
    for box in all_of_them[60:]:
        grid.add(box)
    for number in range(0, 100, 3):
        grid.drop(number)

    for area in boxes(30):
        assert grid.touching(area) == [n for n, box in enumerate(all_of_them) if n % 3 and box.overlap(area) > 0]
    assert grid.about(Box(0, 0, 1, 1)) == 66
