"""Where the domain meets the world: the table, queues, the workflow, platforms, mails, pages."""
