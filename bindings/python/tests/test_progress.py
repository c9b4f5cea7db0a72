"""Progress, cancelling, and exceptions out of the progress function."""

from __future__ import annotations

import threading

import pytest

import bangfu


class Own(Exception):
    pass


def test_the_last_report_says_that_all_is_done(programme: bangfu.Programme) -> None:
    heard: list[tuple[int, int]] = []
    programme.allocate(progress=lambda done, total: heard.append((done, total)))
    done, total = heard[-1]
    assert done == total > 0
    assert [entry[0] for entry in heard] == sorted(entry[0] for entry in heard)


def test_answering_false_stops_at_the_first_and_at_the_last_report(
    programme: bangfu.Programme,
) -> None:
    for stop in (lambda done, total: False, lambda done, total: done < total):
        with pytest.raises(bangfu.CancelledError) as caught:
            programme.allocate(progress=stop)
        assert caught.value.first.name == "CANCELLED"
    assert programme.allocate(progress=lambda done, total: None).totals.granted > 0


@pytest.mark.parametrize("raised", [Own("mine"), KeyboardInterrupt(), SystemExit(3)])
def test_an_exception_comes_out_as_it_is(
    programme: bangfu.Programme, raised: BaseException
) -> None:
    def stop(done: int, total: int) -> None:
        raise raised

    with pytest.raises(type(raised)) as caught:
        programme.allocate(progress=stop)
    assert caught.value is raised
    assert caught.traceback[-1].name == "stop"


def test_bangfu_may_be_asked_from_inside(programme: bangfu.Programme) -> None:
    inner: list[bangfu.Plan] = []

    def ask(done: int, total: int) -> None:
        if done == total:
            inner.append(programme.allocate())

    outer = programme.allocate(progress=ask)
    assert inner[0].json() == outer.json()


def test_many_threads_may_ask_one_programme(programme: bangfu.Programme) -> None:
    plans: list[str] = []

    def work() -> None:
        for _ in range(5):
            plans.append(programme.allocate(progress=lambda done, total: True).json())

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(plans) == 40 and len(set(plans)) == 1
