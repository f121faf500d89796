"""Runs a command and measures it: seconds, and peak memory of it and all processes it starts."""

import dataclasses
import os
import subprocess
import threading
import time


@dataclasses.dataclass
class Measured:
    seconds: float
    peak_bytes: int
    exit_code: int
    errors: str


def memory_of_session(session):
    """Bytes of memory held by the processes of a session; pages that several share count once (PSS)."""
    total = 0
    for entry in os.listdir("/proc"):
        if not entry.isdigit():
            continue
        try:
            with open(f"/proc/{entry}/stat", "rb") as file:
                if int(file.read().rsplit(b")", 1)[1].split()[3]) != session:
                    continue
            with open(f"/proc/{entry}/smaps_rollup", "rb") as file:
                total += next(int(line.split()[1]) for line in file if line.startswith(b"Pss:")) * 1024
        except (OSError, StopIteration, ValueError, IndexError):
            continue  # the process ended meanwhile
    return total


def run(command, environment, errors_path):
    """The peak is the larger of what was sampled over all processes and what the kernel says of the command itself."""
    with open(errors_path, "wb") as errors:
        began = time.perf_counter()
        process = subprocess.Popen(
            command, env=environment, stdin=subprocess.DEVNULL, stdout=errors, stderr=errors, start_new_session=True
        )
        sampled, ended = [0], threading.Event()

        def sample():
            while not ended.wait(0.5):  # reading it costs some 10 ms and disturbs the command
                sampled[0] = max(sampled[0], memory_of_session(process.pid))

        sampler = threading.Thread(target=sample)
        sampler.start()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        ended.set()
        sampler.join()
    with open(errors_path, encoding="utf-8", errors="replace") as file:
        said = file.read()
    return Measured(seconds, max(sampled[0], usage.ru_maxrss * 1024), process.returncode, said)
