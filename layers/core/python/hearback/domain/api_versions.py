"""Versions of platforms' APIs and when they end: look here, and at the sources, before they do.

Graph API: developers.facebook.com/docs/graph-api/changelog: a version ends two years after its
successor's release. The dates of v20.0 and of v23.0 to v26.0's release are from others' notes of
that table (2026-08), those of v21.0 and v22.0 by the rule (?).
LinkedIn: learn.microsoft.com/linkedin/marketing/versioning: monthly versions, each supported for a
year; it ends with the month of the same name (?).
All others are written into the adapters' paths, and no end of one was announced up to 2026-11 (?):
developer.apple.com/documentation/appstoreconnectapi, developers.google.com/my-business/content/
sunset-dates, developers.google.com/android-publisher, developers.google.com/youtube/v3/
revision_history, docs.joinmastodon.org/methods, reddit.com/dev/api, business-api.tiktok.com
(changelog), docs.x.com/changelog.
"""

import re
from collections.abc import Mapping
from datetime import date

WARN_DAYS = 60

GRAPH_ENDS = {
    20: date(2026, 9, 24),
    21: date(2027, 1, 21),
    22: date(2027, 5, 29),
    23: date(2027, 10, 8),
    24: date(2028, 2, 18),
    25: date(2028, 7, 29),
}
"""By major version. v26.0 came out on 2026-07-29 and has no end yet."""

FIXED: Mapping[str, Mapping[str, date | None]] = {
    "app_store": {"v1": None},
    "google_business": {"v3": None, "v4": None},
    "google_play": {"v3": None},
    "linkedin": {"v2": None},
    "mastodon": {"v1": None, "v2": None},
    "reddit": {"v1": None},
    "tiktok": {"v1.3": None},
    "x": {"2": None},
    "youtube": {"v3": None},
}
"""By channel: the versions in the adapters' paths, and when each ends. Put a date here as soon as
one is announced, and the operators are told of it two months before."""

META = ("facebook", "instagram", "messenger", "whatsapp")
_GRAPH = re.compile(r"v(\d{1,3})\.\d")
_LINKEDIN = re.compile(r"(20\d\d)(0[1-9]|1[0-2])")


def ends_on(channel: str, version: str) -> date | None:
    """The day from which the version is no longer answered; None if that is not known."""
    if channel in META and (graph := _GRAPH.fullmatch(version)):
        major = int(graph[1])
        return GRAPH_ENDS.get(max(major, min(GRAPH_ENDS)))
    if channel == "linkedin" and (monthly := _LINKEDIN.fullmatch(version)):
        return date(int(monthly[1]) + 1, int(monthly[2]), 1)
    return FIXED.get(channel, {}).get(version)


def graph_version(api_url: str) -> str:
    """`v26.0` of an address that has it in its path; empty if it has none."""
    found = [part for part in api_url.split("/") if _GRAPH.fullmatch(part)]
    return found[-1] if found else ""
