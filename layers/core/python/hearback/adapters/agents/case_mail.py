"""A mail about one case: all that it takes to act on it from a phone."""

from collections.abc import Iterator, Sequence

from hearback.adapters.agents.clock_state import state_of
from hearback.adapters.agents.drafts import draft_for
from hearback.adapters.agents.links import LINK_LIVES, VIEW, LinkSigner
from hearback.adapters.agents.news import first_line
from hearback.adapters.agents.next_step import next_act
from hearback.adapters.agents.plain import defanged, flat, quoted, web_address
from hearback.adapters.agents.times import Times
from hearback.domain.acts import Act, possible_acts
from hearback.domain.case import Case, CaseMention, CaseStatus
from hearback.domain.case_ref import case_ref
from hearback.domain.mention import Author
from hearback.domain.policy import CarePolicy
from hearback.domain.ports import CaseFile
from hearback.use_cases.send_alerts import AlertedCase

_LONGEST_QUOTE = 1_500
_LONGEST_NAME = 60
_MOST_POSTS = 3


def case_mail(
    alerted: Sequence[AlertedCase], times: Times, signer: LinkSigner, policy: CarePolicy
) -> str:
    """The body for one case's alerts, the most urgent first."""
    news = list(dict.fromkeys(first_line(one, times) for one in _once_a_clock(alerted)))
    file = max((one.file for one in alerted), key=lambda file: file.case.version)
    also = [f"{times.words('mail.also')}: {line}" for line in news[1:]]
    parts = [
        "\n".join([news[0], *also]),
        *_customers_words(file, times),
        "\n".join(_facts(file, times, policy)),
        "\n".join(_clocks(file.case, times)),
        _draft(file, times, policy),
        "\n".join(_links(file.case, times, signer, policy)),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _once_a_clock(alerted: Sequence[AlertedCase]) -> Iterator[AlertedCase]:
    """Of several alerts of one clock the most urgent says it all."""
    told = set()
    for one in alerted:
        key = (one.alert.metric, one.alert.episode)
        if one.alert.metric is None or key not in told:
            yield one
        told.add(key)


def author_line(author: Author, nameless: str) -> str:
    """`Ayşe Yılmaz (@ayse)`, harmless, on one line."""
    name = defanged(flat(author.name, _LONGEST_NAME))
    handle = defanged(flat(author.handle, _LONGEST_NAME))
    if not handle:
        return name or nameless
    return f"{name} (@{handle})" if name else f"@{handle}"


def in_order(mentions: Sequence[CaseMention]) -> list[CaseMention]:
    return sorted(mentions, key=lambda kept: (kept.mention.received_at, kept.mention.external_id))


def _customers_words(file: CaseFile, times: Times) -> Iterator[str]:
    words = times.words
    for kept in in_order(file.mentions)[-_MOST_POSTS:]:
        marks = [words("mail.wrote", when=times.at(kept.mention.received_at))]
        if kept.edited_at:
            marks.append(words("mail.edited"))
        if kept.deleted_at:
            marks.append(words("mail.deleted"))
        text = kept.mention.text if kept.mention.text.strip() else words("mail.no_words")
        yield f"{' · '.join(marks)}\n{quoted(text, _LONGEST_QUOTE, words('mail.cut'))}"
    if len(file.mentions) > _MOST_POSTS:
        yield words("mail.more", n=len(file.mentions))


def _facts(file: CaseFile, times: Times, policy: CarePolicy) -> Iterator[str]:
    case, words = file.case, times.words
    yield f"{words('mail.author')}: {author_line(case.author, words('mail.nameless'))}"
    channel = words.named("channel", case.place.channel)
    yield f"{words('mail.channel')}: {channel} · {words.of(case.place.visibility)}"
    newest = next(reversed(in_order(file.mentions)), None)
    if newest and (address := web_address(newest.mention.url)):
        yield f"{words('mail.post')}: {address}"
    labels = (case.kind, case.topic, case.severity)
    yield f"{words('mail.what')}: {' · '.join(words.of(label) for label in labels)}"
    brand = policy.brand(case.brand).name
    where = (case_ref(case.id), words.of(case.status), brand, policy.team(case.team).name)
    yield f"{words('mail.case_line')}: {' · '.join(where)}"


def _clocks(case: Case, times: Times) -> Iterator[str]:
    words = times.words
    clocks = sorted((c for c in case.clocks if c.is_open), key=lambda clock: clock.due_at)
    if not clocks:
        yield f"{words('mail.due')}: {words('mail.no_clock')}"
        return
    yield f"{words('mail.due')} ({words('mail.zone', zone=times.zone)})"
    for clock in clocks:
        state = words.of(state_of(clock, times.now))
        due = f"{times.at(clock.due_at)}, {times.relative(clock.due_at)}"
        when = state if clock.paused_at else f"{due} · {state}"
        yield f"- {words.of(clock.metric)}: {when}"


def _draft(file: CaseFile, times: Times, policy: CarePolicy) -> str:
    act = next_act(file.case, policy)
    if act is None:
        return ""
    text = draft_for(file, act, policy, times.words("page.promise_marker"))
    if not text:
        return ""
    lines = (f"| {line}".rstrip() for line in text.split("\n"))
    return "\n".join((times.words("mail.draft"), *lines))


def _links(case: Case, times: Times, signer: LinkSigner, policy: CarePolicy) -> Iterator[str]:
    words = times.words
    yield words("mail.acts", days=LINK_LIVES.days)
    for act in possible_acts(case, policy):
        taking_on = act is Act.ACKNOWLEDGE and case.status is not CaseStatus.NEW
        label = words("act.take_on") if taking_on else words.of(act)
        yield f"{label}: {signer.link(case.id, act, times.now)}"
    yield f"{words('act.view')}: {signer.link(case.id, VIEW, times.now)}"
