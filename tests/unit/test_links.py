from collections.abc import Callable
from datetime import timedelta
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearback.adapters.agents.links import FORM_LIVES, LINK_LIVES, VIEW, LinkSigner
from hearback.domain.acts import Act
from hearback.domain.errors import BadInput, LinkExpired, LinkRefused
from tests.builders import CASE_ID, NOW

OLD, NEW = b"old-key", b"new-key"
BASE = "https://care.example.com/prod"
ACTIONS = [VIEW, *(act.value for act in Act)]
OTHER_CASE = CASE_ID[:-1] + "C"
ONE_SECOND = timedelta(seconds=1)


def a_signer(*keys: bytes) -> LinkSigner:
    return LinkSigner(keys or (NEW,), BASE)


def query_of(url: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(url).query))


def form_of(act: Act = Act.REPLY, signer: LinkSigner | None = None) -> dict[str, str]:
    return (signer or a_signer()).form_fields(CASE_ID, act, 7, "request-1", NOW)


# Links


@pytest.mark.parametrize("action", ACTIONS)
def test_a_link_opens_the_case_and_the_action_that_it_was_signed_for(action: str) -> None:
    url = a_signer().link(CASE_ID, action, NOW)

    assert url.startswith(f"{BASE}/cases/{CASE_ID}?")
    assert a_signer().check(CASE_ID, query_of(url), NOW) == action


def test_a_link_lives_seven_days_and_no_longer() -> None:
    query = query_of(a_signer().link(CASE_ID, VIEW, NOW))

    a_signer().check(CASE_ID, query, NOW + LINK_LIVES)
    with pytest.raises(LinkExpired):
        a_signer().check(CASE_ID, query, NOW + LINK_LIVES + ONE_SECOND)


def test_a_link_of_one_case_does_not_open_another() -> None:
    query = query_of(a_signer().link(CASE_ID, VIEW, NOW))

    with pytest.raises(LinkRefused):
        a_signer().check(OTHER_CASE, query, NOW)


@pytest.mark.parametrize("field", ["action", "expires", "signature"])
def test_a_link_that_lacks_a_part_is_refused(field: str) -> None:
    query = query_of(a_signer().link(CASE_ID, VIEW, NOW))
    del query[field]

    with pytest.raises(LinkRefused):
        a_signer().check(CASE_ID, query, NOW)


def test_a_link_cannot_be_made_to_live_longer() -> None:
    query = query_of(a_signer().link(CASE_ID, VIEW, NOW))
    query["expires"] = str(int(query["expires"]) + 1)

    with pytest.raises(LinkRefused):
        a_signer().check(CASE_ID, query, NOW)


def test_a_signed_word_that_is_no_action_is_refused_all_the_same() -> None:
    query = query_of(a_signer().link(CASE_ID, "delete_everything", NOW))

    with pytest.raises(LinkRefused):
        a_signer().check(CASE_ID, query, NOW)


def test_an_expired_link_that_is_also_forged_says_only_that_it_is_forged() -> None:
    query = query_of(a_signer().link(CASE_ID, VIEW, NOW)) | {"signature": "x"}

    with pytest.raises(LinkRefused):
        a_signer().check(CASE_ID, query, NOW + LINK_LIVES * 2)


# Forms


@pytest.mark.parametrize("act", list(Act))
def test_a_form_does_the_act_on_the_version_that_it_was_signed_for(act: Act) -> None:
    form = a_signer().check_form(CASE_ID, form_of(act), NOW)

    assert (form.act, form.version, form.request_id) == (act, 7, "request-1")


def test_a_form_lives_a_day_and_no_longer() -> None:
    a_signer().check_form(CASE_ID, form_of(), NOW + FORM_LIVES)
    with pytest.raises(LinkExpired):
        a_signer().check_form(CASE_ID, form_of(), NOW + FORM_LIVES + ONE_SECOND)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("action", "dismiss"),
        ("version", "8"),
        ("request_id", "request-2"),
        ("expires", "9999999999"),
        ("signature", "A" * 43),
    ],
)
def test_no_field_of_a_form_can_be_changed(field: str, value: str) -> None:
    with pytest.raises(LinkRefused):
        a_signer().check_form(CASE_ID, form_of() | {field: value}, NOW)


@pytest.mark.parametrize("field", ["action", "version", "request_id", "expires", "signature"])
def test_a_form_that_lacks_a_field_is_refused(field: str) -> None:
    fields = form_of()
    del fields[field]

    with pytest.raises(LinkRefused):
        a_signer().check_form(CASE_ID, fields, NOW)


def test_a_form_of_one_case_does_nothing_in_another() -> None:
    with pytest.raises(LinkRefused):
        a_signer().check_form(OTHER_CASE, form_of(), NOW)


def test_a_mail_link_is_no_form() -> None:
    query = query_of(a_signer().link(CASE_ID, Act.DISMISS, NOW))

    for extra in (
        {},
        {"version": "7", "request_id": "request-1"},
        {"version": "", "request_id": ""},
    ):
        with pytest.raises(LinkRefused):
            a_signer().check_form(CASE_ID, query | extra, NOW)


def test_a_form_is_no_mail_link() -> None:
    with pytest.raises(LinkRefused):
        a_signer().check(CASE_ID, form_of(), NOW)


def test_values_cannot_flow_over_into_their_neighbours() -> None:
    fields = a_signer().form_fields(CASE_ID, Act.REPLY, 7, "1", NOW)
    moved = {"version": "71", "request_id": ""}

    with pytest.raises(LinkRefused):
        a_signer().check_form(CASE_ID, fields | moved, NOW)


def test_forms_are_sent_to_the_page_s_own_host() -> None:
    assert a_signer().form_path(CASE_ID) == f"/prod/cases/{CASE_ID}"


# Keys


def test_the_newest_key_signs_and_the_older_one_is_still_accepted() -> None:
    old_link = query_of(a_signer(OLD).link(CASE_ID, VIEW, NOW))
    both = a_signer(NEW, OLD)

    assert both.check(CASE_ID, old_link, NOW) == VIEW
    assert both.check_form(CASE_ID, form_of(signer=a_signer(OLD)), NOW).act is Act.REPLY
    assert both.link(CASE_ID, VIEW, NOW) == a_signer(NEW).link(CASE_ID, VIEW, NOW)


def test_a_retired_key_opens_nothing() -> None:
    old_link = query_of(a_signer(OLD).link(CASE_ID, VIEW, NOW))

    with pytest.raises(LinkRefused):
        a_signer(NEW).check(CASE_ID, old_link, NOW)
    with pytest.raises(LinkRefused):
        a_signer(NEW).check_form(CASE_ID, form_of(signer=a_signer(OLD)), NOW)


@pytest.mark.parametrize("keys", [[], [b""], [NEW, b""]])
def test_a_signer_without_a_real_key_is_not_made(keys: list[bytes]) -> None:
    with pytest.raises(ValueError, match="key"):
        LinkSigner(keys, BASE)


# What strangers send


def every_change_of_one_character(text: str) -> list[str]:
    return [
        text[:at] + chr(ord(text[at]) ^ bit) + text[at + 1 :]
        for at in range(len(text))
        for bit in (1, 2, 4, 8, 16, 32, 64)
    ]


def test_every_flipped_bit_of_a_link_is_refused() -> None:
    query = query_of(a_signer().link(CASE_ID, Act.REPLY, NOW))

    for field, value in query.items():
        for changed in every_change_of_one_character(value):
            with pytest.raises(LinkRefused):
                a_signer().check(CASE_ID, query | {field: changed}, NOW)


def test_every_flipped_bit_of_a_form_is_refused() -> None:
    for field, value in form_of().items():
        for changed in every_change_of_one_character(value):
            with pytest.raises(LinkRefused):
                a_signer().check_form(CASE_ID, form_of() | {field: changed}, NOW)


anything = st.text(st.characters(), max_size=60)
queries = st.dictionaries(
    st.sampled_from(["action", "version", "request_id", "expires", "signature", "other"]), anything
)


@given(case_id=anything, query=queries)
def test_whatever_strangers_send_is_refused_in_our_own_words(
    case_id: str, query: dict[str, str]
) -> None:
    checks: list[Callable[..., object]] = [a_signer().check, a_signer().check_form]
    for check in checks:
        with pytest.raises(BadInput):
            check(case_id, query, NOW)


@given(case_id=anything, request_id=anything, version=st.integers(0, 10**6))
def test_whatever_we_sign_we_accept(case_id: str, request_id: str, version: int) -> None:
    fields = a_signer().form_fields(case_id, Act.PROMISE, version, request_id, NOW)

    form = a_signer().check_form(case_id, fields, NOW)

    assert (form.version, form.request_id) == (version, request_id)
