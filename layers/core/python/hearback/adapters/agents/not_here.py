"""What an agent may look for and a platform does not offer, with what to do instead."""

from collections.abc import Iterator

from hearback.adapters.agents.words import Words
from hearback.domain.abuse import abusive_mention
from hearback.domain.acts import STEP_OF, Act, against
from hearback.domain.offers import Offered
from hearback.domain.policy import CarePolicy
from hearback.domain.ports import CaseFile

_PLATFORMS = (Act.LIKE, Act.REPLY_PRIVATELY, Act.HIDE, Act.MUTE, Act.BLOCK, Act.REPORT)
_TOLD = ("not_offered", "no_corporate_account", "author_unknown")


def not_here(file: CaseFile, words: Words, policy: CarePolicy, offered: Offered) -> Iterator[str]:
    """A sentence for each act that fits the case and that the platform, or the policy, lacks."""
    target = abusive_mention(file.mentions)
    if target is not None and policy.abuse is None:
        yield words("page.no_house_rules")
    for act in _PLATFORMS:
        word = against(act, file.case, policy, file.mentions, offered)
        if word not in _TOLD:
            continue
        about = target.mention.channel if act in STEP_OF and target else file.case.place.channel
        if word != "not_offered":
            yield words(f"refusal.{word}")
            continue
        special = f"not_offered.{about}_{act}"
        key = special if words.knows(special) else f"not_offered.{act}"
        yield words(key, channel=words.named("channel", about))
