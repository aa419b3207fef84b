"""The network of who speaks with or about whom."""

from xml.etree import ElementTree

import pytest
from starlette.testclient import TestClient


def test_the_picture_is_the_same_each_time_and_has_each_tie(room: TestClient) -> None:
    first = room.get("/network.svg?by=with")
    assert first.headers["content-type"] == "image/svg+xml; charset=utf-8"
    assert first.text == room.get("/network.svg?by=with").text
    names = {
        text.text for text in ElementTree.fromstring(first.text).iter("{http://www.w3.org/2000/svg}text")
    }
    assert {"Sergei Lawrow", "Jens Stoltenberg"} <= names


@pytest.mark.parametrize(
    "question", ["by=about", "by=with", "since=2024-01-01", "topic=https://w3id.org/kg-news/data/topic/nato"]
)
def test_the_page_links_those_in_the_picture(room: TestClient, question: str) -> None:
    assert room.get(f"/network?{question}").status_code == 200


def test_time_and_topic_filter(room: TestClient) -> None:
    assert "Lawrow" not in room.get("/network.svg?by=with&since=2024-01-01").text
    assert "Lawrow" in room.get("/network.svg?by=with&topic=https://w3id.org/kg-news/data/topic/nato").text
    assert "<circle" not in room.get("/network.svg?by=with&topic=x").text


@pytest.mark.parametrize("nonsense", ["by=x", "since=x", "until=x"])
def test_nonsense_is_refused(room: TestClient, nonsense: str) -> None:
    assert room.get(f"/network?{nonsense}").status_code == 400
