"""Names of near points do not cover each other."""

from ui.labels import place

TOP, BOTTOM = "top center", "bottom center"
REACH = (1000.0, 0.5, 1.0)


def test_a_name_stands_on_top_of_a_lonely_point() -> None:
    assert place([100, 900], [0.6, 0.9], ["north", "south"], REACH) == (
        ["north", "south"],
        [TOP] * 2,
    )


def test_the_second_of_two_near_points_is_named_on_another_side() -> None:
    names, sides = place([500, 520], [0.8, 0.8], ["a long name", "another one"], REACH)
    assert names == ["a long name", "another one"]
    assert sides == [TOP, BOTTOM]


def test_a_point_without_name_is_in_the_way() -> None:
    names, sides = place([500, 500], [0.80, 0.82], ["a long name", ""], REACH)
    assert (names[0], sides[0]) == ("a long name", BOTTOM)


def test_a_name_that_finds_no_room_is_left_out() -> None:
    crowd = [(500 + 10 * i, 0.8 + 0.01 * j) for i in range(-12, 13) for j in range(-4, 5)]
    across, up = zip((500, 0.8), *crowd, strict=True)
    names, _sides = place(across, up, ["a long name", *[""] * len(crowd)], REACH)
    assert set(names) == {""}


def test_a_single_point_has_a_place() -> None:
    assert place([0], [0.5], ["only"], (0.0, 0.5, 0.5)) == (["only"], [TOP])
