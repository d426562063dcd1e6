"""The listening socket that all web processes of one `duespark up` share."""

import errno
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager

from duespark.engine.errors import Conflict

_PATIENCE_SECONDS = 15.0
_BACKLOG = 2048


class PortTaken(Conflict):
    code = "cli.port_taken"
    sentence = "Port {port} of {host} cannot be used: {reason}. Choose another one: `duespark up --port {other}`."


@contextmanager
def listen(host: str, port: int) -> Iterator[socket.socket]:
    """An open listening socket; port 0 takes a free one.

    Waits up to 15 seconds for web processes of a killed `up` to let go of the port. Raises PortTaken.
    """
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while True:
        try:
            listener = _bind(host, port)
            break
        except OSError as error:
            if error.errno != errno.EADDRINUSE or time.monotonic() > deadline:
                raise PortTaken(host=host, port=port, reason=error.strerror or error, other=port + 80) from error
            time.sleep(0.2)
    with listener:
        yield listener


def _bind(host: str, port: int) -> socket.socket:
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    listener = socket.socket(family, kind, protocol)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(address)
        listener.listen(_BACKLOG)
    except OSError:
        listener.close()
        raise
    return listener
