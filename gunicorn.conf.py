"""gunicorn reads this by itself where it is started: in the folder of the program."""

logger_class = "selfassess.portal.server_log.ServerLog"
