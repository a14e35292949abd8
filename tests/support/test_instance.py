import errno
import os
import signal
import subprocess
import sys

import pytest

from chefsstod.support import instance
from chefsstod.support.instance import RAISE_FILE, acquire, ask_to_raise, take_raise_request
from chefsstod.support.paths import Paths, user_paths

HOLD = """
import sys
from pathlib import Path
from chefsstod.support.instance import acquire
from chefsstod.support.paths import user_paths
lock = acquire(user_paths(Path(sys.argv[1])))
print("none" if lock is None else "held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def home(tmp_path) -> Paths:
    return user_paths(tmp_path / "ny mapp")


@pytest.fixture
def other(home):
    """Another process that holds the lock, until it is told to stop or killed."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(home.data)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.communicate(timeout=30)


def test_the_first_instance_holds_the_lock_and_says_who_it_is(home):
    lock = acquire(home)
    assert lock.certain
    assert home.lock.read_text() == f"{os.getpid()}\n"
    lock.release()
    lock.release()
    assert home.lock.read_text() == ""


def test_a_second_instance_is_told_that_there_is_one(home, other):
    assert acquire(home) is None
    assert home.lock.read_text() == f"{other.pid}\n", "the second start must not touch the first one's mark"


def test_another_folder_has_its_own_lock(tmp_path, home, other):
    lock = acquire(user_paths(tmp_path / "annan"))
    assert lock.certain
    lock.release()


def test_when_the_first_ends_the_next_may_start(home, other):
    other.communicate("", timeout=30)
    lock = acquire(home)
    assert lock.certain
    lock.release()


def test_a_killed_process_blocks_nobody(home, other):
    other.send_signal(signal.SIGKILL)
    other.wait(timeout=30)
    assert home.lock.read_text() == f"{other.pid}\n", "it had no chance to clear its mark"
    lock = acquire(home)
    assert lock.certain
    assert home.lock.read_text() == f"{os.getpid()}\n"
    lock.release()


def test_a_released_lock_can_be_taken_by_another_process(home):
    acquire(home).release()
    done = subprocess.run(
        [sys.executable, "-c", HOLD, str(home.data)], input="", capture_output=True, text=True, timeout=30, check=True
    )
    assert done.stdout == "held\n"


def test_a_second_start_can_ask_the_first_to_come_forward(home, other):
    assert not take_raise_request(home)
    assert ask_to_raise(home)
    assert (home.data / RAISE_FILE).exists()
    assert ask_to_raise(home)
    assert take_raise_request(home)
    assert not take_raise_request(home)


def test_a_request_left_from_before_is_forgotten(home):
    home.data.mkdir()
    ask_to_raise(home)
    lock = acquire(home)
    assert not take_raise_request(home)
    lock.release()


def test_a_folder_that_cannot_be_does_not_stop_the_start_here(tmp_path):
    (tmp_path / "file").touch()
    paths = user_paths(tmp_path / "file" / "home")
    lock = acquire(paths)
    assert not lock.certain
    lock.release()
    assert not ask_to_raise(paths)


def test_a_file_system_without_locks_lets_the_program_run(home, monkeypatch):
    def no_locks(_handle: int) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(instance, "_lock", no_locks)
    lock = acquire(home)
    assert lock is not None
    assert not lock.certain
    lock.release()
