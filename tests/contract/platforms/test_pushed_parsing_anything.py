"""Whatever is pushed: it is read, ignored or set aside."""

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.contract.platforms.given import FIXTURES
from tests.contract.platforms.mails import RECEIVED, parse, raw
from tests.contract.platforms.pushed_given import SUBJECTS, sound
from tests.contract.platforms.shapes import json_of, thoroughly
from tests.contract.platforms.soundness import assert_sound, paths, replaced

KNOWN = """
update_id message edited_message channel_post business_message deleted_business_messages chat id
message_id message_ids from text caption entities caption_entities type offset length user date
sender_chat reply_to_message message_thread_id business_connection_id photo username title
notifications notificationId organizationalEntity action sourcePost generatedActivity owner entity
decoratedGeneratedActivity comment share lastModifiedAt event content user_openid create_time
comment_id video_id parent_comment_id comment_action unique_identifier timestamp data
notificationType reviewName reviewer displayName starRating createTime mail receipt bucketName
objectKey recipients destination source messageId spamVerdict virusVerdict dmarcVerdict status
"""
TELLING = """
ORGANIZATION_SOCIAL_ACTION_NOTIFICATIONS COMMENT COMMENT_EDIT COMMENT_DELETE SHARE SHARE_MENTION
ADMIN_COMMENT comment.update insert delete NEW_REVIEW UPDATED_REVIEW Received FAIL ONE private
supergroup mention bot_command text_mention @marka_bot 5550001 /start 0 -1 e30= 99999-01-01
urn:li:comment:(activity:1,2) (Translated (Original)
"""
MARKUP = """
<entry> </entry> <id> </id> <title> </title> <![CDATA[ ]]> <!-- --> &amp; &#0; &#x10ffff; <link
href="http://a" rel="self" /> <?xml encoding="x"?> xmlns="" <at:deleted-entry ref="yt:video:" >
From: Subject: To: Message-ID: <a@b> Date: Content-Type: multipart/mixed; boundary=b1 text/html
text/plain; charset=iso-8859-9 charset=utf-16 message/rfc822 Content-Transfer-Encoding: base64
quoted-printable uuencode Content-Disposition: attachment; filename*0*=utf-8''a filename="
--b1 --b1-- =?utf-8?Q?=FF?= =?x?B?%%?= =FE References: Auto-Submitted: wrote: > begin
"""
PIECES = [*MARKUP.split(), "\n", "\n\n", "\r\n", " ", "\t", "\0", "\ufffe", "ş", '"', "(", ";"]

anything = json_of(KNOWN, TELLING, leaves=20)
garbage = st.lists(
    st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), min_size=1, max_size=20
).map(" ".join)
PLACES = {
    name: [(body, path) for body in subject.bodies for path in paths(body)]
    for name, subject in SUBJECTS.items()
    if subject.bodies
}
BODIES = [(name, body) for name, subject in SUBJECTS.items() for body in subject.bodies]
PUSHES = [path.read_text(encoding="utf-8") for path in (FIXTURES / "websub").glob("*.xml")]
MAILS = [raw("raw_reply.eml"), raw("raw_autoreply.eml")]
every_subject = pytest.mark.parametrize("name", SUBJECTS)
every_body = pytest.mark.parametrize(("name", "body"), BODIES)


@every_subject
@thoroughly
@given(body=anything)
def test_any_json_is_read_without_an_error(name: str, body: object) -> None:
    sound(SUBJECTS[name], body)


@pytest.mark.parametrize("name", PLACES)
@thoroughly
@given(data=st.data(), value=anything)
def test_a_body_with_anything_in_any_place_is_read_without_an_error(
    name: str, data: st.DataObject, value: object
) -> None:
    body, path = data.draw(st.sampled_from(PLACES[name]))
    sound(SUBJECTS[name], replaced(body, path, value))


@every_subject
@thoroughly
@given(text=st.text(max_size=60))
def test_any_text_is_read_without_an_error(name: str, text: str) -> None:
    sound(SUBJECTS[name], text.encode("utf-8", "replace").decode())


@thoroughly
@given(data=st.data(), new=garbage)
def test_a_push_with_anything_in_any_place_is_read_without_an_error(
    data: st.DataObject, new: str
) -> None:
    page = data.draw(st.sampled_from(PUSHES))
    start = data.draw(st.integers(0, len(page)))
    end = data.draw(st.integers(start, min(len(page), start + 80)))
    sound(SUBJECTS["websub"], page[:start] + new + page[end:])


@thoroughly
@given(data=st.data(), new=st.one_of(garbage.map(str.encode), st.binary(max_size=40)))
def test_a_mail_with_anything_in_any_place_is_read_without_an_error(
    data: st.DataObject, new: bytes
) -> None:
    mail = data.draw(st.sampled_from([*MAILS, b"", b"\n\n"]))
    start = data.draw(st.integers(0, len(mail)))
    end = data.draw(st.integers(start, min(len(mail), start + 80)))
    for event in parse(mail[:start] + new + mail[end:], RECEIVED):
        assert_sound(event, "email")


@every_body
def test_a_body_with_any_field_missing_is_read_without_an_error(name: str, body: Any) -> None:
    for path in filter(None, paths(body)):
        copy = deepcopy(body)
        inner = copy
        for step in path[:-1]:
            inner = inner[step]
        del inner[path[-1]]
        sound(SUBJECTS[name], copy)


@every_body
def test_unknown_fields_anywhere_change_nothing(name: str, body: Any) -> None:
    expected = sound(SUBJECTS[name], body)
    for path in paths(body):
        inner = body
        for step in path:
            inner = inner[step]
        if isinstance(inner, dict):
            more = {**inner, "a_new_field": {"of": ["theirs", 1, None]}}
            assert sound(SUBJECTS[name], replaced(body, path, more)) == expected


@pytest.mark.parametrize(
    ("name", "field"),
    [("telegram", "message_id"), ("tiktok content", "comment_id"), ("tiktok content", "video_id")],
)
@pytest.mark.parametrize("number", [2**53 + 1, 2**63 + 1])
def test_ids_beyond_the_exact_floats_stay_exact(name: str, field: str, number: int) -> None:
    body = SUBJECTS[name].bodies[-1]
    for path in paths(body):
        if path and path[-1] == field:
            body = replaced(body, path, number)
    assert str(number) in repr(sound(SUBJECTS[name], body))


@every_subject
@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        '{"message":' * 50_000,
        '{"a":' * 400 + "1" + "}" * 400,
        "9" * 5_000,
        '{"update_id": NaN, "message": {"message_id": Infinity, "chat": {"id": 1e400}}}',
        '"' + "\\ud83d" * 100 + '"',
        "<a>" * 50_000,
        "<a " + 'b="c" ' * 40_000 + "/>",
        "&" * 200_000,
    ],
    ids=range(9),
)
def test_text_that_traps_parsers_is_read_without_an_error(name: str, text: str) -> None:
    sound(SUBJECTS[name], text)
