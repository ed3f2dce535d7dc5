-- Steps that come back because somebody asked for it: one for each goal, so that a second promise moves none.
CREATE TABLE planned (
    person_id       INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    kind            TEXT    NOT NULL,
    goal            INTEGER NOT NULL DEFAULT 0, -- 0: none is named yet
    due_at          INTEGER,                    -- NULL: none is planned
    date            TEXT,
    dealt_with_on   TEXT,
    meant_at        INTEGER,                    -- where it was put off: it is let go by that moment
    PRIMARY KEY (person_id, kind, goal),
    CHECK ((due_at IS NULL) = (date IS NULL))
) STRICT, WITHOUT ROWID;

INSERT INTO planned (person_id, kind, goal, due_at, date, dealt_with_on, meant_at)
SELECT person_id, kind, ifnull(goal, 0), due_at, date, dealt_with_on, meant_at FROM check_ins;

DROP TABLE check_ins;
ALTER TABLE planned RENAME TO check_ins;
CREATE INDEX check_ins_due ON check_ins (due_at, person_id) WHERE due_at IS NOT NULL;

-- Of what was asked for, each goal has its own on a day; of hellos there is one, whatever they name.
DROP INDEX outbox_nudge;
CREATE UNIQUE INDEX outbox_nudge ON outbox (person_id, nudge_kind, nudge_date, iif(nudge_kind = 'later', goal, 0))
WHERE nudge_kind IS NOT NULL;
