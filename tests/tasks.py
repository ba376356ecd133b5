"""What the worker would do now."""

from django_tasks_db.models import DBTaskResult


def work_off() -> int:
    """Run the tasks that wait, in their order, and those that come of it."""
    done = 0
    while result := DBTaskResult.objects.ready().first():
        given = result.args_kwargs
        result.delete()
        result.task.call(*given["args"], **given["kwargs"])
        done += 1
    return done
