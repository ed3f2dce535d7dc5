-- What came of each nudge: see companion/history.py. Trimmed whenever it is written, swept when nothing in it is recent.

CREATE TABLE histories (
    person_id   INTEGER PRIMARY KEY REFERENCES people (id) ON DELETE CASCADE,
    body        BLOB    NOT NULL,
    latest_at   INTEGER NOT NULL
) STRICT;

CREATE INDEX histories_latest_at ON histories (latest_at);
