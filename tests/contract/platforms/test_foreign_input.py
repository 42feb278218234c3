"""Whatever others push, publish or answer: it is read, ignored, set aside or refused by its kind.

`HEARBACK_FUZZ` sets how many mutants each entry of the list is given; `make fuzz` gives 100,000.
A mutant that fails is named by its number, and is the same one on every machine.
"""

import os
from collections import Counter
from random import Random

import pytest

from hearback.adapters.platforms import ADAPTERS, adapter_class
from hearback.domain.replies import ReplyForm
from tests.contract.platforms.mutants.answers import ANSWERS, UNDONE, Answering
from tests.contract.platforms.mutants.entries import (
    ENTRIES,
    TARGETS,
    UNDOES,
    Entry,
    adapter,
    needed_of,
    to_be_said,
)

TIMES = int(os.environ.get("HEARBACK_FUZZ", "150"))
every_channel = pytest.mark.parametrize("channel", ADAPTERS)
SPOKEN = [
    (channel, form)
    for channel in ADAPTERS
    if adapter_class(channel).can_reply
    for form in (ReplyForm.PUBLIC, *sorted(adapter_class(channel).offers.forms))
]
UNDONE_DEEDS = [
    (channel, form) for channel, form in SPOKEN if form in adapter_class(channel).offers.undoes
]
NOT_FOUND = {
    ("telegram", ReplyForm.PUBLIC): "bots cannot read what they sent",
    ("telegram", ReplyForm.DM): "bots cannot read what they sent",
    ("email", ReplyForm.PUBLIC): "SES cannot be asked what was sent",
    ("whatsapp", ReplyForm.PUBLIC): "nobody can be asked what was sent",
}


@pytest.mark.parametrize("entry", ENTRIES, ids=str)
def test_mutants_are_read_without_an_error(entry: Entry) -> None:
    for number in range(TIMES):
        try:
            entry.read(Random(number))  # noqa: S311 - chance that is repeated
        except BaseException as error:
            error.add_note(f"{entry}, mutant {number}")
            raise


@every_channel
def test_all_that_a_channel_reads_is_in_the_list(channel: str) -> None:
    listed = {entry.name for entry in ENTRIES if entry.channel == channel}
    assert needed_of(channel) <= listed


def test_nothing_is_in_the_list_twice() -> None:
    assert [name for name, times in Counter(map(str, ENTRIES)).items() if times > 1] == []


@pytest.mark.parametrize(("channel", "form"), SPOKEN)
def test_the_answers_before_they_are_changed_are_good_ones(channel: str, form: ReplyForm) -> None:
    reply = to_be_said(channel, form, TARGETS[channel][0])
    platform = adapter(channel, Answering.well(ANSWERS[channel]))
    assert platform.send(reply)
    if form.speaks and (channel, form) not in NOT_FOUND:
        assert platform.find(reply)


@pytest.mark.parametrize(("channel", "form"), UNDONE_DEEDS)
def test_so_are_those_to_what_is_taken_back(channel: str, form: ReplyForm) -> None:
    answers = {**ANSWERS[channel], **UNDONE.get(channel, {})}
    platform = adapter(channel, Answering.well(answers))
    assert platform.send(to_be_said(channel, form, TARGETS[channel][0], undoes=UNDOES))
