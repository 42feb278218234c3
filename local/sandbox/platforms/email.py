"""E-mail to an address of ours, as it arrives: RFC 5322. Nothing can be answered from here."""

from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from hearback.domain.mention import Author
from hearback.domain.text import clean, one_line
from local.sandbox.accounts import BrandAccount
from local.sandbox.platform import Naming, News, Person, Platform

ADDRESS = BrandAccount(
    channel="email", profile=Author(id="destek@nivora.example", name="Nivora Destek")
)
_LONGEST_NAME = 60


def _raw(news: News) -> bytes:
    """The mail of a post; an answer names what it answers."""
    post, mail = news.post, EmailMessage(policy=SMTP)
    mail["From"] = f"{_quoted(post.author.name)} <{post.author.id}>"
    mail["To"] = news.to.id
    mail["Subject"] = one_line(post.title or post.text, 60)
    mail["Message-ID"] = f"<{post.id}>"
    mail["Date"] = format_datetime(post.at)
    if post.in_reply_to:
        mail["In-Reply-To"] = f"<{post.in_reply_to}>"
        mail["References"] = f"<{post.thread}>"
    mail.set_content(clean(post.text))
    return mail.as_bytes()


def _quoted(name: str) -> str:
    plain = one_line(name, _LONGEST_NAME).translate(str.maketrans("", "", '"\\<>'))
    return f'"{plain}"'


def _new_id(naming: Naming) -> str:
    return f"{naming.count:06d}@mail.example"


def _author(person: Person) -> Author:
    mailbox = person.handle or f"musteri{person.number % 10**6}"
    return Author(id=f"{mailbox}@example.com", name=person.name)


PLATFORM = Platform(
    channel="email",
    title="E-mail",
    accounts=(ADDRESS,),
    author=_author,
    new_id=_new_id,
    credentials=lambda _account, _url: {},
    mail=_raw,
)
