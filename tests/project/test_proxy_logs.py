"""The proxies of deploy/ keep people's words out of their logs: what is searched for stands behind
a question mark, and a link's key opens an account."""

import re
import shutil
import socket
import subprocess
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest
from django.conf import settings

from tests.processes import wait_until

NGINX = shutil.which("nginx") or Path(settings.BASE_DIR, "var/nginx/usr/sbin/nginx")
WORD = "Marigold"
DISTRIBUTION = """
pid {0}/pid; error_log {0}/error.log; worker_processes 1; master_process off; daemon off;
events {{}}
http {{
    client_body_temp_path {0}/body; proxy_temp_path {0}/proxy; fastcgi_temp_path {0}/f;
    uwsgi_temp_path {0}/u; scgi_temp_path {0}/s; server_names_hash_bucket_size 128;
    access_log {0}/access.log; # as Debian's nginx.conf has it
{1}
}}
"""


def free_port() -> int:
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        return server.getsockname()[1]


def answers(port: int) -> bool:
    with closing(socket.socket()) as client:
        return client.connect_ex(("127.0.0.1", port)) == 0


def site(name: str, folder: Path, plain: int, secure: int) -> str:
    """The file of deploy/, without TLS and with nothing behind it, so that each request is an
    error."""
    text = Path(settings.BASE_DIR, "deploy", name).read_text()
    text = re.sub(r"^ +(proxy_)?ssl_.*\n| +listen \[::\].*\n", "", text, flags=re.M)
    text = text.replace("listen 443 ssl http2;", f"listen 127.0.0.1:{secure};")
    text = text.replace("listen 80;", f"listen 127.0.0.1:{plain};")
    text = re.sub(r"(127\.0\.0\.1:8000|web\d\.council\.example:443)", "127.0.0.1:1", text)
    return text.replace("/var/log/nginx", str(folder))


@contextmanager
def proxy(name: str, folder: Path):
    """Gives its two ports: the one that leads to TLS, and the one that has it."""
    ports = free_port(), free_port()
    conf = folder / "nginx.conf"
    conf.write_text(DISTRIBUTION.format(folder, site(name, folder, *ports)))
    process = subprocess.Popen(
        [NGINX, "-p", folder, "-c", conf, "-e", folder / "start.log"], stderr=subprocess.DEVNULL
    )
    try:
        wait_until(lambda: answers(ports[1]), seconds=20)
        yield ports
    finally:
        process.terminate()
        process.wait(10)


def status(port: int, method: str, address: str, **headers: str) -> int:
    with closing(HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
        connection.request(method, address, headers={"Referer": f"http://h{address}"} | headers)
        return connection.getresponse().status


@pytest.mark.skipif(not Path(NGINX).exists(), reason="needs nginx")
@pytest.mark.parametrize("name", ["nginx.conf", "nginx-front.conf"])
def test_no_log_holds_what_is_behind_a_question_mark(name, tmp_path):
    search = f"/search/?q={WORD}"
    with proxy(name, tmp_path) as (plain, secure):
        assert status(plain, "GET", search) == 301
        assert status(secure, "GET", search) in (502, 504)
        too_much = {"Content-Length": str(30 * 1024**2)}
        assert status(secure, "POST", search, **too_much) == 413
        assert status(secure, "GET", f"/search%zz/?q={WORD}") == 400
        assert status(secure, "GET", f"/accounts/password/reset/key/3-{WORD}/") in (502, 504)
    logs = {log.name: log.read_text() for log in tmp_path.glob("*.log")}
    assert '"GET /search/" 502' in logs["selfassess.log"]
    assert "/accounts/password/reset/key/3-key" in logs["selfassess.log"]
    assert [name for name, text in logs.items() if WORD in text] == []


@pytest.mark.parametrize("name", ["nginx.conf", "nginx-front.conf"])
def test_each_server_says_what_is_logged(name):
    """Outside of them a log would be one more beside nginx.conf's own."""
    outside, *servers = Path(settings.BASE_DIR, "deploy", name).read_text().split("\nserver {\n")
    assert not re.search(r"^\s*(access|error)_log", outside, re.M)
    for server in servers:
        assert re.findall(r"^    access_log +\S+ (\w+);", server, re.M) == ["selfassess"]
        assert re.findall(r"^    error_log +\S+ (\w+);", server, re.M) == ["emerg"]
