"""A drawing pad that runs, for the faults that need one."""

import json
import re
import signal
import subprocess
import urllib.error
import urllib.request


class Pad:
    def __init__(self, programs, *arguments, user=(), **more):
        command = [*user, f"{programs}/DrawingPad", "--port", "0", *[str(part) for part in arguments]]
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **more)
        self.address = None
        for line in self.process.stdout:
            if found := re.search(r"http://\S+", line):
                self.address = found.group()
                break

    def ask(self, path, png=None):
        """The status and the answer."""
        request = urllib.request.Request(self.address + path, data=png)
        # As the pad's own page asks.
        request.add_header("Origin", self.address)
        request.add_header("Sec-Fetch-Site", "same-origin")
        if png is not None:
            request.add_header("Content-Type", "image/png")
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.status, json.loads(answer.read())
        except urllib.error.HTTPError as error:
            return error.code, json.loads(error.read())

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.end()

    def end(self):
        """Its code, after the signal by which a platform ends it."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        self.process.communicate(timeout=60)
        return self.process.returncode
