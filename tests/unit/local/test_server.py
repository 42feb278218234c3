import http.client
import json
from threading import Thread

import pytest

from local.sandbox import Sandbox, create_sandbox, run_in_thread
from local.sandbox.faults import CONNECTION_LOST, Fault
from local.sandbox.platforms.x import SUPPORT
from tests.unit.local.conftest import AYSE

pytestmark = pytest.mark.usefixtures("local_sockets")


def test_the_server_answers_and_its_port_is_free_after_it(sandbox: Sandbox) -> None:
    app = create_sandbox(sandbox)
    with run_in_thread(app) as server:
        port = server.server.port
        assert server.url == f"http://127.0.0.1:{port}"
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        connection.request("GET", "/control/version")
        assert json.load(connection.getresponse()) == {"version": 0}
        connection.close()
    assert not server.thread.is_alive()
    run_in_thread(app, port=port).close()


def test_an_answer_can_get_lost_on_the_way_although_the_post_is_out(sandbox: Sandbox) -> None:
    target = sandbox.publish("x", AYSE, "@NivoraDestek kargom gelmedi")
    sandbox.faults.order(Fault(channel="x", status=CONNECTION_LOST, after_posting=True))
    body = json.dumps({"text": "Bakıyoruz", "reply": {"in_reply_to_tweet_id": target.id}})
    headers = {"authorization": f"Bearer {SUPPORT.token}", "content-type": "application/json"}
    with run_in_thread(create_sandbox(sandbox)) as server:
        connection = http.client.HTTPConnection("127.0.0.1", server.server.port, timeout=5)
        connection.request("POST", "/x/2/tweets", body.encode(), headers)
        with pytest.raises((http.client.HTTPException, ConnectionError)):
            connection.getresponse()
        connection.close()
    assert sum(post.is_ours for post in sandbox.posts()) == 1


def test_many_threads_lose_and_repeat_no_id(sandbox: Sandbox) -> None:
    def write() -> None:
        for _ in range(200):
            sandbox.publish("x", AYSE, "@NivoraDestek kargom gelmedi")

    threads = [Thread(target=write) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({post.id for post in sandbox.posts("x")}) == 1_600
