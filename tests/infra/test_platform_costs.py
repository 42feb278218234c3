"""What platforms charge is shown in dollars to whoever answers for the budget."""

import json

from tests.infra.conftest import Template


def test_reads_and_replies_are_added_up_in_dollars(aws: Template) -> None:
    (dashboard,) = aws.of("AWS::CloudWatch::Dashboard").values()
    body = json.dumps(dashboard["DashboardBody"]).replace("\\", "")
    for service, name in (
        ("poll_source", "SourceMicroDollars"),
        ("deliver_reply", "ReplyMicroDollars"),
    ):
        assert f'"Hearback","{name}","service","{service}"' in body
    assert "/ 1000000" in body


def test_a_stage_without_alarms_has_no_dashboard(laptop: Template) -> None:
    assert laptop.of("AWS::CloudWatch::Dashboard") == {}
