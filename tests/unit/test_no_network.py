import socket
from urllib.error import URLError
from urllib.request import urlopen

import pytest


def test_a_unit_test_reaches_no_network() -> None:
    with pytest.raises(RuntimeError, match="touch no network"):
        socket.create_connection(("127.0.0.1", 9))
    with pytest.raises((RuntimeError, URLError)):
        urlopen("http://127.0.0.1:9")
