-- How we speak with a person: see companion/rapport.py.
CREATE TABLE rapport (
    person_id   INTEGER PRIMARY KEY REFERENCES people (id) ON DELETE CASCADE,
    body        BLOB    NOT NULL
) STRICT;
