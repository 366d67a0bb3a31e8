-- The log only grows, at its end, and its head only moves forward.

-- REPLACE removes rows without firing delete triggers, so that inserting is guarded too.
CREATE TRIGGER log_grows_at_its_end BEFORE INSERT ON log
WHEN NOT EXISTS (
    SELECT 1 FROM log_head
    WHERE NEW.seq = seq + 1 AND NEW.at >= at AND NEW.prev_hash = hash
)
BEGIN SELECT RAISE(ABORT, 'the log only grows at its end'); END;

CREATE TRIGGER log_is_not_changed BEFORE UPDATE ON log
BEGIN SELECT RAISE(ABORT, 'the log is never changed'); END;

CREATE TRIGGER log_is_not_shortened BEFORE DELETE ON log
BEGIN SELECT RAISE(ABORT, 'the log is never shortened'); END;

CREATE TRIGGER log_head_follows_the_log BEFORE UPDATE ON log_head
WHEN NOT EXISTS (
    SELECT 1 FROM log
    WHERE log.seq = NEW.seq AND log.at = NEW.at AND log.hash = NEW.hash AND log.seq = OLD.seq + 1
)
BEGIN SELECT RAISE(ABORT, 'the head of the log only moves forward'); END;

CREATE TRIGGER log_head_is_not_removed BEFORE DELETE ON log_head
BEGIN SELECT RAISE(ABORT, 'the head of the log only moves forward'); END;

CREATE TRIGGER log_head_is_one BEFORE INSERT ON log_head
BEGIN SELECT RAISE(ABORT, 'the head of the log only moves forward'); END;
