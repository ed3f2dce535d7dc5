-- Whose keys open what is sealed here, and when what deleted rows left in the file is cleaned out: one row.
CREATE TABLE sealing (
    row             INTEGER PRIMARY KEY CHECK (row = 1),
    database_id     BLOB    NOT NULL,
    vacuum_due_at   INTEGER NOT NULL DEFAULT 0
) STRICT;
