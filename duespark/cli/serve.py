"""One web process: answers requests on a port of its own or on a socket that `duespark up` opened."""

import socket

import uvicorn

from duespark.runtime.settings import settings

_GRACE_SECONDS = 10


def serve(*, descriptor: int | None = None) -> None:
    """Serve until SIGINT or SIGTERM, then let requests in hand end.

    With `descriptor`, connections come from an open listening socket that several processes may share; a connection
    made while one of them is being restarted waits instead of being refused.
    """
    chosen = settings()
    server = uvicorn.Server(
        uvicorn.Config(
            "duespark.app:create_app",
            factory=True,
            host=chosen.host,
            port=chosen.port,
            loop="uvloop",
            http="httptools",
            ws="none",
            lifespan="on",
            access_log=False,
            log_level="warning",
            server_header=False,
            timeout_graceful_shutdown=_GRACE_SECONDS,
        )
    )
    server.run(sockets=None if descriptor is None else [socket.socket(fileno=descriptor)])
