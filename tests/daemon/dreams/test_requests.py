"""Orders in line: which are sent when, together or alone, and what happens when the worker dies."""

from dataclasses import replace

from live_daemon.dreams.requests import MOST_WAITING, DreamRequests
from live_inference.worker.messages import ArenaRange, DreamOrder, Priority


def order(number):
    return DreamOrder(number, "/r/take.wav", "nylon", 10.0, 1, "/dreams")


def ids(orders):
    return [one.id for one in orders]


def test_orders_that_wait_together_are_made_together():
    orders = DreamRequests()
    for number in (1, 2, 3):
        assert orders.add(order(number))
    assert ids(orders.next_batch(most=2)) == [1, 2]
    assert orders.next_batch() == [], "the worker has what it makes together"
    assert orders.replace(1, voice=ArenaRange(0, 5)).voice == ArenaRange(0, 5)
    assert orders.finish(1).voice == ArenaRange(0, 5)
    assert orders.finish(1) is None and orders.find(1) is None
    assert orders.finish(3).id == 3
    assert orders.next_batch() == [] and orders.finish(2).id == 2
    orders.add(order(4))
    assert ids(orders.next_batch()) == [4]
    assert len(orders) == 1


def test_only_dreams_of_one_model_of_alike_length_are_made_together():
    orders = DreamRequests()
    changed = [{}, {"model": "other"}, {"duration_s": 20.5}, {"duration_s": 20.0}, {"duration_s": 0.5}]
    for number, changes in enumerate(changed):
        orders.add(replace(order(number), **changes))
    assert ids(orders.next_batch()) == [0, 3, 4]
    for number in (0, 3, 4):
        orders.finish(number)
    assert ids(orders.next_batch()) == [1]


def test_live_comes_before_file_and_file_before_bank_and_live_does_not_wait_for_the_worker():
    orders = DreamRequests()
    for number, priority in enumerate((Priority.BANK, Priority.FILE, Priority.FILE, Priority.BANK)):
        orders.add(replace(order(number), priority=int(priority)))
    assert ids(orders.waiting()) == [1, 2, 0, 3]
    assert ids(orders.next_batch()) == [1, 2]
    assert orders.next_batch() == []
    orders.add(replace(order(9), priority=int(Priority.LIVE)))
    assert ids(orders.next_batch()) == [9]
    orders.add(replace(order(10), priority=int(Priority.LIVE)))
    assert orders.next_batch() == []
    assert ids(orders.all()) == [1, 2, 9, 10, 0, 3]


def test_orders_whose_worker_died_are_sent_again_once_each_alone():
    orders = DreamRequests()
    for number in (1, 2, 3):
        orders.add(order(number))
    orders.next_batch(most=2)
    assert orders.worker_lost() == []
    assert ids(orders.next_batch()) == [1], "before those that came later, and alone: it may have been the cause"
    assert ids(orders.worker_lost()) == [1], "an order that kills the worker must not kill it for ever"
    assert ids(orders.next_batch()) == [2]
    orders.finish(2)
    assert ids(orders.next_batch()) == [3]
    assert DreamRequests().worker_lost() == []


def test_an_order_that_was_given_up_is_not_sent_again_when_the_worker_dies():
    """A panic, then the worker is killed: the dream must not come back from the dead."""
    orders = DreamRequests()
    orders.add(order(1))
    orders.next_batch()
    orders.given_up[1] = "cancelled"
    assert ids(orders.worker_lost()) == [1]
    assert orders.next_batch() == []


def test_a_controller_that_comes_back_knows_which_orders_the_worker_has():
    orders = DreamRequests()
    orders.restore([order(4)], [order(5)], {4: "late"})
    assert ids(orders.at_worker) == [4] and orders.next_batch() == []
    assert orders.given_up == {4: "late"}
    orders.finish(4)
    assert orders.given_up == {}
    assert ids(orders.next_batch()) == [5]


def test_the_line_is_not_endless():
    orders = DreamRequests()
    assert all(orders.add(order(number)) for number in range(MOST_WAITING))
    assert not orders.add(order(99))
