from urllib.error import HTTPError

import pytest


def publish(sandbox, title):
    """The program under test."""
    me = sandbox.call("GET", "/v1/me")["data"]
    post = {"title": title, "contentFormat": "markdown", "content": f"# {title}\n", "publishStatus": "draft"}
    return sandbox.call("POST", f"/v1/users/{me['id']}/posts", post)["data"]


def test_an_article_is_published_as_a_draft(sandbox):
    publish(sandbox, "Liverpool FC")
    # Waits for the request: a program may publish in the background.
    [request] = sandbox.call("GET", "/_sandbox/requests?operation=createPost&count=1")["data"]
    assert request["status"] == 201
    [post] = sandbox.call("GET", "/_sandbox/posts")["data"]
    assert post["title"] == "Liverpool FC"
    assert post["publishStatus"] == "draft"


def test_nothing_is_published_while_medium_is_down(sandbox):
    sandbox.call("POST", "/_sandbox/faults", {"fault": "503", "operation": "createPost", "times": 1})
    with pytest.raises(HTTPError):
        publish(sandbox, "Liverpool FC")
    assert sandbox.call("GET", "/_sandbox/posts")["data"] == []
