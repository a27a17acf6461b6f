"""The Slack app, put together: one client, one Bolt app with every listener, its way in over HTTP (or `socket.py`)."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

import structlog
from slack_bolt.adapter.starlette.async_handler import to_async_bolt_request, to_starlette_response
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.signature import SignatureVerifier
from slack_sdk.web.async_client import AsyncWebClient
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from breachbot.slack.desk import Desk
from breachbot.slack.gate import only_people
from breachbot.slack.listeners.register import register
from breachbot.slack.manifest import PATH
from breachbot.slack.people import Directory
from breachbot.slack.shape import dispatch
from breachbot.slack.signed import is_signed
from breachbot.usecases.house import House

log = structlog.get_logger("breachbot.slack")

TIMEOUT = 10
"""Seconds for one call of the Web API."""
LATE = 15
"""Seconds in which a request is still answered. Slack waits for three, but what was decided is on record by then: who
still listens should hear that, and not that there is no such request, which is what Bolt says after three."""


def make_client(token: str, api_url: str) -> AsyncWebClient:
    """A client that never sleeps by itself: the outbox decides when to try again."""
    client = AsyncWebClient(token=token, base_url=api_url, timeout=TIMEOUT, retry_handlers=[])
    if _is_loopback(api_url):
        client.proxy = None  # a proxy of the environment cannot reach a server on this machine
    return client


def build_app(
    house: House, client: AsyncWebClient, directory: Directory, *, signing_secret: str = ""
) -> AsyncApp:
    """The Bolt app with every listener.

    Over HTTP, requests without a right and recent signature are refused with 401. Socket Mode needs no secret: there
    Slack is who answers at the address that the app's own token opened.
    """

    async def authorize(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
        """One workspace, one token; who may do what is asked in each decision."""
        return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id, bot_token=client.token)

    bare = AsyncWebClient(base_url=client.base_url)  # Bolt puts the token of `authorize` in for each request
    app = AsyncApp(name="breachbot", signing_secret=signing_secret, client=bare, authorize=authorize)

    async def broke(error: Exception) -> None:
        """The outermost door. What was not acknowledged yet is answered 500, and the person sees Slack's own error."""
        log.error("listener_broke", error=type(error).__name__, exc_info=error)

    app.error(broke)
    app.use(only_people)
    register(app, Desk(house, directory, client))
    for listener in app._async_listeners:  # Bolt lets it be set for the steps of workflows alone
        listener.ack_timeout = LATE
    return app


def routes(app: AsyncApp, signing_secret: str) -> list[Route]:
    """Where Slack sends its requests, for the HTTP server.

    The signature is checked over the raw bytes before anything reads them, and by Bolt once more. How many bytes may
    come is bounded before (`web/body.py`).
    """
    verifier = SignatureVerifier(signing_secret)

    async def events(request: Request) -> Response:
        body = await request.body()
        if not is_signed(verifier, body, request):
            return Response(status_code=401)
        try:
            asked = to_async_bolt_request(request, body)
        except (ValueError, TypeError, AttributeError, LookupError, RecursionError) as error:
            log.warning("odd_request", error=type(error).__name__)  # signed, and nothing that Slack sends
            return Response(status_code=400)
        return to_starlette_response(await dispatch(app, asked))

    return [Route(PATH, events, methods=["POST"])]


def _is_loopback(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
