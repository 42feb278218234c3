"""What an agent may look for and a platform does not offer, with what to do instead."""

from collections.abc import Iterator

from hearback.adapters.agents.words import Words
from hearback.domain.abuse import abusive_mention
from hearback.domain.acts import STEP_OF, UNDOES, Act, against
from hearback.domain.offers import Offered
from hearback.domain.policy import CarePolicy
from hearback.domain.ports import CaseFile
from hearback.domain.replies import ReplyForm

_PLATFORMS = (Act.LIKE, Act.REPLY_PRIVATELY, Act.HIDE, Act.MUTE, Act.BLOCK, Act.REPORT, *UNDOES)
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
        about = file.case.place.channel
        if act in UNDOES:
            about = _channel_of(UNDOES[act], file)
        elif act in STEP_OF and target:
            about = target.mention.channel
        if word != "not_offered":
            yield words(f"refusal.{word}")
            continue
        special = f"not_offered.{about}_{act}"
        usual = "not_offered.undo" if act in UNDOES else f"not_offered.{act}"
        key = special if words.knows(special) else usual
        yield words(key, channel=words.named("channel", about))


def _channel_of(form: ReplyForm, file: CaseFile) -> str:
    """Where the latest deed of this form stands."""
    targets = [deed.target_id for deed in file.case.standing_deeds if deed.form is form]
    about = (m.mention for m in file.mentions if m.mention.external_id == targets[-1])
    return next((mention.channel for mention in about), file.case.place.channel)
