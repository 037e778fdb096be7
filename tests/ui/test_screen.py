"""What a section draws is the same whether it is drawn or played; it cannot ask while recorded."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest


def drawn(script: Callable[[], None]) -> list[tuple[str, str]]:
    """The texts that a script draws, with their kind, in order."""
    app = AppTest.from_function(script).run()
    assert not app.exception, app.exception
    found = []

    def walk(block: object) -> None:
        for child in block.children.values():
            if hasattr(child, "children"):
                walk(child)
            else:
                found.append((child.type, getattr(child, "value", "")))

    walk(app.main)
    return found


def _section() -> None:
    from ui.screen import live, st

    @live
    def question(label: str) -> None:
        st.selectbox(label, ["a", "b"], key=label)

    with st.container(border=True):
        st.markdown("inside")
        left, right = st.columns(2)
        left.caption("left")
        with right:
            st.markdown("right")
            question("asked")
        st.markdown("inside again")
    one, two = st.tabs(["one", "two"])
    with two.container():
        st.caption("in the second")
    one.markdown("in the first")
    st.info("outside")


def test_what_is_played_is_what_would_be_drawn() -> None:
    def direct() -> None:
        from tests.ui.test_screen import _section

        _section()

    def played() -> None:
        from tests.ui.test_screen import _section
        from ui import screen

        screen.record(_section).play()

    assert drawn(played) == drawn(direct)
    assert len(drawn(direct)) == 8


def test_a_recording_is_played_as_often_as_one_likes_and_wherever() -> None:
    def played() -> None:
        from ui import screen
        from ui.screen import st

        recording = screen.record(lambda: st.caption("said") and None)
        with st.container():
            recording.play()
        recording.play()

    assert drawn(played) == [("caption", "said")] * 2


def test_nothing_is_shown_while_it_is_recorded_and_the_result_is_kept() -> None:
    def recorded() -> None:
        from ui import screen
        from ui.screen import st

        def section(number: int) -> int:
            st.markdown("not yet")
            return number + 1

        st.caption(f"{screen.record(section, 1).result}")

    assert drawn(recorded) == [("caption", "2")]


@pytest.mark.parametrize("name", ["selectbox", "session_state", "button", "rerun", "stop"])
def test_a_section_that_is_recorded_does_not_ask(name: str) -> None:
    from ui import screen

    with pytest.raises(RuntimeError, match=f"st.{name} needs the session"):
        screen.record(lambda: getattr(screen.st, name))
    assert screen.RECORDING.get() is None


def test_a_section_that_fails_leaves_no_recording_open() -> None:
    from ui import screen

    def fails() -> None:
        with screen.st.container():
            raise ValueError

    with pytest.raises(ValueError, match=r"^$"):
        screen.record(fails)
    assert screen.RECORDING.get() is None
    assert screen.OPEN.get() == ()
