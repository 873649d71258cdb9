"""Run jobs in threads: attempt after attempt, until a decision ends them."""

import threading
from collections.abc import Callable

from hero_proc.attempt import Attempt, end_processes
from hero_proc.command import JOB_VARIABLE, Unfillable, build_command, build_environment
from hero_proc.policy import Decision, Outcome, decide, is_stable
from hero_proc.store import Store, StoredJob, now_ms

MOST_LINES = 100_000
"""Lines kept of one attempt."""


class RunningJob:
    """One job and its thread."""

    def __init__(self, store: Store, job: StoredJob, grace: float) -> None:
        """Keep what the thread needs; `start` starts it."""
        self._store = store
        self._job = job
        self._grace = grace
        self._lock = threading.Lock()
        self._attempt: Attempt | None = None
        self._stopping = threading.Event()
        self._closing = threading.Event()
        self._lines = 0
        self._heard = 0
        self._thread = threading.Thread(target=self._run, name=job.id, daemon=True)

    @property
    def is_over(self) -> bool:
        """Tell whether the thread has ended."""
        return not self._thread.is_alive()

    def start(self) -> None:
        """Start the thread."""
        self._thread.start()

    def stop(self) -> None:
        """End the job for good, and wait for that."""
        self._end()

    def close(self) -> None:
        """End its process but leave the job as it is, to be run by the next start."""
        self._closing.set()
        self._end()

    def _end(self) -> None:
        self._stopping.set()
        with self._lock:
            attempt = self._attempt
        if attempt is not None:
            attempt.stop(self._grace)
        self._thread.join(self._grace * 2 + 5)

    def _run(self) -> None:
        number = int(self._job.row["attempt"])
        failures = 0
        while True:
            outcome = self._run_once(number)
            if self._closing.is_set():
                self._store.change_job(self._job.id, pid=None)
                return
            spec = self._job.spec
            failures = 1 if is_stable(spec, outcome) else failures + 1
            decision = decide(spec, outcome, failures)
            self._note(number, outcome, decision)
            if decision.pause_ms is None:
                return
            self._stopping.wait(decision.pause_ms / 1000)
            number += 1

    def _run_once(self, number: int) -> Outcome:
        """Make one attempt; being stopped before it counts as one as well."""
        if self._stopping.is_set():
            return Outcome(is_stopped=True)
        self._lines, self._heard = 0, number
        spec = self._job.spec
        # Noted before it starts: a kill in between costs an attempt, and a process
        # that nobody noted would be left alone.
        started = {"started_at": now_ms()} if number == 1 else {}
        self._store.change_job(self._job.id, phase="running", attempt=number, **started)
        try:
            command = build_command(spec, self._job.inputs)
            environment = build_environment(spec, self._job.id, number)
            with self._lock:
                if self._stopping.is_set():
                    return Outcome(is_stopped=True)
                attempt = Attempt(command, environment, spec.get("cwd"))
                self._attempt = attempt
        except (OSError, ValueError, Unfillable) as error:
            self._emit(number, "internal", [f"cannot start: {error}"])
            return Outcome(error=f"cannot start: {error}")
        self._store.change_job(self._job.id, pid=attempt.pid)
        outcome = attempt.watch(
            lambda stream, lines: self._emit(number, stream, lines),
            int(spec["timeout_ms"]),
            self._grace,
        )
        # Who left the group may write on, but nobody listens.
        self._heard = 0
        return outcome

    def _note(self, number: int, outcome: Outcome, decision: Decision) -> None:
        is_over = decision.pause_ms is None
        self._store.change_job(
            self._job.id,
            phase=decision.phase,
            attempt=number if is_over else number + 1,
            exit_code=outcome.exit_code,
            error=decision.error,
            pid=None,
            finished_at=now_ms() if is_over else None,
        )

    def _emit(self, number: int, stream: str, lines: list[str]) -> None:
        """Keep lines of output, up to a number of them."""
        if number != self._heard:
            return
        before = self._lines
        self._lines += len(lines)
        kept = lines[: max(MOST_LINES - before, 0)]
        if before <= MOST_LINES < self._lines:
            kept.append("more output is not kept")
        level = "info" if stream == "stdout" else "warn"
        name = self._job.row["action"]
        now = now_ms()
        self._store.add_lines(
            (self._job.id, number, name, stream, level, now, line) for line in kept
        )


class Supervisor:
    """Know the jobs that run."""

    def __init__(self, store: Store, grace: float) -> None:
        """Run nothing yet; `grace` is the seconds between SIGTERM and SIGKILL."""
        self._store = store
        self._grace = grace
        self._running: dict[str, RunningJob] = {}
        self._lock = threading.Lock()

    def recover(self) -> None:
        """Start again what ran when the last hero_proc ended.

        A process that outlived it is ended first: nobody reads its output any more.
        """
        for job in self._store.list_active_jobs():
            if job.row["phase"] == "running":
                end_processes(f"{JOB_VARIABLE}={job.id}", self._grace)
                attempt = int(job.row["attempt"]) + 1
                self._store.change_job(job.id, attempt=attempt, phase="pending")
            self.start(job.id)

    def start(self, identifier: str) -> None:
        """Run a job."""
        job = self._store.find_job(identifier)
        assert job is not None
        running = RunningJob(self._store, job, self._grace)
        with self._lock:
            over = [name for name, other in self._running.items() if other.is_over]
            for name in over:
                del self._running[name]
            running.start()
            self._running[identifier] = running

    def stop(self, identifier: str) -> None:
        """End a job and wait until it has ended."""
        self._take(identifier, lambda running: running.stop())

    def close(self) -> None:
        """End all processes; their jobs go on when hero_proc is started again."""
        with self._lock:
            identifiers = list(self._running)
        threads = [
            threading.Thread(
                target=self._take, args=(identifier, lambda running: running.close())
            )
            for identifier in identifiers
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _take(self, identifier: str, end: Callable[[RunningJob], None]) -> None:
        with self._lock:
            running = self._running.pop(identifier, None)
        if running is not None:
            end(running)
