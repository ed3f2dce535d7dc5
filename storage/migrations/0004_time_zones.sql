-- The release of the time-zone data that every planned check-in was worked out with: one row, none at first.

CREATE TABLE time_zones (
    row         INTEGER PRIMARY KEY CHECK (row = 1),
    release     TEXT    NOT NULL
) STRICT;
