"""Who may ask for what, from which page, and that no path leads out of the folders."""

import http.client
import json
import re
from pathlib import Path

import pytest
from starlette.routing import Mount, Route
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

import live_daemon.studio
from live_daemon.console import server
from live_daemon.console.guard import Guard
from live_daemon.settings import load_settings
from live_daemon.studio.routes import studio_routes
from support.console import ConsoleThread
from support.raw_http import HANDSHAKE, PATIENCE_S, asked, console_with_routes, raw


@pytest.fixture
def console(monkeypatch):
    with console_with_routes(monkeypatch) as running:
        yield running


# Who may, from where


@pytest.mark.parametrize("path", ["/", "/studio/pictures", "/dream/gains"])
@pytest.mark.parametrize(
    "origin", ["https://evil.example", "http://127.0.0.1:1", "null", "http://localhost.evil.example"]
)
def test_another_sites_page_opens_no_websocket(console, path, origin):
    with pytest.raises(InvalidStatus) as refused:
        connect(f"ws://127.0.0.1:{console.port}{path}", origin=origin)
    assert refused.value.response.status_code == 403


@pytest.mark.parametrize("path", ["/", "/studio", "/studio/page/app.js", "/studio/api/test/plain", "/?HTML"])
def test_a_name_that_is_pointed_here_gets_nothing(console, path):
    """DNS rebinding: the browser takes us for a site of theirs, but says its name."""
    client = http.client.HTTPConnection("127.0.0.1", console.port, timeout=PATIENCE_S)
    client.request("GET", path, headers={"Host": "evil.example"})
    found = client.getresponse()
    assert found.status == 403 and b"evil.example" in found.read()
    client.close()
    with raw(console, (HANDSHAKE % b"/studio/pictures").replace(b"Host: 127.0.0.1", b"Host: evil.example")) as socket_:
        assert b" 403 " in socket_.recv(200)


HOST = {"Host": "127.0.0.1:9126"}


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("GET", "/studio/api/stage", {}, None),
        ("HEAD", "/studio/api/stage", {"Sec-Fetch-Site": "same-origin"}, None),
        ("GET", "/studio/api/stage", {"Sec-Fetch-Site": "none"}, None),  # typed into the address bar
        ("GET", "/studio/api/stage", {"Sec-Fetch-Site": "cross-site"}, 403),  # an image of another site
        ("GET", "/studio/api/stage", {"Sec-Fetch-Site": "same-site"}, 403),
        ("GET", "/studio", {"Sec-Fetch-Site": "cross-site"}, None),  # a link
        ("GET", "/studio/api/stage", {"Content-Length": "5"}, 400),
        ("GET", "/studio/api/stage", {"Transfer-Encoding": "chunked"}, 400),
        ("GET", "/studio/api/stage", {"Content-Length": "0"}, None),
        *(
            (method, "/studio/api/stage", {"Sec-Fetch-Site": "same-origin"}, None)
            for method in ("POST", "PUT", "DELETE")
        ),
        *((method, "/studio/api/stage", {}, None) for method in ("POST", "PUT", "DELETE")),
        *((method, path, {}, 405) for method in ("POST", "PUT", "DELETE") for path in ("/", "/studio", "/studio/apix")),
        *((method, "/studio/page/app.js", {}, 405) for method in ("POST", "PUT", "DELETE")),
        *((method, "/studio/api/stage", {}, 405) for method in ("PATCH", "OPTIONS", "TRACE", "CONNECT", "get", "")),
        ("POST", "/studio/api/stage", {"Sec-Fetch-Site": "none"}, 403),
        ("POST", "/studio/api/stage", {"Sec-Fetch-Site": "cross-site"}, 403),
        ("POST", "/studio/api/stage", {"Origin": "https://evil.example"}, 403),
        ("POST", "/studio/api/stage", {"Origin": "http://127.0.0.1:9126"}, None),
        ("POST", "/studio/api/stage", {"Content-Type": "text/plain"}, 415),
        ("POST", "/studio/api/stage", {"Content-Type": "Multipart/Form-Data; boundary=x"}, 415),
        ("POST", "/studio/api/stage", {"Content-Type": "application/x-www-form-urlencoded"}, 415),
        ("POST", "/studio/api/stage", {"Content-Type": "application/json; charset=utf-8"}, None),
        ("POST", "/studio/api/uploads/a.wav", {"Content-Type": "application/octet-stream"}, None),
    ],
)
def test_who_may_ask_for_what(method, path, headers, status):
    refused = Guard((), "127.0.0.1").refuses(method, "127.0.0.1", {**HOST, **headers}, path)
    assert (refused and refused[0]) == status


@pytest.mark.parametrize("kind", [None, "audio/wav", "application/jsonx", "application/octet-stream"])
def test_what_is_not_said_to_be_json_is_not_read_as_json(console, kind):
    headers = {} if kind is None else {"Content_Type": kind}
    status, _, body = asked(console, "/studio/api/test/json", "POST", b'{"a": 1}', **headers)
    assert status == 415 and "application/json" in json.loads(body)["error"]
    status, _, body = asked(console, "/studio/api/test/json", "POST", b'{"a": 1}', Content_Type="application/json")
    assert (status, json.loads(body)) == (200, {"a": 1})


def test_a_header_does_not_say_who_sends():
    with ConsoleThread(allow=("192.0.2.7",), listen_host="192.0.2.1") as console:
        for name in ("X_Forwarded_For", "Forwarded", "X_Real_IP", "X_Client_IP"):
            assert asked(console, "/", **{name: "192.0.2.7"})[0] == 403


def test_every_answer_says_what_a_page_may_load(console):
    for path in ("/", "/studio", "/studio/page/app.js", "/nothing", "/studio/api/test/plain", "/studio/api/nothing"):
        _, headers, _ = asked(console, path)
        policy = dict(one.strip().split(" ", 1) for one in headers["Content-Security-Policy"].split(";"))
        assert policy["default-src"] == "'none'" and policy["script-src"] == policy["style-src"] == "'self'"
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff" and headers["X-Frame-Options"] == "DENY"
        assert headers["Connection"] == "close" and headers["Server"] is None


# Paths

UP = ("..", "%2e%2e", "%2E.", "%252e%252e", "..%5c..", "..%255c", "....", "%c0%ae%c0%ae", "..%00", "%u002e%u002e")
BETWEEN = ("/", "%2f", "%252f", "%5c", "\\", "//")
AIMS = [
    *(f"{up}{between}{up}{between}secret.txt" for up in UP for between in BETWEEN),
    *(
        "/etc/passwd",
        "//etc/passwd",
        "%2fetc%2fpasswd",
        "file:///etc/passwd",
        "C:%5csecret.txt",
        "%5c%5chost%5csecret.txt",
    ),
    *("secret.txt%00.wav", "CON", "NUL.wav", "secret.txt::$DATA", "a" * 3000, "%ff%fe", "%0d%0aX:%201", "~/secret.txt"),
]


@pytest.mark.parametrize("between", BETWEEN)
@pytest.mark.parametrize("up", UP)
def test_only_the_page_is_served(console, up, between):
    """What lies beside it is there, and its begin is known."""
    beside = Path(live_daemon.studio.__file__).parent / "routes.py"
    for path in (f"/studio/page/{up}{between}routes.py", f"/studio/page{between}{up}{between}routes.py"):
        status, _, body = asked(console, path)
        assert status in (400, 404), path
        assert beside.read_bytes()[:40] not in body


@pytest.mark.parametrize("aim", AIMS[-14:])
def test_no_absolute_or_odd_name_is_served(console, aim):
    status, _, body = asked(console, f"/studio/page/{aim}")
    assert status in (400, 404) and b"root:" not in body


def test_a_link_that_leads_out_of_the_page_is_not_followed(tmp_path, monkeypatch):
    page = tmp_path / "page"
    page.mkdir()
    (tmp_path / "secret.txt").write_text("secret")
    (page / "inside.js").write_text("export {}")
    (page / "out.js").symlink_to(tmp_path / "secret.txt")
    monkeypatch.setattr(server, "_PAGE", page)
    with ConsoleThread() as console:
        assert asked(console, "/studio/page/inside.js")[0] == 200
        assert asked(console, "/studio/page/out.js")[0] == 404


def test_no_route_reads_above_its_folders(tmp_path):
    """Every route with a name in its path, whatever tab it belongs to."""
    secret = "this is nobody's business"
    folders = ("recordings", "dreams", "bank", "state", "checkpoints")
    for name in folders:
        (tmp_path / "a" / name).mkdir(parents=True)
    for place in (tmp_path, tmp_path / "a"):
        (place / "secret.txt").write_text(secret)
        (place / "secret.txt.wav").write_text(secret)
    settings = load_settings(None, [f"paths.{name}={tmp_path / 'a' / name}" for name in folders])
    with ConsoleThread(settings=settings) as console:
        named = [path for path in paths_of(console) if "{" in path]
        assert named
        for path in named:
            for aim in AIMS:
                status, _, body = asked(console, re.sub(r"\{[^}]*\}", lambda _, aim=aim: aim, path))
                assert secret.encode() not in body and b"root:" not in body, (path, aim)
                assert status < 500, (path, aim, body)


def paths_of(console):
    """The addresses that can be asked for by GET."""

    def below(routes, prefix=""):
        for route in routes:
            if isinstance(route, Mount):
                yield from below(route.routes, prefix + route.path)
            elif isinstance(route, Route) and "GET" in (route.methods or ()):
                yield prefix + route.path

    return list(below(studio_routes(console.context)))
