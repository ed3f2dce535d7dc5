-- Moments are UTC epoch seconds. A NULL visible_at is one that does not wait: taken, or settled.

CREATE TABLE inbox (
    arrival     INTEGER PRIMARY KEY,
    update_id   INTEGER NOT NULL UNIQUE,    -- not ordered: after a quiet week Telegram goes on at a random one
    person_id   INTEGER NOT NULL,           -- 0 once settled: nothing of the person is needed then
    body        BLOB    NOT NULL,           -- the update as it came; empty once settled
    arrived_at  INTEGER NOT NULL,
    visible_at  INTEGER,
    behind      INTEGER NOT NULL,           -- how many of the person were before it: a flood waits behind everyone
    attempts    INTEGER NOT NULL DEFAULT 0,
    state       TEXT    NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'done', 'poison')),
    settled_at  INTEGER,
    CHECK ((state = 'waiting') = (visible_at IS NOT NULL)),
    CHECK ((state = 'waiting') = (settled_at IS NULL))
) STRICT;

CREATE INDEX inbox_waiting ON inbox (visible_at, behind, arrival) WHERE visible_at IS NOT NULL;
CREATE INDEX inbox_of_person ON inbox (person_id, behind) WHERE visible_at IS NOT NULL;

CREATE TABLE outbox (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,     -- never used again: a late outcome must not meet another row
    person_id    INTEGER NOT NULL,
    lane         TEXT    NOT NULL CHECK (lane IN ('reply', 'nudge')),
    body         BLOB    NOT NULL,                      -- empty once settled
    written_at   INTEGER NOT NULL,
    visible_at   INTEGER,
    attempts     INTEGER NOT NULL DEFAULT 0,
    repeats_left INTEGER NOT NULL,                      -- how often an unknown outcome may still be tried again
    until_confirmed INTEGER NOT NULL DEFAULT 0,         -- goes ahead, and is tried until Telegram has it
    let_go_at    INTEGER,                               -- not begun by then, it is not sent any more
    nudge_kind   TEXT,
    nudge_date   TEXT,                                  -- the intended local date, as YYYY-MM-DD
    goal         INTEGER,                               -- what a reply to it answers: this goal on this day
    day          TEXT,
    outcome      TEXT CHECK (outcome IN ('delivered', 'unreachable', 'refused', 'unknown', 'late', 'cancelled')),
    settled_at   INTEGER,
    CHECK ((lane = 'nudge') = (nudge_kind IS NOT NULL AND nudge_date IS NOT NULL)),
    CHECK (visible_at IS NULL OR settled_at IS NULL),
    CHECK ((outcome IS NULL) = (settled_at IS NULL))
) STRICT;

CREATE UNIQUE INDEX outbox_nudge ON outbox (person_id, nudge_kind, nudge_date) WHERE nudge_kind IS NOT NULL;
CREATE INDEX outbox_open ON outbox (lane, visible_at, id) WHERE settled_at IS NULL;
CREATE INDEX outbox_let_go ON outbox (let_go_at) WHERE let_go_at IS NOT NULL AND visible_at IS NOT NULL;
CREATE INDEX outbox_of_person ON outbox (person_id, settled_at, lane, id);

CREATE TABLE sent (
    person_id   INTEGER NOT NULL,
    message_id  INTEGER NOT NULL,
    outbox_id   INTEGER NOT NULL,
    at          INTEGER NOT NULL,
    kept_until  INTEGER NOT NULL,
    goal        INTEGER,
    day         TEXT,
    nudge_kind  TEXT,
    PRIMARY KEY (person_id, message_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX sent_kept_until ON sent (kept_until);
