-- Whoever falls silent is told until when theirs is kept, and erased no earlier. Counted are seconds in which we could
-- hear people: a time out of service is nobody's silence.
CREATE TABLE listening (
    row         INTEGER PRIMARY KEY CHECK (row = 1),
    looked_at   INTEGER NOT NULL,               -- UTC epoch seconds
    seconds     INTEGER NOT NULL                -- in which people could be heard until then
) STRICT;

INSERT INTO listening (row, looked_at, seconds) VALUES (1, 0, 0);

ALTER TABLE people ADD COLUMN expires_after INTEGER;    -- so many seconds of listening; NULL: they were not told

CREATE INDEX people_expires_after ON people (expires_after) WHERE expires_after IS NOT NULL;
DROP INDEX people_heard_on;

-- The look at who is silent is planned for everybody, also for those who had the farewell.
UPDATE check_ins SET
    due_at = (SELECT heard_at FROM people WHERE id = person_id) + 152 * 86400,
    date = (SELECT date(heard_at + 152 * 86400, 'unixepoch') FROM people WHERE id = person_id)
WHERE kind = 'last_word' AND due_at IS NULL;
