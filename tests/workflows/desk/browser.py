"""This file looks at a page in headless Chromium: what it shows, fetches and complains of.

It speaks the DevTools protocol over a pipe, so that nothing listens on any port. Names are resolved
to nothing: whatever a page asks of the network is seen and fails.
"""

from __future__ import annotations

import base64
import contextlib
import json
import os
import select
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome")
ABSENT = "needs Chromium: apt-get install chromium fonts-dejavu-core"
PATIENCE = 120.0
"""Seconds after which a browser that says nothing is taken for dead."""


class Seen(NamedTuple):
    """What a page asked for beside itself, what it complained of, and what a script found there."""

    requests: tuple[str, ...]
    complaints: tuple[str, ...]
    found: Any


def chromium() -> str:
    """Return the browser; skips the test where there is none, and fails it in a CI run."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        if os.environ.get("CI") == "true":
            pytest.fail(ABSENT)
        pytest.skip(ABSENT)
    return path


@contextlib.contextmanager
def browser(path: str, folder: Path) -> Iterator[Browser]:
    """Yield a browser that runs as long as the block; `folder` holds its profile."""
    ours, theirs = os.pipe(), os.pipe()
    moved = [os.dup(end) for end in (ours[0], theirs[1])]
    command = [
        path,
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--host-resolver-rules=MAP * ~NOTFOUND",
        f"--user-data-dir={folder}",
        "--remote-debugging-pipe",
    ]
    # The browser reads file 3 and writes file 4.
    shell = f'exec "$@" 3<&{moved[0]} 4>&{moved[1]}'
    process = subprocess.Popen(
        ["bash", "-c", shell, "bash", *command],
        pass_fds=moved,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    for end in (ours[0], theirs[1], *moved):
        os.close(end)
    try:
        yield Browser(ours[1], theirs[0])
    finally:
        os.close(ours[1])
        process.kill()
        process.wait()
        os.close(theirs[0])


class Browser:
    """A browser at the other end of two pipes."""

    def __init__(self, to: int, back: int) -> None:
        self._to = to
        self._back = back
        self._rest = b""
        self._number = 0
        self._events: list[dict[str, Any]] = []

    def look(
        self, page: Path, script: str = "null", width: int = 1100, media: str = "screen"
    ) -> Seen:
        """Open a page so many pixels wide, run a script in it, and return what was seen."""
        with self._opened(page, width) as session:
            self._ask("Emulation.setEmulatedMedia", session, media=media)
            asked = {"expression": script, "returnByValue": True, "awaitPromise": True}
            answer = self._ask("Runtime.evaluate", session, **asked)
        return Seen(
            requests=tuple(url for url in self._requests() if url != page.as_uri()),
            complaints=tuple(self._complaints()),
            found=answer["result"].get("value"),
        )

    def printed(self, page: Path) -> bytes:
        """Return a page as a PDF."""
        with self._opened(page, 1100) as session:
            answer = self._ask("Page.printToPDF", session, preferCSSPageSize=True)
        return base64.b64decode(answer["data"])

    @contextlib.contextmanager
    def _opened(self, page: Path, width: int) -> Iterator[str]:
        """Yield the session of a page that was loaded; its events begin with the page."""
        target = self._ask("Target.createTarget", url="about:blank")["targetId"]
        session = self._ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self._ask(f"{domain}.enable", session)
        size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
        self._ask("Emulation.setDeviceMetricsOverride", session, **size)
        self._events.clear()
        self._ask("Page.navigate", session, url=page.as_uri())
        while not any(event["method"] == "Page.loadEventFired" for event in self._events):
            self._events.append(self._next())
        yield session
        self._ask("Target.closeTarget", targetId=target)

    def _requests(self) -> Iterator[str]:
        for event in self._events:
            if event["method"] == "Network.requestWillBeSent":
                yield event["params"]["request"]["url"]

    def _complaints(self) -> Iterator[str]:
        for event in self._events:
            about = event.get("params", {})
            match event["method"]:
                case "Runtime.exceptionThrown":
                    yield str(about["exceptionDetails"]["text"])
                case "Runtime.consoleAPICalled":
                    yield str(about["type"])
                case "Log.entryAdded":
                    yield str(about["entry"]["text"])

    def _ask(self, method: str, session: str | None = None, **about: Any) -> dict[str, Any]:
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": about}
        if session:
            message["sessionId"] = session
        os.write(self._to, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == self._number:
                if "error" in answer:
                    raise AssertionError(f"{method}: {answer['error']}")
                result: dict[str, Any] = answer["result"]
                return result
            self._events.append(answer)

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            ready, _, _ = select.select([self._back], [], [], PATIENCE)
            part = os.read(self._back, 1 << 20) if ready else b""
            if not part:
                raise AssertionError("the browser says nothing")
            self._rest += part
        message, _, self._rest = self._rest.partition(b"\0")
        answer: dict[str, Any] = json.loads(message)
        return answer
