-- Telegram's id of the picture last sent of each kind, so that the very same one is not uploaded again.

CREATE TABLE pictures (
    person_id   INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    kind        TEXT    NOT NULL,               -- what it shows: all, month, year
    state       BLOB    NOT NULL,               -- a digest of what was drawn
    file_id     TEXT    NOT NULL,
    PRIMARY KEY (person_id, kind)
) STRICT, WITHOUT ROWID;
