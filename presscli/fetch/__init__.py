"""Fetching what a person named by its address: one request, checked at every step.

    hosts   which addresses may be reached at all    wire    one request to one of them
    body    what came back, within limits            client  redirects, pace, what went wrong

The standard library's HTTP, and none with a pool: the socket must be ours. A guard
against requests into the own network (SSRF) holds only where the address that was
checked is the one connected to, and one deadline only where every wait knows it.
"""

from __future__ import annotations

from presscli.fetch.client import Fetch, Fetched, Fetcher, Limits

__all__ = ["Fetch", "Fetched", "Fetcher", "Limits"]
