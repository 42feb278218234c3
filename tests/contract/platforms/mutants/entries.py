"""THE list of all that reads what somebody else wrote, each with how it is fed and what must hold.

A channel has `parse`; `edge` if it has a webhook; `fetch` if it is polled; `send` and `find` if we
speak there, and `undo` of what can be taken back; `tokens` if its tokens are traded, and `told` if
its platform tells until when they last. Beside them stand what is read within: the content
of a mail, a notification's data, a review that was fetched.
"""

import base64
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from random import Random
from typing import Any

from hearback.adapters.http import Http, PlatformApi
from hearback.adapters.platforms import ADAPTERS, adapter_class
from hearback.adapters.platforms.email import Email
from hearback.adapters.platforms.email.events import events as mail_events
from hearback.adapters.platforms.email.notification import notification
from hearback.adapters.platforms.google.identity import GoogleKeys
from hearback.adapters.platforms.google_business import GoogleBusiness
from hearback.adapters.platforms.google_business.events import events as review_events
from hearback.adapters.platforms.websub.subscribing import Subscribing
from hearback.adapters.token_office import TokenOfficeOfPlatforms
from hearback.adapters.token_office.desk import INSTAGRAM
from hearback.domain.errors import (
    BadInput,
    DeliveryFailed,
    NotAuthorised,
    RateLimited,
    Refused,
    Unavailable,
    Unverified,
)
from hearback.domain.policy import Source
from hearback.domain.polling import Page, SourceCursor
from hearback.domain.replies import ApprovedWords, Letterhead, Reply, ReplyForm
from hearback.domain.tokens import NEVER, Renewed, renewed_entry
from hearback.domain.webhooks import ChannelSecrets, WebhookRequest, readable_json
from hearback.use_cases.receive_mail import StoredMail
from tests.contract.platforms.examples import (
    BODIES,
    MAILS,
    NOTICES,
    PAGES,
    PUSHES,
    REPORTS,
    REVIEWS,
)
from tests.contract.platforms.given import NOW, TOKEN, a_delivery, a_reply
from tests.contract.platforms.mails import RECEIVED, Bucket
from tests.contract.platforms.mutants.answers import (
    ANSWERS,
    SAID,
    UNDONE,
    Answering,
    Fetching,
    Relay,
    mutants_of,
)
from tests.contract.platforms.mutants.mails import Mails
from tests.contract.platforms.mutants.ses import ses_before
from tests.contract.platforms.mutants.values import Values
from tests.contract.platforms.mutants.xml import Feeds
from tests.contract.platforms.parsers import ALSO, HEADERS, OWN, PARSERS, Parse
from tests.contract.platforms.signing_keys import p256_key, pem, rsa_key
from tests.contract.platforms.soundness import assert_sound, is_a_line, sound

_KINDS = (RateLimited, Unavailable, NotAuthorised, Refused)
_SPEAKING = (ReplyForm.PUBLIC,)
TARGETS = {
    "x": ("2085", "42-1500:7"),
    "facebook": ("17_1",),
    "instagram": ("17", "@17:18", "42:m1"),
    "messenger": ("42:m1",),
    "whatsapp": ("42:wamid.1", "TR.42:wamid.1"),
    "linkedin": ("urn:li:comment:(urn:li:activity:1,2)", "urn:li:share:2"),
    "tiktok": ("7203946942097902849:7247303576418566913",),
    "telegram": ("b1:42:5", "-1001:5"),
    "bluesky": ("at://did:plc:them/app.bsky.feed.post/3k", "3lconvo:3lm"),
    "reddit": ("t1_kx2nivo", "t4_2b1abc"),
    "email": ("third@mail.example",),
    "mastodon": ("112",),
    "youtube": ("UgxA.b",),
    "google_play": ("gp:1",),
    "app_store": ("r1", "rss:1"),
    "google_business": ("accounts/1/locations/2/reviews/3",),
}
UNDOES = "000002-1"
_SIDES = {"email": {"account_id": "destek@marka.example", "person_id": "ayse@ornek.example"}}
"""Our account and the customer, where `1500` and `42` are none."""

_LETTER = Letterhead(sender="Nivora", subject="Kargom gelmedi", thread_id="first@mail.example")
_TEMPLATE = ApprovedWords(name="care_news", language="tr", values=(("1", "Ayşe"), ("name", "A")))
_TRADED = ("x", "linkedin", "tiktok", "instagram", "facebook", "messenger", "whatsapp")
_SECRETS = ChannelSecrets(signing=("s" * 32, "whsec_b2xkLXNlY3JldC1vbGQ="), verify_token="word")


_HELD = {
    **dict.fromkeys(("client_id", "client_secret", "refresh_token", "access_token"), TOKEN),
    "expires_at": NOW.isoformat(),
}
_OFFICE = TokenOfficeOfPlatforms(Answering.well({}), {})


@dataclass(frozen=True)
class Entry:
    """`read` feeds one mutant and asserts; it raises only if something is wrong."""

    channel: str
    name: str
    read: Callable[[Random], None]

    def __str__(self) -> str:
        return f"{self.channel} {self.name}"


def needed_of(channel: str) -> set[str]:
    """What the list must have of a channel, by what its adapter can do."""
    made = adapter_class(channel)
    needed = {"parse", "edge"}
    if hasattr(made, "fetch") or channel == "websub":
        needed.add("fetch")
    if made.can_reply:
        needed |= {f"{what} {form}" for form in _forms(channel) for what in ("send", "find")}
        needed |= {f"undo {form}" for form in made.offers.undoes}
    if channel in _TRADED:
        needed.add("tokens")
    return needed | ({"told"} if _OFFICE.can_tell(channel, _HELD) else set())


def _forms(channel: str) -> list[ReplyForm]:
    return sorted({*_SPEAKING, *adapter_class(channel).offers.forms})


# --- what is delivered


def _parsing(channel: str, parse: Parse, text: Callable[[Random], str]) -> Entry:
    def read(rng: Random) -> None:
        given = text(rng).encode("utf-8", "replace").decode()
        sound(parse, given, channel, *ALSO.get(channel, ()), headers=HEADERS)

    return Entry(channel, "parse", read)


def _parsers() -> list[Entry]:
    feeds = {"websub": Feeds(PUSHES + PAGES).text}
    texts = {**{channel: Values(bodies).text for channel, bodies in BODIES.items()}, **feeds}
    return [_parsing(channel, PARSERS[channel], texts[channel]) for channel in ADAPTERS]


def _mail_in_its_bucket(name: str, examples: Sequence[bytes]) -> Entry:
    mails = Mails(examples)
    told = a_delivery("email", RECEIVED)

    def read(rng: Random) -> None:
        for event in mail_events(told, Bucket(mails.mail(rng))):
            assert_sound(event, "email")

    return Entry("email", name, read)


def _head_of_a_mail() -> Entry:
    mails = Mails(MAILS)
    place = StoredMail(bucket="b", key="destek@marka.example/abc", stored_at=NOW)

    def read(rng: Random) -> None:
        told = json.loads(notification(place, mails.mail(rng), ("marka.example",)))
        assert told["receipt"]["action"]["objectKey"] == place.key
        (event,) = Email(mails=Bucket(MAILS[0])).parse(a_delivery("email", told))
        assert_sound(event, "email")

    return Entry("email", "head", read)


def _data_of_a_push() -> Entry:
    notices = Values(NOTICES)

    def read(rng: Random) -> None:
        data = base64.b64encode(notices.bytes(rng)).decode()
        events = review_events(
            a_delivery("google_business", {"message": {"data": data}}), lambda name: REVIEWS[0]
        )
        for event in events:
            assert_sound(event, "google_business")

    return Entry("google_business", "data", read)


def _review_of_a_push() -> Entry:
    reviews = Values(REVIEWS)
    push = a_delivery("google_business", BODIES["google_business"][0])

    def read(rng: Random) -> None:
        review = reviews.changed(rng)
        given = review if isinstance(review, dict) else {}
        for event in review_events(push, lambda name: given):
            assert_sound(event, "google_business")

    return Entry("google_business", "review", read)


def _content_of_tiktok() -> Entry:
    contents = Values([json.loads(each["content"]) for each in BODIES["tiktok"]])
    envelope = BODIES["tiktok"][0]

    def text(rng: Random) -> str:
        return json.dumps({**envelope, "content": contents.text(rng)})

    return Entry("tiktok", "content", _parsing("tiktok", PARSERS["tiktok"], text).read)


def _words_of_a_mention() -> Entry:
    """Instagram's mentions bring ids; the words are what Meta answers."""
    good, mutants = ANSWERS["instagram"], mutants_of(ANSWERS["instagram"])
    told = [each for each in BODIES["instagram"] if '"mentions"' in json.dumps(each)]

    def read(rng: Random) -> None:
        parse = adapter_class("instagram")(_api("instagram", Answering(rng, good, mutants))).parse
        try:
            events = parse(a_delivery("instagram", rng.choice(told)))
        except (RateLimited, Unavailable) as error:
            _assert_kind(error)
            return
        for event in events:
            assert_sound(event, "instagram")

    return Entry("instagram", "mention", read)


# --- what is fetched


@lru_cache(maxsize=1)
def _credentials() -> dict[str, dict[str, str]]:
    own = ("client_id", "client_secret", "refresh_token", "client_email", "issuer_id", "key_id")
    tokens = {"access_token": TOKEN, "app_password": "abcd", "token_uri": "https://a/token"}
    return {"1500": {**dict.fromkeys(own, "x"), **tokens}}


def _api(channel: str, http: Http) -> PlatformApi:
    held = _credentials()["1500"]
    if channel in ("app_store", "google_play"):
        key = p256_key() if channel == "app_store" else rsa_key()
        held = {**held, "private_key": pem(key)}
    accounts = dict.fromkeys((OWN, "accounts/1/locations/2"), held)
    return PlatformApi(http=http, base_url="https://a.example", credentials=lambda: accounts)


def adapter(channel: str, http: Answering, *more: Any) -> Any:
    """Google Play's is kept, and with it its token: to read a key takes 30 ms."""
    if channel == "email":
        return Email(ses=ses_before(http))
    if channel != "google_play":
        return adapter_class(channel)(_api(channel, http), *more)
    relay, kept = _google_play()
    relay.to = Answering.well(ANSWERS[channel])
    kept.find(a_reply(channel, in_reply_to="gp:1"))
    relay.to = http
    return kept


@lru_cache(maxsize=1)
def _google_play() -> tuple[Relay, Any]:
    relay = Relay(Answering.well(ANSWERS["google_play"]))
    return relay, adapter_class("google_play")(_api("google_play", relay), clock=lambda: 0.0)


_SOURCES: dict[str, list[dict[str, Any]]] = {
    "x": [{}, {"query": "marka"}],
    "bluesky": [{}, {"query": "marka"}, {"messages": True}],
    "reddit": [{}, {"query": "marka"}, {"query": "r/marka"}, {"query": "r/marka nivora"}],
    "app_store": [{}, {"url": "https://a.example/rss/json"}],
    "feed": [{"url": "https://a.example/feed"}],
}


def _fetching(channel: str) -> Entry:
    good = ANSWERS.get(channel, {"": {}})
    mutants, pages = mutants_of(good), Feeds(PAGES) if channel == "feed" else None
    parse = PARSERS[channel]

    def read(rng: Random) -> None:
        source = Source(
            id="s1",
            brand="m",
            channel=channel,
            account=OWN,
            **rng.choice(_SOURCES.get(channel, [{}])),
        )
        since = rng.choice((None, NOW - timedelta(days=400)))
        cursor = SourceCursor(source_id="s1", since=since)
        for _ in range(rng.choice((1, 2, 3))):
            http = Answering(rng, good, mutants)
            more = (Fetching(http, rng, pages),) if channel in ("app_store", "feed") else ()
            try:
                page = adapter(channel, http, *more).fetch(source, cursor)
            except DeliveryFailed as error:
                _assert_kind(error)
                continue
            cursor = _assert_sound_page(page, cursor, parse, channel)

    return Entry(channel, "fetch", read)


def _assert_sound_page(
    page: Page, cursor: SourceCursor, parse: Parse, channel: str
) -> SourceCursor:
    """Each item can be queued and read, and the position kept as JSON in the table."""
    assert page.cost >= 0
    for item in page.items:
        assert isinstance(item.key, str)
        body = item.body.encode().decode()
        sound(parse, body, channel, *ALSO.get(channel, ()), headers=HEADERS)
    position = json.dumps(page.position)
    assert len(position) < 300_000
    return SourceCursor(
        source_id=cursor.source_id, since=cursor.since, position=json.loads(position)
    )


def _subscribing() -> Entry:
    good: dict[str, Any] = {"": {}}
    mutants = mutants_of(good)
    source = Source(id="s1", brand="m", channel="websub", url="https://a/f", hub="https://a/h")

    def read(rng: Random) -> None:
        fetcher = Fetching(Answering(rng, good, mutants), rng)
        asking = Subscribing(
            fetcher, lambda: _SECRETS, "https://api.example/w", lambda topic: None, lambda: NOW
        )
        try:
            page = asking.fetch(source, SourceCursor(source_id="s1"))
        except DeliveryFailed as error:
            _assert_kind(error)
            return
        assert page == Page(position={"asked_at": NOW.isoformat()})

    return Entry("websub", "fetch", read)


# --- what is answered


def _speaking(channel: str) -> list[Entry]:
    made = adapter_class(channel)
    if not made.can_reply:
        return []
    return [
        *(_sending(channel, f"send {form}", form) for form in _forms(channel)),
        *(_finding(channel, form) for form in _forms(channel)),
        *(
            _sending(channel, f"undo {form}", form, undoes=UNDOES)
            for form in sorted(made.offers.undoes)
        ),
    ]


def _sending(channel: str, name: str, form: ReplyForm, undoes: str = "") -> Entry:
    good = {**ANSWERS[channel], **(UNDONE.get(channel, {}) if undoes else {})}
    mutants, secret = mutants_of(good), (SAID, *_SIDES.get(channel, {}).values())

    def read(rng: Random) -> None:
        approved = rng.choice((None, _TEMPLATE)) if channel == "whatsapp" else None
        reply = replace(_reply(channel, form, rng), approved=approved, undoes=undoes)
        try:
            found = adapter(channel, Answering(rng, good, mutants)).send(reply)
        except DeliveryFailed as error:
            _assert_kind(error, *secret)
            return
        assert found
        _assert_id(found)

    return Entry(channel, name, read)


def _finding(channel: str, form: ReplyForm) -> Entry:
    good, mutants = ANSWERS[channel], mutants_of(ANSWERS[channel])

    def read(rng: Random) -> None:
        reply = _reply(channel, form, rng)
        try:
            found = adapter(channel, Answering(rng, good, mutants)).find(reply)
        except DeliveryFailed as error:
            _assert_kind(error)
            return
        if found is not None:
            _assert_id(found)

    return Entry(channel, f"find {form}", read)


def _reply(channel: str, form: ReplyForm, rng: Random) -> Reply:
    attempts, target = rng.choice((1, 2)), rng.choice(TARGETS[channel])
    return to_be_said(channel, form, target, attempts=attempts)


def to_be_said(channel: str, form: ReplyForm, target: str, **changes: Any) -> Reply:
    """Our words to the customer, or the reason of a deed."""
    sides = _SIDES.get(channel, {"account_id": OWN, "person_id": "42"})
    letter = _LETTER if channel == "email" else None
    own: dict[str, Any] = {"text": SAID, "in_reply_to": target, "letterhead": letter, **sides}
    return a_reply(channel, form=form, **own | changes)


def _assert_id(found: object) -> None:
    assert isinstance(found, str)
    assert 0 < len(found) <= 600
    assert is_a_line(found)


def _assert_kind(error: DeliveryFailed, *secret: str) -> None:
    """One of the four kinds, with a word for people that holds nothing secret."""
    assert type(error) in _KINDS
    told = str(error)
    assert told
    assert len(told) < 500
    assert is_a_line(told)
    assert not any(each in told for each in (TOKEN, *secret))
    if isinstance(error, RateLimited):
        assert 1 <= error.retry_after <= 24 * 3600


# --- what is said at the door


_SIGNATURES = (
    *("x-hub-signature-256", "x-hub-signature", "x-twitter-webhooks-signature", "x-li-signature"),
    *("tiktok-signature", "x-telegram-bot-api-secret-token", "webhook-signature", "webhook-id"),
    *("webhook-timestamp", "authorization"),
)
_QUERY = (
    *("hub.mode", "hub.challenge", "hub.verify_token", "hub.topic", "proof", "crc_token", "token"),
    *("challengeCode", "bot", "name"),
)
_GIVEN = (
    *(
        "",
        " ",
        "sha256=",
        "sha256=" + "0" * 64,
        "sha1=" + "0" * 40,
        "v1,",
        "v1,AAAA v1a,x",
        "\ud800",
    ),
    *(
        "subscribe",
        "denied",
        "t=1,s=2",
        "t=1763798400,s=" + "0" * 64,
        "t=,s=",
        "=" * 300,
        "ş",
        "\0",
    ),
    *("1795334400", "Bearer a.b.c", "Bearer " + "e30." * 2, "x" * 9_000, "0" * 36, "s" * 31, "٣"),
)


def _edge(channel: str) -> Entry:
    """Whatever nobody signed is refused, and in one of the ways that a caller is answered with."""
    platform = _door(channel)
    bodies: Values | Feeds = Feeds(PUSHES) if channel == "websub" else Values([{"a": 1}])

    def read(rng: Random) -> None:
        request = WebhookRequest(
            method=rng.choice(("GET", "POST")),
            headers={name: rng.choice(_GIVEN) for name in _SIGNATURES if rng.random() < 0.5},
            query={name: rng.choice(_GIVEN) for name in _QUERY if rng.random() < 0.5},
            body=bodies.bytes(rng),
        )
        try:
            platform.verify(request, _SECRETS, NOW)
        except (Unverified, Unavailable):
            _reads(platform, request, rng)
            return
        raise AssertionError("accepted what nobody signed")

    return Entry(channel, "edge", read)


def _door(channel: str) -> Any:
    if channel != "google_business":
        return adapter_class(channel)()
    http = Answering.well({"": {"keys": []}})
    return GoogleBusiness(keys=GoogleKeys(Fetching(http, Random(0))))  # noqa: S311 - no secret


def _reads(platform: Any, request: WebhookRequest, rng: Random) -> None:
    try:
        answer = platform.handshake(request, _SECRETS)
        assert answer.status == 200
    except BadInput:
        pass
    try:
        text = getattr(platform, "readable", readable_json)(request.body)
        assert len(text.encode()) >= len(text)
    except BadInput:
        pass


def _published_keys() -> Entry:
    """What Google answers when its keys are asked for, and tokens that nobody of Google's made."""
    keys = {"keys": [{"kty": "RSA", "kid": "k1", "n": "AQAB", "e": "AQAB", "alg": "RS256"}]}
    mutants = Values(
        [keys, {"alg": "RS256", "kid": "k1"}, {"aud": "word", "exp": 1e12, "iss": "a"}]
    )

    def read(rng: Random) -> None:
        http = Answering(rng, {"": keys}, (mutants, mutants))
        door = GoogleBusiness(keys=GoogleKeys(Fetching(http, rng)))
        claims = {"aud": "word", "exp": 2e9, "iss": "accounts.google.com"}
        parts = rng.choice(
            ([{"alg": "RS256", "kid": "k1"}, claims], [mutants.changed(rng), claims])
        )
        token = ".".join(base64.urlsafe_b64encode(json.dumps(p).encode()).decode() for p in parts)
        headers = {"authorization": f"Bearer {token.replace('=', '')}.AAAA"}
        request = WebhookRequest(method="POST", headers=headers, query={"token": "s" * 32})
        try:
            door.verify(request, _SECRETS, NOW)
        except (Unverified, Unavailable, Refused):
            return
        raise AssertionError("accepted what Google did not sign")

    return Entry("google_business", "keys", read)


# --- what tokens are traded for


def _tokens(channel: str) -> Entry:
    good, mutants = ANSWERS[channel], mutants_of(ANSWERS[channel])
    places: list[dict[str, str]] = [{}]
    if channel == "instagram":  # of Instagram login, where tokens are refreshed
        places.append({channel: INSTAGRAM})

    def read(rng: Random) -> None:
        office = TokenOfficeOfPlatforms(Answering(rng, good, mutants), rng.choice(places))
        assert office.can_renew(channel, _HELD)
        try:
            renewed = office.renew(channel, _HELD)
            _assert_kept(renewed, _HELD)
            office.check(channel, _HELD)
        except DeliveryFailed as error:
            _assert_kind(error)

    return Entry(channel, "tokens", read)


def _told(channel: str) -> Entry:
    """What Meta knows of a token of ours."""
    good, mutants = ANSWERS[channel], mutants_of(ANSWERS[channel])

    def read(rng: Random) -> None:
        office = TokenOfficeOfPlatforms(Answering(rng, good, mutants), {})
        try:
            told = office.tell(channel, _HELD)
        except DeliveryFailed as error:
            _assert_kind(error)
            return
        assert told.expires_at in ("", NEVER) or datetime.fromisoformat(told.expires_at).tzinfo
        assert told.data_ends_at is None or told.data_ends_at.tzinfo is UTC
        assert is_a_line(told.refused)
        assert len(told.refused) < 200

    return Entry(channel, "told", read)


def _assert_kept(renewed: Renewed, held: Mapping[str, str]) -> None:
    entry = renewed_entry(held, renewed, NOW)
    for name in ("access_token", "refresh_token"):
        assert entry[name].isascii()
        assert entry[name].isprintable()


def _all() -> Sequence[Entry]:
    polled = [each for each in ADAPTERS if "fetch" in needed_of(each) and each != "websub"]
    return (
        *(*_parsers(), _head_of_a_mail()),
        *(_mail_in_its_bucket("mail", MAILS), _mail_in_its_bucket("report", REPORTS)),
        *(_data_of_a_push(), _review_of_a_push(), _content_of_tiktok(), _words_of_a_mention()),
        *(*map(_fetching, polled), _subscribing()),
        *(entry for channel in ADAPTERS for entry in _speaking(channel)),
        *(*map(_edge, ADAPTERS), _published_keys(), *map(_tokens, _TRADED)),
        *(_told(channel) for channel in _TRADED if "told" in needed_of(channel)),
    )


ENTRIES = _all()
