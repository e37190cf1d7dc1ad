"""The interface of a forge over HTTP: JSON in, JSON out, page after page, and one sentence when it refuses."""

import json
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from http.client import HTTPException
from typing import Any
from urllib.parse import urlencode

_PAGE = 100
_WAIT = 30
# Garde-fou : une page de cent tickets, aussi longs que la plus large des forges les permet.
_MOST = 150_000_000
_REFUSED = {
    401: "le jeton n’est pas reconnu",
    403: "le jeton ne permet pas cela",
    404: "rien n’est là, ou le jeton ne le voit pas",
    410: "les tickets de ce dépôt sont désactivés",
    422: "ce qui lui est envoyé ne lui convient pas",
}
# Ce qu’un réglage change, et que recommencer ne change pas.
_SETTLED = (401, 403, 404, 410)
_AGAIN = "Le reste se fera la prochaine fois, et rien ne sera doublé."
_SETTLE = "Réglez-le comme le dit README.md, « À régler une fois » : rien ne sera doublé."


class ForgeError(Exception):
    """What the forge refused, in a sentence, and what comes of it, in another."""


class _Straight(urllib.request.HTTPRedirectHandler):
    """Follow no redirection: the token goes where the forge said its interface is, and nowhere else."""

    def redirect_request(self, *_args: Any, **_others: Any) -> None:
        """Give no other request: the answer is then an error."""


class Api:
    """An interface, and what proves who asks. Nothing is tried twice: a request that failed may have been heard."""

    def __init__(self, base: str, proof: Mapping[str, str]) -> None:
        """Take the address of the interface and the headers of each request."""
        self._base = base.rstrip("/")
        self._proof = {**proof, "Accept": "application/json", "User-Agent": "kit-commissions"}
        self._opener = urllib.request.build_opener(_Straight)

    def call(self, method: str, path: str, data: Mapping[str, Any] | None = None) -> Any:
        """Send a request; give the answer. Raises ForgeError."""
        return self._sent(method, path, data)[0]

    def listed(self, path: str, **query: str) -> Iterator[Any]:
        """Give all that a list holds, page after page. Raises ForgeError."""
        page, more = 1, True
        while more:
            answer, links = self._sent("GET", f"{path}?{urlencode({**query, 'per_page': _PAGE, 'page': page})}", None)
            if not isinstance(answer, list):
                raise ForgeError(_said("GET", path, "ce n’est pas une liste", _AGAIN))
            yield from answer
            page, more = page + 1, 'rel="next"' in links

    def _sent(self, method: str, path: str, data: Mapping[str, Any] | None) -> tuple[Any, str]:
        raw = None if data is None else json.dumps(data).encode()
        headers = self._proof | ({} if raw is None else {"Content-Type": "application/json"})
        request = urllib.request.Request(self._base + path, raw, headers, method=method)
        try:
            with self._opener.open(request, timeout=_WAIT) as answer:
                return json.loads(answer.read(_MOST)), answer.headers.get("Link", "")
        except urllib.error.HTTPError as error:
            raise ForgeError(_said(method, path, *_why(error))) from error
        except (OSError, HTTPException) as error:
            raise ForgeError(_said(method, path, "elle ne répond pas", _AGAIN)) from error
        except ValueError as error:
            raise ForgeError(_said(method, path, "sa réponse ne se lit pas", _AGAIN)) from error


def _why(error: urllib.error.HTTPError) -> tuple[str, str]:
    """Say why a forge refuses, and what comes of it: trying again is enough when it is busy or broken."""
    wait = error.headers.get("Retry-After", "")
    if error.code == 429 or (error.code == 403 and (wait or error.headers.get("X-RateLimit-Remaining") == "0")):
        return f"trop de demandes, réessayez {f'dans {wait} secondes' if wait.isdecimal() else 'plus tard'}", _AGAIN
    if error.code >= 500:
        return f"elle est en panne ({error.code})", _AGAIN
    why = f"{_REFUSED.get(error.code, 'elle refuse')} ({error.code})"
    return why, _SETTLE if error.code in _SETTLED else "Rien ne sera doublé."


def _said(method: str, path: str, why: str, then: str) -> str:
    return f"Demande « {method} {path.partition('?')[0]} » à la forge : {why}. {then}"
