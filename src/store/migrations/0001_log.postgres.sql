-- The log only grows, at its end, and its head only moves forward.

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% of % is not allowed', TG_OP, TG_TABLE_NAME USING ERRCODE = 'SAN01';
END $$;

CREATE FUNCTION log_grows_at_its_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM log_head h
    WHERE NEW.seq = h.seq + 1 AND NEW.at >= h.at AND NEW.prev_hash = h.hash;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'the log only grows at its end' USING ERRCODE = 'SAN01';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION log_head_follows_the_log() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM log l
    WHERE l.seq = NEW.seq AND l.at = NEW.at AND l.hash = NEW.hash AND l.seq = OLD.seq + 1;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'the head of the log only moves forward' USING ERRCODE = 'SAN01';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER log_grows_at_its_end BEFORE INSERT ON log
FOR EACH ROW EXECUTE FUNCTION log_grows_at_its_end();

CREATE TRIGGER log_is_not_changed BEFORE UPDATE OR DELETE ON log
FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER log_is_not_emptied BEFORE TRUNCATE ON log
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER log_head_follows_the_log BEFORE UPDATE ON log_head
FOR EACH ROW EXECUTE FUNCTION log_head_follows_the_log();

CREATE TRIGGER log_head_is_one BEFORE INSERT OR DELETE ON log_head
FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER log_head_is_not_emptied BEFORE TRUNCATE ON log_head
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
