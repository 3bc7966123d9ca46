"""The OSCQuery tree, from the table of addresses: types, ranges, what can be read and set, values told."""

from dataclasses import fields

import pytest

from live_daemon.console.tree import Tree, access
from live_daemon.loops.follower import FOLLOWER_KEYS
from live_daemon.osc.addresses import INCOMING, OSC_ADDRESSES, OscRefusedError, check_incoming
from live_models.contract.generator import Controls
from support.console import nodes


def test_every_address_is_in_the_tree_with_its_types_and_ranges():
    found = {node["FULL_PATH"]: node for node in nodes(Tree().answer("/").body)}
    for row in OSC_ADDRESSES:
        node = found[row.path]
        assert node["DESCRIPTION"] == row.meaning
        assert node["ACCESS"] in ((2, 3) if row.direction == "in" else (1,))
        forms = [node, *node.get("OVERLOADS", [])]
        longest = max((form["TYPE"].replace("N", "") for form in forms), key=len)
        assert len(longest) == len(row.arguments)
        for form in forms:
            types = form["TYPE"].replace("N", "")
            assert form.get("EXTENDED_TYPE", []) == [argument.name for argument in row.arguments[: len(types)]]
            for index, (kind, argument) in enumerate(zip(types, row.arguments, strict=False)):
                assert kind == argument.type or (argument.type == "a" and kind in "ifs")
                bound = (form.get("RANGE") or [None] * len(types))[index] or {}
                assert bound.get("MIN") == argument.minimum
                assert bound.get("MAX") == argument.maximum
                assert tuple(bound.get("VALS", ())) == argument.choices
    containers = [node for node in found.values() if "TYPE" not in node]
    assert all(node["ACCESS"] == 0 and node["CONTENTS"] for node in containers)


def test_each_node_lies_where_its_path_says():
    def check(node, path):
        assert node["FULL_PATH"] == (path or "/")
        for name, child in node.get("CONTENTS", {}).items():
            check(child, f"{path}/{name}")

    check(Tree().answer("/").body, "")


def test_what_can_be_read_and_set_is_what_the_controller_tells_back():
    both = {row.path for row in INCOMING.values() if access(row) == 3}
    follower = {row.path for row in INCOMING.values() if row.setting in {f"follower.{key}" for key in FOLLOWER_KEYS}}
    dreams = {f"/dream/control/{field.name}" for field in fields(Controls)}
    dreams |= {"/dream/pitches", "/dream/control/manner", "/dream/level/dreams", "/dream/level/loops"}
    assert both == follower | dreams
    assert access(INCOMING["/dream/control/reset"]) == 2


def test_a_value_is_what_the_daemon_told_last_and_its_type_grows_with_it():
    tree = Tree()
    assert tree.answer("/dream/gains", "VALUE").body == {}  # readable, but nothing told yet
    assert tree.tell("/dream/gains", (0.5, 0.25, 0.0))
    assert tree.answer("/dream/gains").body["TYPE"] == "fff"
    assert tree.answer("/dream/gains", "VALUE").body == {"VALUE": [0.5, 0.25, 0.0]}
    assert tree.tell("/dream/terminated", ())
    assert tree.answer("/dream/terminated").body["VALUE"] == [None]


def test_of_a_setting_only_a_change_is_news_of_an_event_every_one():
    tree = Tree()
    assert tree.tell("/dream/follower/q", (20.0,))
    assert not tree.tell("/dream/follower/q", (20.0,))
    assert tree.tell("/dream/follower/q", (21.0,))
    assert tree.tell("/dream/started", (3,)) and tree.tell("/dream/started", (3,))


def test_the_harmony_is_one_text_that_can_be_sent_back():
    tree = Tree()
    assert tree.tell("/dream/pitches", ("C3 E3 51.5",)) and not tree.tell("/dream/pitches", ("C3 E3 51.5",))
    node = tree.answer("/dream/pitches").body
    assert (node["ACCESS"], node["TYPE"], node["VALUE"]) == (3, "s", ["C3 E3 51.5"])
    assert check_incoming("/dream/pitches", node["VALUE"]) == ("C3 E3 51.5",)


def test_how_a_loop_stands_is_news_and_no_value_of_its_address():
    """One address speaks of many loops: a client that restores values would set one of them."""
    tree = Tree()
    assert tree.can_listen("/dream/loop/gain") and not tree.can_listen("/dream/seed")
    assert tree.tell("/dream/loop/gain", (3, 0.5)) and tree.tell("/dream/loop/gain", (3, 0.5))
    assert not tree.tell("/dream/loop/gain", (3, 7.0))
    assert tree.can_listen("/dream/loop/effect") and tree.tell("/dream/loop/effect", (3, "hall", 1))
    assert tree.tell("/dream/loop/effect", (3, "", 0)) and not tree.tell("/dream/loop/effect", (3, "hall", 7))
    node = tree.answer("/dream/loop/gain").body
    assert node["ACCESS"] == 2 and "VALUE" not in node
    assert tree.answer("/dream/loop/gain", "VALUE").status == 204


def test_what_is_told_without_a_value_has_none_any_more():
    tree = Tree()
    assert not tree.tell("/dream/control/dropout", ())
    assert tree.tell("/dream/control/dropout", (0.25,))
    assert tree.answer("/dream/control/dropout", "VALUE").body == {"VALUE": [0.25]}
    assert tree.tell("/dream/control/dropout", ()), "who listens should know"
    assert tree.answer("/dream/control/dropout", "VALUE").body == {}
    assert not tree.tell("/dream/control/dropout", ())


@pytest.mark.parametrize(
    ("path", "values"),
    [("/dream/panic", ()), ("/dream/seed", ("a.wav",)), ("/nothing", (1,)), ("/dream/gains", (float("nan"),))],
)
def test_what_is_no_value_is_not_kept(path, values):
    tree = Tree()
    assert not tree.tell(path, values)
    assert "VALUE" not in (tree.answer(path).body or {})


def test_a_client_may_send_a_nil_where_nothing_is_to_be_said():
    """Type N of OSCQuery: some clients send it, others send no argument at all."""
    assert check_incoming("/dream/panic", [None]) == check_incoming("/dream/panic", []) == ()
    with pytest.raises(OscRefusedError):
        check_incoming("/dream/loop/gain", [0, None])


def test_what_the_docs_say_of_python_oscquery_is_so():
    """It wants a VALUE wherever ACCESS is not 0; what can only be written has none in the proposal."""
    node_of = pytest.importorskip(
        "pythonoscquery.shared.osc_path_node", reason="python-oscquery is not installed"
    ).OSCPathNode.from_json
    tree = Tree()
    tree.tell("/dream/status", ("ready", "nylon", 0, 0, 0, 0.1, 5.0))
    assert node_of(tree.answer("/dream/status").body).value[0] == "ready"
    with pytest.raises(ValueError, match="No value"):
        node_of(tree.answer("/dream/loop/gain").body)
    with pytest.raises(ValueError, match=r"No value|either have child nodes or values"):
        node_of(tree.answer("/").body)
