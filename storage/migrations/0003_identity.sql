-- The bot whose database this is: one row.

CREATE TABLE identity (
    row         INTEGER PRIMARY KEY CHECK (row = 1),
    bot_id      INTEGER NOT NULL,
    simulated   INTEGER NOT NULL CHECK (simulated IN (0, 1))
) STRICT;
