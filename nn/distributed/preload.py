"""What a worker of nn train --workers does when it starts."""
import logging
import signal
from typing import Any

from nn.distributed.cluster import TRANSPORT


def dask_setup(_: Any) -> None:
    """Leaves Ctrl-C, which a terminal sends to all processes, and the messages about errors to the client.

    The client ends the training, then its workers; and it raises what a task has raised.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in TRANSPORT:
        logging.getLogger(name).setLevel(logging.CRITICAL)
