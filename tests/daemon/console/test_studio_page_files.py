"""The studio's page as it is served: types, what a browser keeps, where it is."""

import mimetypes
import re

import pytest

from support.console import ConsoleThread
from support.raw_http import asked


@pytest.fixture
def console():
    with ConsoleThread() as running:
        yield running


def test_modules_are_modules_whatever_the_system_thinks(console):
    """On Windows any program may say what a .js is; a browser runs no module of another type."""
    mimetypes.add_type("text/plain", ".js")
    try:
        for path, kind in (("app.js", "text/javascript"), ("style.css", "text/css"), ("icon.svg", "image/svg+xml")):
            status, headers, body = asked(console, f"/studio/page/{path}")
            assert status == 200 and headers["Content-Type"].startswith(kind) and len(body) > 100
    finally:
        mimetypes.add_type("text/javascript", ".js")


def test_a_file_that_did_not_change_is_not_sent_again(console):
    status, headers, body = asked(console, "/studio/page/app.js")
    assert status == 200 and headers["Cache-Control"] == "no-cache"
    status, again, nothing = asked(console, "/studio/page/app.js", If_None_Match=headers["ETag"])
    assert (status, nothing) == (304, b"") and again["Cache-Control"] == "no-cache"
    assert asked(console, "/studio/page/app.js", If_None_Match='"other"')[2] == body


def test_the_page_is_at_both_its_addresses_and_loads_nothing_from_elsewhere(console):
    pages = {path: asked(console, path) for path in ("/studio", "/studio/", "/?HTML", "/dream?HTML")}
    for status, headers, body in pages.values():
        assert status == 200 and headers["Content-Type"].startswith("text/html")
        assert b"<title>live-daemon</title>" in body and body == pages["/studio"][2]
    for attribute in re.findall(r'(?:src|href)="([^"]*)"', pages["/studio"][2].decode()):
        assert attribute.startswith("/studio/page/"), attribute
        assert asked(console, attribute)[0] == 200
    assert asked(console, "/studio/nothing")[0] == asked(console, "/studio/page/")[0] == 404


@pytest.mark.parametrize(
    ("asked_for", "begin", "end"),
    [("bytes=0-99", 0, 100), ("bytes=1000-", 1000, None), ("bytes=-50", -50, None), ("bytes=5-5", 5, 6)],
)
def test_a_player_may_ask_for_a_part(console, asked_for, begin, end):
    whole = asked(console, "/studio/page/app.js")[2]
    status, headers, part = asked(console, "/studio/page/app.js", Range=asked_for)
    assert status == 206 and part == whole[begin:end]
    first = begin % len(whole)
    assert headers["Content-Range"] == f"bytes {first}-{first + len(part) - 1}/{len(whole)}"
    assert asked(console, "/studio/page/app.js", Range=f"bytes={len(whole)}-")[0] == 416
