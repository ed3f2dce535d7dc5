-- What nearly every turn reads and changes of a person stands in their own row: one write instead of four.
ALTER TABLE people ADD COLUMN rapport BLOB;             -- how we speak with them: companion/rapport.py, sealed
ALTER TABLE people ADD COLUMN history BLOB;             -- what came of each nudge: companion/history.py, sealed
ALTER TABLE people ADD COLUMN history_day INTEGER;      -- that of the newest in it, in days since 1970 (UTC)

UPDATE people SET
    rapport = (SELECT body FROM rapport WHERE person_id = people.id),
    history = (SELECT body FROM histories WHERE person_id = people.id),
    history_day = (SELECT latest_at / 86400 FROM histories WHERE person_id = people.id);

CREATE INDEX people_history_day ON people (history_day) WHERE history_day IS NOT NULL;

DROP TABLE rapport;
DROP TABLE histories;
