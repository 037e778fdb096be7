"""A real Spark cluster on this machine: a master, two workers, and a Spark Connect server."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pyspark

HOME = Path(pyspark.__file__).parent
HERE = "127.0.0.1"
PATIENCE = 180  # seconds; two busy cores can be slow
MASTER = "org.apache.spark.deploy.master.Master"
WORKER = "org.apache.spark.deploy.worker.Worker"
GIVEN = "Got assigned task"
CONNECT = "org.apache.spark.sql.connect.service.SparkConnectServer"
SETTINGS = {
    "spark.driver.host": HERE,
    "spark.driver.bindAddress": HERE,
    "spark.driver.memory": "512m",
    "spark.executor.memory": "512m",
    "spark.executor.cores": "1",
    "spark.cores.max": "2",
    "spark.ui.enabled": "false",
    "spark.sql.shuffle.partitions": "8",
    "spark.connect.grpc.binding.address": HERE,
}


@dataclass(frozen=True)
class Cluster:
    """`address` of Spark Connect, and the two workers by the folder of each."""

    address: str
    workers: dict[Path, subprocess.Popen]

    def tasks(self) -> dict[Path, int]:
        """How many tasks each worker has been given so far, as its executors wrote down."""
        return {
            folder: sum(log.read_text().count(GIVEN) for log in folder.glob("app-*/*/stderr"))
            for folder in self.workers
        }

    def kill_the_one_at_work(self, before: dict[Path, int]) -> None:
        """As a machine dies: the first worker with a task since `before`, and its executors."""
        until = time.monotonic() + PATIENCE
        while not (busy := [f for f, given in self.tasks().items() if given > before[f]]):
            if time.monotonic() > until:
                raise TimeoutError("no worker got a task")
            time.sleep(0.01)
        os.killpg(self.workers[busy[0]].pid, signal.SIGKILL)
        self.workers[busy[0]].wait()


@contextmanager
def running(folder: Path) -> Iterator[Cluster]:
    """The cluster, its logs in `folder`; every process is ended afterwards."""
    started: list[subprocess.Popen] = []

    def start(name: str, *command: str) -> subprocess.Popen:
        environment = os.environ | {
            "SPARK_HOME": str(HOME),
            "SPARK_LOCAL_IP": HERE,
            "SPARK_NO_DAEMONIZE": "1",
        }
        with (folder / f"{name}.log").open("w") as log:
            process = subprocess.Popen(
                [HOME / "bin" / command[0], *command[1:]],
                cwd=folder,
                env=environment,
                stdout=log,
                stderr=log,
                start_new_session=True,  # a process group of its own, with all that it starts
            )
        started.append(process)
        return process

    master, connect = free_port(), free_port()
    try:
        url = f"spark://{HERE}:{master}"
        at = ["--host", HERE, "--webui-port", "0"]
        start("master", "spark-class", MASTER, *at, "--port", str(master))
        wait_for(master)
        workers = {
            folder / name: start(name, "spark-class", WORKER, *at, "-c", "1", "-m", "600m",
                                 "-d", str(folder / name), url)
            for name in ("worker-0", "worker-1")
        }  # fmt: skip
        settings = SETTINGS | {"spark.connect.grpc.binding.port": str(connect)}
        start("connect", "spark-submit", "--class", CONNECT, "--master", url,
              *(f"--conf={name}={value}" for name, value in settings.items()))  # fmt: skip
        wait_for(connect)
        yield Cluster(f"sc://{HERE}:{connect}", workers)
    finally:
        for process in reversed(started):
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind((HERE, 0))
        return listener.getsockname()[1]


def wait_for(port: int) -> None:
    """Raises TimeoutError where nobody listens in time."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with suppress(OSError), socket.create_connection((HERE, port), timeout=1):
            return
        time.sleep(0.1)
    raise TimeoutError(f"nobody listens on port {port}")
