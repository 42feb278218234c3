"""What the shops for reviews have in common: one answer of ours each, a later one replaces it."""

from hearback.domain.mention import Author
from local.sandbox.calls import the_sandbox
from local.sandbox.posts import Post, UnknownPost


def answer_review(review: Post, own_id: str, ours: Author, text: str) -> Post:
    """Our answer under its id, new or reworded."""
    sandbox = the_sandbox()
    try:
        sandbox.post(review.channel, own_id)
    except UnknownPost:
        return sandbox.publish(review.channel, ours, text, in_reply_to=review.id, id=own_id)
    return sandbox.edit(review.channel, own_id, text)


def answer_to(review: Post) -> Post | None:
    found = the_sandbox().posts(review.channel)
    return next((post for post in found if post.is_ours and post.in_reply_to == review.id), None)


def reviews_of(channel: str) -> list[Post]:
    """Those that stand, the latest to change first."""
    found = [p for p in the_sandbox().posts(channel) if not p.is_ours and not p.deleted_at]
    return sorted(found, key=lambda post: post.changed_at, reverse=True)
