-- When a check-in that stepped aside or waits for room was meant: it is let go by that moment, not by the new one.
ALTER TABLE check_ins ADD COLUMN meant_at INTEGER;      -- NULL: at due_at
