-- What is done once a night, and when it is due again, in UTC epoch seconds.
CREATE TABLE nightly (
    work    TEXT    PRIMARY KEY,    -- write anew, back up
    due_at  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO nightly (work, due_at) SELECT 'write anew', vacuum_due_at FROM sealing;

ALTER TABLE sealing DROP COLUMN vacuum_due_at;
