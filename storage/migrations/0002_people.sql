-- What people own. Moments are UTC epoch seconds, dates are local calendar dates as YYYY-MM-DD, times of day are
-- minutes after local midnight. Things are numbered per person, so that pure code can name one before it is stored.

CREATE TABLE people (
    id              INTEGER PRIMARY KEY,        -- Telegram's user id, which is also the id of the private chat
    key             INTEGER NOT NULL,           -- the number of the key that what they own is sealed with
    generation      TEXT    NOT NULL,           -- random at joining: buttons from before /forget are dead
    joined_at       INTEGER NOT NULL,
    next_number     INTEGER NOT NULL DEFAULT 1,
    reachable       INTEGER NOT NULL DEFAULT 1,
    heard_at        INTEGER NOT NULL,           -- when they last did something themselves, to the hour
    body            BLOB    NOT NULL            -- their settings, sealed like all that they own
) STRICT;

-- Strangers who were greeted: swept a day later.
CREATE TABLE doorsteps (
    person_id       INTEGER PRIMARY KEY,
    greeted_at      INTEGER NOT NULL,
    body            BLOB    NOT NULL
) STRICT;

CREATE INDEX doorsteps_greeted ON doorsteps (greeted_at);

CREATE TABLE goals (
    person_id       INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    number          INTEGER NOT NULL,
    state           TEXT    NOT NULL CHECK (state IN ('offered', 'active', 'listed')),
    body            BLOB    NOT NULL,           -- the rest of the goal, as storage/records.py writes it
    PRIMARY KEY (person_id, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE wins (
    person_id       INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    number          INTEGER NOT NULL,
    at              INTEGER NOT NULL,
    day             TEXT    NOT NULL,
    goal            INTEGER,                    -- stays when the goal is removed
    asked_on        TEXT,
    body            BLOB    NOT NULL,
    PRIMARY KEY (person_id, number)
) STRICT, WITHOUT ROWID;

CREATE INDEX wins_by_day ON wins (person_id, day, number);
-- However often a nudge's button is pressed or "done" is said to it: one win.
CREATE UNIQUE INDEX wins_answering ON wins (person_id, asked_on, goal) WHERE goal IS NOT NULL AND asked_on IS NOT NULL;

CREATE TABLE notes (
    person_id       INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    number          INTEGER NOT NULL,
    at              INTEGER NOT NULL,
    day             TEXT    NOT NULL,
    body            BLOB    NOT NULL,
    PRIMARY KEY (person_id, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE questions (
    person_id       INTEGER PRIMARY KEY REFERENCES people (id) ON DELETE CASCADE,
    asked_at        INTEGER NOT NULL,
    body            BLOB    NOT NULL
) STRICT;

-- The schedule: the next check-in of each kind, and the last date that was dealt with, sent or let go.
CREATE TABLE check_ins (
    person_id       INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    kind            TEXT    NOT NULL,
    due_at          INTEGER,                    -- NULL: none is planned
    date            TEXT,
    goal            INTEGER,
    dealt_with_on   TEXT,
    PRIMARY KEY (person_id, kind),
    CHECK ((due_at IS NULL) = (date IS NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX check_ins_due ON check_ins (due_at, person_id) WHERE due_at IS NOT NULL;
