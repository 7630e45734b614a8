"""A sandbox for tests: `medium sandbox` runs for all tests, and each test starts with a reset."""

import json
import subprocess
import urllib.request

import pytest


class Sandbox:
    def __init__(self, url, token):
        self.url, self.token = url, token

    def call(self, method, path, body=None):
        """Calls Medium's API or the sandbox's control API. An error status raises HTTPError."""
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.url + path, data, headers, method=method)
        with urllib.request.urlopen(request) as response:
            return json.loads(response.read() or "null")


@pytest.fixture(scope="session")
def running():
    command = ["medium", "sandbox", "--port", "0", "--jq", "."]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        started = json.loads(process.stdout.readline())
        yield Sandbox(started["url"], started["token"])
        process.terminate()


@pytest.fixture
def sandbox(running):
    running.call("POST", "/_sandbox/reset")
    return running
