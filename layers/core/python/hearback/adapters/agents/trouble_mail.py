"""The operators' mails about channels: in Turkish and English, and no customer's word in them."""

from datetime import datetime
from zoneinfo import ZoneInfo

from hearback.adapters.agents.mail_writer import LONGEST_SUBJECT
from hearback.adapters.agents.plain import flat
from hearback.adapters.agents.trouble_words import OVER, TROUBLE_WORDS, Said
from hearback.adapters.agents.words import Words
from hearback.domain.troubles import News, Trouble
from hearback.use_cases.send_alerts import Mail

RUNBOOK = "docs/runbooks/channel-trouble.md"
_MOST_LISTED = 20
_LONGEST_SUBJECT_OF_OURS, _LONGEST_DETAIL = 200, 200


class TroubleMailWriter:
    """`runbooks_url`: where the repository can be read, if anywhere; `time_zone`: of the times."""

    def __init__(self, runbooks_url: str, time_zone: str) -> None:
        self._runbooks_url = runbooks_url
        self._zone = ZoneInfo(time_zone)

    def write(self, told: News) -> Mail:
        words = TROUBLE_WORDS[told.known.cause]
        channel = Words("en").named("channel", told.known.channel)
        over = OVER if not told.found else (None, None)
        titles = [
            f"{said.title} – {done.title}" if done else said.title
            for said, done in zip((words.tr, words.en), over, strict=True)
        ]
        parts = [
            self._part(f"{channel}: {title}", done or said, told)
            for title, said, done in zip(titles, (words.tr, words.en), over, strict=True)
        ]
        runbook = f"Runbook: {self._runbook(words.section)}"
        return Mail(subject=_subject(channel, titles), body="\n\n".join((*parts, runbook)) + "\n")

    def _part(self, title: str, said: Said, told: News) -> str:
        listed = [self._line(each) for each in told.found[:_MOST_LISTED]]
        if len(told.found) > _MOST_LISTED:
            listed.append(f"- … +{len(told.found) - _MOST_LISTED}")
        since = f"- {self._time(told.known.since)} →" if not told.found else ""
        return "\n".join(filter(None, (title, *listed, since, said.todo)))

    def _line(self, trouble: Trouble) -> str:
        """Empty for a trouble of the whole channel of which nothing more is known."""
        told = (
            flat(trouble.subject, _LONGEST_SUBJECT_OF_OURS),
            self._time(trouble.at) if trouble.at else "",
            flat(trouble.detail, _LONGEST_DETAIL),
        )
        line = " · ".join(filter(None, told))
        return f"- {line}" if line else ""

    def _time(self, at: datetime) -> str:
        return at.astimezone(self._zone).strftime("%d.%m.%Y %H:%M")

    def _runbook(self, section: str) -> str:
        base = f"{self._runbooks_url.rstrip('/')}/" if self._runbooks_url else ""
        return f"{base}{RUNBOOK}#{section}"


def _subject(channel: str, titles: list[str]) -> str:
    """Both languages if they fit, else the Turkish one."""
    both = f"Hearback: {channel}: {titles[0]} / {titles[1]}"
    return (
        both
        if len(both) <= LONGEST_SUBJECT
        else flat(f"Hearback: {channel}: {titles[0]}", LONGEST_SUBJECT)
    )
