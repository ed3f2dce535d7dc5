-- Which commit of the keys this database belongs to: where it is the newest one, a start need not look at every person.
ALTER TABLE sealing ADD COLUMN keys_mark BLOB;

-- Who has been silent for half a year, without a look at everybody. By the day: it changes once a day at most.
CREATE INDEX people_heard_on ON people (heard_at / 86400);
