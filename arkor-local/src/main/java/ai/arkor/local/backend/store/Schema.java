package ai.arkor.local.backend.store;

import java.util.List;

/** The store's tables, version 1. A job's folder holds what its run needs; here is only what must be queried. */
final class Schema {

    static final List<String> TABLES = List.of(
            """
            CREATE TABLE projects (
              id TEXT PRIMARY KEY,
              slug TEXT NOT NULL UNIQUE,
              name TEXT NOT NULL,
              created_at TEXT NOT NULL)""",
            """
            CREATE TABLE jobs (
              sequence INTEGER PRIMARY KEY AUTOINCREMENT,
              id TEXT NOT NULL UNIQUE,
              project_id TEXT NOT NULL REFERENCES projects(id),
              name TEXT NOT NULL,
              status TEXT NOT NULL,
              config TEXT NOT NULL,
              error TEXT,
              created_at TEXT NOT NULL,
              started_at TEXT,
              completed_at TEXT)""",
            "CREATE INDEX jobs_by_status ON jobs(status)",
            """
            CREATE TABLE events (
              job_id TEXT NOT NULL REFERENCES jobs(id),
              id INTEGER NOT NULL,
              type TEXT NOT NULL,
              json TEXT NOT NULL,
              PRIMARY KEY (job_id, id)) WITHOUT ROWID""");

    private Schema() {}
}
