-- A file that somebody sent, until they say yes to what it brings: for as long as a question stays open.
CREATE TABLE held_files (
    person_id   INTEGER PRIMARY KEY REFERENCES people (id) ON DELETE CASCADE,
    held_at     INTEGER NOT NULL,
    body        BLOB    NOT NULL
) STRICT;

CREATE INDEX held_files_held_at ON held_files (held_at);
