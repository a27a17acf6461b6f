"""A scheduler that keeps its rhythm whatever is done to the machine's clock."""

from __future__ import annotations

from datetime import UTC, datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler


class SteadyScheduler(AsyncIOScheduler):  # type: ignore[misc]  # the library has no types
    """Interval jobs by monotonic time.

    APScheduler waits by the event loop's monotonic timer, but asks the wall clock which job is due: set back, no job
    runs for the length of the jump; set forward by a year, six million missed runs are counted first. Whenever the
    timer rings, a job whose next run lies further away than its interval, on either side, is due now.
    """

    def wakeup(self) -> None:
        """Called when the timer rings and when a job was changed."""
        now = datetime.now(UTC)
        for job in self.get_jobs():
            due = job.next_run_time
            if due is not None and abs(due - now) > job.trigger.interval:
                job.modify(next_run_time=now)
        super().wakeup()
