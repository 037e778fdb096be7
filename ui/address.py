"""What stands in the address bar: opening it elsewhere shows the same view.

A link is told from our own writing by its text: what differs from what was last written came from
outside, and is offered once to the widgets. While the reader moves a widget, the address is not
read at all, since the browser may still show the one before.

A page says what the address is to tell while it is drawn; app.py writes it when the page is done.
"""

from __future__ import annotations

from ui.screen import st

WRITTEN, OFFERED, TOUCHED, REFUSED = "address_written", "address_offered", "touched", "refused"
TOLD, SETTLED = "address_told", "address_settled"


def adopt() -> None:
    """Take what a link asks for, before any widget is drawn; app.py does so in every run."""
    asked = st.query_params.to_dict()
    moved = st.session_state.pop(TOUCHED, False)
    ours = moved or asked == st.session_state.get(WRITTEN, {})
    st.session_state[OFFERED] = {} if ours else asked
    st.session_state[REFUSED] = []
    st.session_state[TOLD] = None
    st.session_state[SETTLED] = False


def offered(name: str) -> str | None:
    """What a link asks for under `name`, once."""
    return st.session_state.get(OFFERED, {}).pop(name, None)


def touched() -> None:
    """Callback of every widget that the address tells of."""
    st.session_state[TOUCHED] = True


def refuse(name: str, value: str) -> None:
    """Note what a link asked for in vain; `refused` hands it to the page to say so."""
    st.session_state.setdefault(REFUSED, []).append((name, value))


def refused() -> list[tuple[str, str]]:
    """Names and values that were not understood, once."""
    found = st.session_state.get(REFUSED, [])
    st.session_state[REFUSED] = []
    return found


def write(parameters: dict[str, str]) -> None:
    """Let the address say `parameters`, what the page tells after that, and nothing else."""
    st.session_state[TOLD] = dict(parameters)


def tell(name: str, text: str) -> None:
    """Let the address say this as well."""
    _change(told() | {name: text})


def forget(name: str) -> None:
    """Let the address no longer say this."""
    _change({known: text for known, text in told().items() if known != name})


def told() -> dict[str, str]:
    """What the address is to say, as far as the page is drawn."""
    return st.session_state.get(TOLD) or {}


def settle() -> None:
    """Write what was told into the address; nothing if the page told nothing."""
    parameters = st.session_state.get(TOLD)
    st.session_state[SETTLED] = True
    if parameters is None:
        return
    if st.query_params.to_dict() != parameters:
        st.query_params.from_dict(parameters)
    st.session_state[WRITTEN] = dict(parameters)


def _change(parameters: dict[str, str]) -> None:
    st.session_state[TOLD] = parameters
    if st.session_state.get(SETTLED):
        # A fragment is drawn by itself: nobody writes the address after it.
        st.session_state.pop(TOUCHED, None)
        settle()
