"""Work that the worker does: waiting in the queue, under way, and how it ended."""

from django.db import models
from django.utils import timezone


class BuildState(models.TextChoices):
    WAITING = "waiting", "Waiting for the worker"
    RUNNING = "running", "Being laid out"
    DONE = "done", "Done"
    FAILED = "failed", "Failed"
    CANCELLED = "cancel", "Cancelled"


ACTIVE = (BuildState.WAITING, BuildState.RUNNING)


class Attempted(models.Model):
    """What a worker draws. The queue runs a task at most once, so how far it has come stands here:
    each attempt claims the row, and gives signs of life while it works."""

    state = models.CharField(max_length=8, choices=BuildState, default=BuildState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    alive_at = models.DateTimeField(default=timezone.now)  # real time of the last sign of life
    progress = models.CharField(max_length=60, blank=True)  # how far the layout has come
    problem = models.TextField(blank=True)

    class Meta:
        abstract = True

    @property
    def is_active(self) -> bool:
        return self.state in ACTIVE

    @property
    def is_taken_up_again(self) -> bool:
        """Was a worker lost while it laid this out, so that another one tries again?"""
        return self.attempts > (self.state == BuildState.RUNNING)
