-- The record of every change, its head, and the answers to requests that may be repeated.

-- One row for each event, chained: see src/store/log/mod.rs for the fields and the hash.
CREATE TABLE log (
    seq BIGINT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    acting_for TEXT,
    verb TEXT NOT NULL,
    object_kind TEXT NOT NULL,
    object TEXT NOT NULL,
    before TEXT,
    after TEXT NOT NULL,
    reason TEXT,
    prev_hash TEXT NOT NULL,
    hash TEXT NOT NULL
);
CREATE INDEX log_by_object ON log (object_kind, object, seq);

-- Always one row: where the chain ends. Writers of PostgreSQL queue up at it.
CREATE TABLE log_head (
    id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    seq BIGINT NOT NULL,
    at BIGINT NOT NULL,
    hash TEXT NOT NULL
);
INSERT INTO log_head (id, seq, at, hash)
VALUES (1, 0, 0, '0000000000000000000000000000000000000000000000000000000000000000');

-- The answer given to a request, by who sent it and the key it carried; the fingerprint is of its body.
CREATE TABLE idempotency (
    who TEXT NOT NULL,
    key TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    status BIGINT NOT NULL,
    body TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (who, key)
);
CREATE INDEX idempotency_by_age ON idempotency (at);
