from hearback.adapters.cases_table import CasesTable
from hearback.adapters.policy_file import load_policy
from hearback.bootstrap import clients


def cases_table(table_name: str) -> CasesTable:
    keep_closed = int(load_policy().keep_closed.total_seconds())
    return CasesTable(clients.dynamodb(), table_name, keep_closed)
