"""The log: lines of JSON in production."""

from selfassess import env

from .council import PRODUCTION

LOG_FORMATS = ("JSON", "LINE")
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
LOG_LEVEL = env.one_of("LOG_LEVEL", "INFO", LEVELS)
# Django gives its own loggers INFO, whatever is asked for. Below it are queries with people's words
LOG_LEVEL_OF_DJANGO = "INFO" if LOG_LEVEL == "DEBUG" else LOG_LEVEL
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "LINE": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"},
        "JSON": {
            "()": "selfassess.portal.log_lines.JsonLines",
            "fmt": ["asctime", "levelname", "name", "message"],
            "datefmt": "%Y-%m-%dT%H:%M:%SZ",
            "rename_fields": {"asctime": "time", "levelname": "level", "exc_info": "error"},
        },
    },
    "filters": {"of_request": {"()": "selfassess.portal.log_lines.OfRequest"}},
    "handlers": {
        "out": {
            "class": "logging.StreamHandler",
            "formatter": env.one_of("LOG_FORMAT", "JSON" if PRODUCTION else "LINE", LOG_FORMATS),
            "filters": ["of_request"],
            # Outside production, scripts read standard output, so logs go elsewhere
            "stream": f"ext://sys.{'stdout' if PRODUCTION else 'stderr'}",
        }
    },
    # Layout engines log each of their steps; their warnings still get through.
    "loggers": {name: {"level": "WARNING"} for name in ("weasyprint", "fontTools", "pikepdf")}
    | {"django": {"level": LOG_LEVEL_OF_DJANGO}},
    "root": {"handlers": ["out"], "level": LOG_LEVEL},
}
