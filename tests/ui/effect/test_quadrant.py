"""Labels in the quadrant stand beside their points and never on one another."""

import pandas as pd

from ui.effect.quadrant import label_spots


def test_a_label_stands_inwards_of_its_point() -> None:
    x, y = pd.Series({"a": 0.8, "b": -0.8}), pd.Series({"a": 0.5, "b": -0.5})
    assert label_spots(x, y, {"a": "one", "b": "two"}) == {"a": "top left", "b": "top right"}


def test_labels_of_points_in_the_same_place_take_different_spots() -> None:
    here = pd.Series(dict.fromkeys("abcd", 0.5))
    spots = label_spots(here, here, dict.fromkeys("abcd", "柳桥供电所"))
    assert len(set(spots.values())) == 4
