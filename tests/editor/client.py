"""A small editor: what one says to a language server over its pipes, and what it answers."""

import json
import subprocess
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

Message = dict[str, Any]
_LONGEST = 60


class Editor:
    """One language server, started with a command; requests wait for their answer."""

    def __init__(self, command: Sequence[str], root: Path, settings: Message) -> None:
        self.settings = settings
        self.process = subprocess.Popen(
            command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        # Un serveur qui se tait est arrêté : la lecture finit alors, et l'épreuve échoue.
        self.watch = threading.Timer(_LONGEST, self.process.kill)
        self.watch.daemon = True
        self.watch.start()
        self.notices: list[Message] = []
        self.last = 0
        asked = {"workspace": {"configuration": True}, "textDocument": {"hover": {"contentFormat": ["markdown"]}}}
        self.request("initialize", {"processId": None, "rootUri": root.as_uri(), "capabilities": asked, "locale": "fr"})
        self.notify("initialized", {})

    def request(self, method: str, params: Message) -> Any:
        """Ask, and give the result."""
        self.last += 1
        number = self.last
        self._send({"id": number, "method": method, "params": params})
        return self._until(lambda message: message.get("id") == number and "method" not in message)["result"]

    def notify(self, method: str, params: Message) -> None:
        """Say something that has no answer."""
        self._send({"method": method, "params": params})

    def open(self, path: Path, text: str) -> str:
        """Open a file with a text of its own; give its address."""
        uri = path.as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": document})
        return uri

    def diagnostics(self, uri: str) -> list[Message]:
        """Wait for what the server says of a file."""

        def about(message: Message) -> bool:
            named: bool = message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] == uri
            return named

        known = next((message for message in self.notices if about(message)), None) or self._until(about)
        found: list[Message] = known["params"]["diagnostics"]
        return found

    def close(self) -> None:
        """Leave politely."""
        self.request("shutdown", {})
        self.notify("exit", {})
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.close()
        self.process.wait(20)
        self.watch.cancel()
        self.process.stdout.close()

    def _until(self, wanted: Callable[[Message], bool]) -> Message:
        while True:
            message = self._read()
            if "method" in message and "id" in message:
                self._answer(message)
            if wanted(message):
                return message
            self.notices.append(message)

    def _answer(self, message: Message) -> None:
        """Answer what the server asks: its settings; nothing else matters."""
        items = message.get("params", {}).get("items", []) if message["method"] == "workspace/configuration" else None
        result = None if items is None else [self.settings.get(item.get("section")) for item in items]
        self._send({"id": message["id"], "result": result})

    def _send(self, message: Message) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin
        self.process.stdin.write(f"Content-Length: {len(body)}\r\n\r\n".encode() + body)
        self.process.stdin.flush()

    def _read(self) -> Message:
        assert self.process.stdout
        size = 0
        while line := self.process.stdout.readline().strip():
            name, _, value = line.partition(b":")
            size = int(value) if name.lower() == b"content-length" else size
        message: Message = json.loads(self.process.stdout.read(size))
        return message
