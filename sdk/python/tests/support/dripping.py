"""A server whose answer comes byte by byte, for longer than anybody here waits."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        server = self.server
        assert isinstance(server, _Server)
        try:
            for _ in range(250):
                self.wfile.write(b" ")
                if server.is_over.wait(0.02):
                    break
        except OSError:
            pass  # The client has gone.
        self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        pass


class _Server(ThreadingHTTPServer):
    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.is_over = threading.Event()


@contextmanager
def dripping() -> Iterator[str]:
    """Its base URL, for as long as the block runs."""
    with _Server() as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/api"
        finally:
            server.is_over.set()
            server.shutdown()
            thread.join(10)
