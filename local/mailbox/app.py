"""The mailbox in a browser, like a mail program."""

from flask import Blueprint, Flask, Response, abort, current_app, jsonify, render_template, request

from local.mailbox.folder import Mailbox
from local.mailbox.labels import labels
from local.mailbox.reading import FILTERS
from local.sandbox.labels import LANGUAGES

_A_PAGE = 100

pages = Blueprint("mailbox", __name__)
pages.app_context_processor(labels)


def create_mailbox(mailbox: Mailbox) -> Flask:
    """A web app over this mailbox."""
    app = Flask(__name__)
    app.extensions["mailbox"] = mailbox
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(FILTERS)
    app.register_blueprint(pages)
    app.after_request(_dress)
    return app


@pages.get("/")
def inbox() -> str:
    return _page(None)


@pages.get("/mail/<mail_id>")
def mail(mail_id: str) -> str:
    return _page(mail_id)


@pages.get("/mails.json")
def mails() -> Response:
    """All mails, newest first, with the links in them."""
    return jsonify(
        [
            {
                "id": mail.id,
                "topic": mail.topic,
                "subject": mail.subject,
                "body": mail.body,
                "at": mail.at.isoformat(),
                "links": mail.links,
            }
            for mail in _mailbox().mails(request.args.get("topic"))
        ]
    )


@pages.get("/version")
def version() -> Response:
    return jsonify(version=_mailbox().version)


def _page(mail_id: str | None) -> str:
    mailbox = _mailbox()
    topic = request.args.get("topic")
    chosen = mailbox.mail(mail_id) if mail_id else None
    if mail_id and chosen is None:
        abort(404)
    every = mailbox.threads()
    thread = next((t for t in every if chosen and t.latest.thread == chosen.thread), None)
    if thread is not None:
        mailbox.open(thread.mails)
    topics = sorted({mail.topic for mail in mailbox.mails()})
    return render_template(
        "mailbox.html",
        mailbox=mailbox,
        topic=topic,
        topics=[(name, mailbox.unread(mailbox.mails(name))) for name in topics],
        everything=mailbox.unread(mailbox.mails()),
        threads=mailbox.threads(topic)[:_A_PAGE],
        chosen=chosen,
        thread=thread,
    )


def _mailbox() -> Mailbox:
    mailbox: Mailbox = current_app.extensions["mailbox"]
    return mailbox


def _dress(answer: Response) -> Response:
    """Customers' words are in these mails: no script, style or image but our own runs."""
    answer.headers["content-security-policy"] = "default-src 'self'; frame-ancestors 'none'"
    answer.headers["x-content-type-options"] = "nosniff"
    answer.headers["referrer-policy"] = "no-referrer"
    if (chosen := request.args.get("lang")) in LANGUAGES:
        answer.set_cookie("lang", str(chosen), samesite="Lax")
    return answer
