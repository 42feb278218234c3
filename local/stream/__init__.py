"""The demonstration stream: what an invented brand's customers say within 75 seconds.

`mentions.jsonl` holds one step a line, in order of time. All people, texts and the brand
Nivora (a shop with its own courier, app, loyalty programme and mobile line) are invented.

Every line
    at          seconds after the start, 0 to 75
    do          post | reply | quote | edit | delete | redeliver | echo | raw
                redeliver: the platform's same bytes again; echo: a post of our own account,
                told to us like anybody's; raw: a body that no platform would send
    channel     any that the sandbox plays: told by webhook (x, facebook, generic …), polled
                (feed, youtube …), or mail
    expect      what must become of it
                opened      a case of its own
                joined      further words in its author's open case
                noise       no case: of no concern to customer care
                unrelated   no case: the brand is not in it
                duplicate   seen before, or deleted before it came
                echo        our own words
                edited, deleted   kept on the mention that it is of
                ignored     an event that the product has no use for
                broken      to the dead-letter queue, with its reason
                refused     at the door, with `status` (401, 400 or 413)
    note        why this line is here

What is said (post, reply, quote, echo, edit)
    key         the step's own name; `of` names another step by it
    of          the post that is answered, quoted, edited, deleted or delivered again; on
                Facebook a page's post with `post` makes a comment, no `of` a visitor's post
    author      {"name", "handle", "followers"}; without it the author of `of` speaks on, and
                answers our last reply if there is one
    account     whom it names, or who we are in an echo: support (default) | corporate | page
    form        "legacy": X's old envelope; "mention": named elsewhere on Facebook, no author
    anonymous   Facebook withholds the author
    title       a feed item's, a review's, a mail's subject
    stars       of a review, 1 to 5
    text        the words; `repeat` ["x", 10000] adds the first that many times
    encoding    utf-8 (default) | latin-1 | utf-16, of a raw body
    signature   good (default) | bad | none; `status` is the answer that the call must get

What a person would say of it
    lang        tr | en | mixed | other
    kind, severity (0–2), leverage, offensive      by the product's own label scheme

What its author does later, on each line that opens a case
    on_proposal what they say to our first proposed resolution: yes | no | silent. Later
                proposals meet silence
    answer      the words of a yes or a no

The author patterns, each with a case of its own: given name only, full name, all capitals, a
shop, an advocate, a fresh account without a follower, one with millions, a name of emoji, of
another script, over long, with braces, with HTML, with line breaks, the same person on two
channels, an author whom Facebook withholds, one whom a feed never had.
"""

from local.stream.loading import STREAM, StreamInvalid, load_stream
from local.stream.stage import Call, Stage
from local.stream.steps import SECONDS, Expectation, Speaker, Step

__all__ = [
    "SECONDS",
    "STREAM",
    "Call",
    "Expectation",
    "Speaker",
    "Stage",
    "Step",
    "StreamInvalid",
    "load_stream",
]
