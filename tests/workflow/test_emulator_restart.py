"""A machine that restarts loses every running execution; one sweep brings all cases back."""

import pytest

from hearback.domain.case import CaseStatus
from tests.care import an_author, wait_for
from tests.stack import running_stack
from tests.workflow.test_paths import waits

pytestmark = pytest.mark.xdist_group("restart")


def test_one_sweep_after_a_restart_brings_every_case_back_to_life(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("restart")
    with running_stack(folder, keeps_state=True) as care:
        authors = [an_author(f"restart_{number}") for number in range(3)]
        for author in authors:
            care.says(author, "@NivoraDestek kargom gelmedi, mağdurum")
        for author in authors:
            care.case_of(author, CaseStatus.ACKNOWLEDGED)
        care.stack.emulator.restart()
        broken = [care.execution(care.case_of(author).id)["status"] for author in authors]
        assert broken == ["FAILED"] * 3

        def look() -> bool:
            care.invoke("SweepCasesName", {})
            return all(
                care.case_of(author).execution != care.case_of(author).id for author in authors
            )

        wait_for(look, "the sweep")
        for author in authors:
            case = care.case_of(author)
            assert case.execution == f"{case.id}.2"
            wait_for(lambda case=case: waits(care, case.execution), "the new wait")  # type: ignore[misc]
            care.acts(case, "propose_resolution", text=f"@{author.handle} Geldi. Çözüldü mü?")
        for author in authors:
            care.case_of(author, CaseStatus.CLOSED)
