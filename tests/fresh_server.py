"""The dashboard as a new process serves it. Imports little: each new process imports this first."""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def serve(entry: str, port: int, folder: Path) -> None:
    """What `streamlit run` does, with the warehouse and secrets of a folder; never returns."""
    from streamlit.web import cli

    os.chdir(ROOT)
    os.environ["MINGJIAN_WAREHOUSE"] = str(folder / "warehouse.duckdb")
    sys.stdout = sys.stderr = (folder / f"{port}.log").open("w")
    options = [f"--server.port={port}", f"--secrets.files={folder / 'secrets.toml'}"]
    sys.argv = ["streamlit", "run", entry, *options]
    cli.main()
