"""What a scanner sends to a web service, as bytes, and which status may come back.

A list entry is a name, the bytes, and the allowed statuses; 0 stands for a connection that was closed
without an answer. No entry may get more answers than it has requests.
"""

PNG = "content-type: image/png\r\n"
REFUSED = {0, 400}
# The page itself, as slashes at the ends of an address do not count.
SAME_PAGE = {"///", "/pad.js/"}
NOT_THERE = {0, 400, 404}
HEADERS = {0, 200, 400, 413, 431}


def get(path, rest=""):
    return f"GET {path} HTTP/1.1\r\nhost: pad\r\n{rest}\r\n".encode("latin-1")


def post(headers, body=b"", path="/api/predict"):
    return f"POST {path} HTTP/1.1\r\nhost: pad\r\n{PNG}{headers}\r\n".encode("latin-1") + body


def paths():
    """Files that a server should not give, by every way of writing their paths."""
    up = ["../", "..%2f", "%2e%2e/", "%2e%2e%2f", "..%5c", "..\\", "..%252f", "%c0%ae%c0%ae/",
          "..%c0%af", "....//", "..;/", ".%00./", "%uff0e%uff0e/"]
    for part in up:
        for start in ("/", "//", "/Notebook/", "/Notebook/core/", "/pad.js/"):
            yield start + 6 * part + "etc/passwd"
    yield from ["//etc/passwd", "///", "/./", "/.", "/..", "/%00", "/pad.js%00.png", "/pad.js%20",
                "/PAD.JS", "/pad.js/", "/index.html", "/.git/config", "/.env", "/wp-login.php",
                "/admin", "/cgi-bin/test", "/server-status", "/actuator/env", "/phpinfo.php",
                "/api", "/api/", "/api/..", "/proc/self/environ", "/Package.swift", "/%", "/%zz",
                "/\xff\xfe", "/" + "a" * 5_000, "/" + "../" * 2_000, "/" + "%2e" * 5_000, "*"]


def scans(port):
    yield from ((f"GET {path[:60]!r}", get(path), {200} if path in SAME_PAGE else NOT_THERE)
                for path in paths())
    for path in ("/health?" + "x=1&" * 3_000, "/health?%00=%00", "/health?a=%zz", "/health#part"):
        yield f"GET {path[:40]}", get(path), {0, 200, 400, 404}
    yield "a path of 200 kB", get("/" + "a" * 200_000), {0, 400, 404, 414, 431}
    yield "a NUL in the path", b"GET /\0 HTTP/1.1\r\nhost: pad\r\n\r\n", NOT_THERE
    for method in ("TRACE", "CONNECT", "OPTIONS", "PROPFIND", "PATCH", "FOO", "get", "G\0T", "M" * 9_000):
        message = f"{method} /health HTTP/1.1\r\nhost: pad\r\n\r\n".encode()
        yield f"method {method[:9]!r}", message, {0, 400, 404, 405, 431, 501}
    for target in ("http://evil.example/", "http://evil.example:22/health", "https://pad/health",
                   f"http://127.0.0.1:{port}/health", "evil.example:22", "http://169.254.169.254/"):
        # An absolute address is answered as the path in it, and fetches nothing.
        yield f"target {target}", get(target), {0, 200, 400, 404}
    for version in ("HTTP/0.9", "HTTP/1.0", "HTTP/2.0", "HTTP/9.9", "HTTP/1.1.1", "FTP/1.1", ""):
        message = f"GET /health {version}\r\nhost: pad\r\n\r\n".encode()
        yield f"version {version!r}", message, {0, 400, 505, 200 if version == "HTTP/1.0" else 0}
    yield "HTTP/2 as it begins", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", {0, 400, 404, 505}
    yield "TLS on a plain port", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(500), REFUSED
    yield "SSH", b"SSH-2.0-scan\r\n", REFUSED
    yield "nothing but zeros", bytes(10_000) + b"\r\n\r\n", REFUSED
    yield "two hosts", get("/health", "host: other\r\n"), {0, 200, 400}
    yield "no host", b"GET /health HTTP/1.1\r\n\r\n", {0, 200, 400}
    yield "a header of 64 kB", get("/health", f"x: {'y' * 65_536}\r\n"), HEADERS
    yield "a header's name of 64 kB", get("/health", f"{'y' * 65_536}: x\r\n"), HEADERS
    for count in (1_000, 5_000):
        rest = "".join(f"x{number}: y\r\n" for number in range(count))
        yield f"{count} headers", get("/health", rest), HEADERS
    for bad in ("x\r\n", ": x\r\n", "a b: x\r\n", "x : y\r\n", " x: y\r\n", "x: a\0b\r\n", "x: \x7f\r\n"):
        yield f"header {bad!r}", get("/health", bad), REFUSED | {200}
    yield from smuggling()


def smuggling():
    """A second request within the first: it must not be answered unless the first ends before it."""
    inner = get("/health")
    for length in ("-1", "+5", "5x", "0x5", " ", "99999999999999999999", "5, 5", "1e3", "5 5"):
        yield f"content-length {length!r}", post(f"content-length: {length}\r\n", b"abcde"), REFUSED
    yield ("two lengths", post("content-length: 5\r\ncontent-length: 6\r\n", b"abcdef"), REFUSED)
    yield "too short a body", post("content-length: 5000\r\n", b"abc"), REFUSED
    yield "2 GB promised", post("content-length: 2000000000\r\n", b"abc"), {413}
    for both in ("content-length: 5\r\ntransfer-encoding: chunked\r\n",
                 "transfer-encoding: chunked\r\ncontent-length: 5\r\n"):
        yield "length and chunked", post(both, b"0\r\n\r\n" + inner), REFUSED
    for coding in ("chunked, identity", "identity", "xchunked", "chunked\r\ntransfer-encoding: x",
                   " chunked, gzip", "\x0bchunked", "\"chunked\""):
        yield (f"transfer-encoding {coding!r}",
               post(f"transfer-encoding: {coding}\r\n", b"0\r\n\r\n" + inner), REFUSED)
    for chunk in (b"-1\r\nabc", b"0x3\r\nabc\r\n", b"3 \r\nabc\r\n0\r\n\r\n", b"g\r\n", b"3\nabc\n0\n\n",
                  b"ffffffffffffffffff\r\n", b"3;" + b"x" * 100_000 + b"\r\nabc\r\n0\r\n\r\n",
                  b"5\r\nabc\r\n0\r\n\r\n"):
        yield f"chunk {chunk[:12]!r}", post("transfer-encoding: chunked\r\n", chunk), {0, 400}
