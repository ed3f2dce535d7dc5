-- What the operator should know. Nothing here says anything about a person.

-- How often a number was called wrong, by the day (UTC, YYYY-MM-DD).
CREATE TABLE wrong_numbers (
    country     TEXT    NOT NULL,
    number      INTEGER NOT NULL,           -- of the line or emergency number, in companion/care/*.csv
    day         TEXT    NOT NULL,
    times       INTEGER NOT NULL,
    PRIMARY KEY (country, number, day)
) STRICT, WITHOUT ROWID;
