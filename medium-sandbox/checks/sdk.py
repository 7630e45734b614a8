"""Calls every function of Medium's Python SDK. The SDK is unmodified: its base path is a module variable."""

import os
import tempfile
import urllib.error
import urllib.parse
import urllib.request
from html.parser import HTMLParser

import medium

ORIGIN = os.environ["MEDIUM_API_URL"]
REDIRECT = os.environ["MEDIUM_REDIRECT_URI"]
medium.BASE_PATH = ORIGIN


class Ticket(HTMLParser):
    """Finds the hidden field of the consent page."""

    value = None

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if attrs.get("name") == "ticket":
            self.value = attrs["value"]


class NoRedirect(urllib.request.HTTPRedirectHandler):
    """Does not follow the redirect to the application."""

    def redirect_request(self, *args):
        return None


def allow(authorization_url):
    """Submits the consent page as a browser does, and returns the code."""
    with urllib.request.urlopen(authorization_url) as page:
        ticket = Ticket()
        ticket.feed(page.read().decode())
    form = {"ticket": ticket.value, "username": "demo", "decision": "allow"}
    opener = urllib.request.build_opener(NoRedirect)
    try:
        opener.open(ORIGIN + "/m/oauth/authorize", urllib.parse.urlencode(form).encode())
    except urllib.error.HTTPError as redirect:
        query = urllib.parse.urlsplit(redirect.headers["Location"]).query
        return urllib.parse.parse_qs(query)["code"][0]
    raise AssertionError("the consent page did not redirect to the application")


client = medium.Client(os.environ["MEDIUM_CLIENT_ID"], os.environ["MEDIUM_CLIENT_SECRET"])
scopes = ["basicProfile", "publishPost", "uploadImage"]
url = client.get_authorization_url("state", REDIRECT, scopes)
code = allow(url.replace("https://medium.com", ORIGIN))

tokens = client.exchange_authorization_code(code, REDIRECT)
assert tokens["scope"] == scopes, tokens
assert client.exchange_refresh_token(tokens["refresh_token"])["token_type"] == "Bearer"

user = client.get_current_user()
assert user["username"] == "demo", user

with tempfile.NamedTemporaryFile(suffix=".gif") as file:
    file.write(b"GIF89a")
    file.flush()
    image = client.upload_image(file.name, "image/gif")
with urllib.request.urlopen(image["url"]) as served:
    assert served.read() == b"GIF89a"

post = client.create_post(
    user["id"],
    "From Python",
    f"# From Python\n\n![Image]({image['url']})\n",
    "markdown",
    tags=["Python"],
    publish_status="unlisted",
    license="cc-40-by",
)
assert post["tags"] == ["python"], post
with urllib.request.urlopen(post["url"]) as page:
    assert image["url"] in page.read().decode()

try:
    medium.Client(access_token="0000").get_current_user()
    raise AssertionError("an invalid token was accepted")
except medium.MediumError as error:
    assert error.code == 6003, error.code
print("ok")
