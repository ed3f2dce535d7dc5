-- What is remembered of a danger that was seen: how heavy and when, never the words.
CREATE TABLE care (
    person_id   INTEGER PRIMARY KEY REFERENCES people (id) ON DELETE CASCADE,
    over_at     INTEGER,                        -- NULL: until they say that they are safe
    body        BLOB    NOT NULL
) STRICT;

CREATE INDEX care_over ON care (over_at) WHERE over_at IS NOT NULL;

-- How often each class of danger was seen on a day (UTC), by nobody in particular.
CREATE TABLE dangers (
    day         TEXT    NOT NULL,
    kind        TEXT    NOT NULL,
    times       INTEGER NOT NULL,
    PRIMARY KEY (day, kind)
) STRICT, WITHOUT ROWID;
