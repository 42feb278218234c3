"""Mails to the operators, from whichever function finds something."""

from hearback.adapters.agents.trouble_mail import TroubleMailWriter
from hearback.adapters.channels_table import ChannelsTable
from hearback.adapters.policy_file import load_policy
from hearback.adapters.sns_mailer import SnsMailer
from hearback.bootstrap import clients
from hearback.use_cases.tell_operators import OPERATORS, TellOperators


def tell_operators(log: ChannelsTable, topic_arn: str, runbooks_url: str) -> TellOperators:
    """Times are in the zone of the policy's first team."""
    return TellOperators(
        log=log,
        writer=TroubleMailWriter(runbooks_url, load_policy().teams[0].time_zone),
        mailer=SnsMailer(clients.sns(), {OPERATORS: topic_arn}),
    )
