-- The tables of the desk: the fold of the log, kept so that reading is quick. They can be rebuilt from it.

-- Settings of which there is one: 'procedure' (JSON), 'roster_rev' (a mark that changes with roster and procedure).
CREATE TABLE setting (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

-- People, units, posts, holdings, absences, parties: whole records as JSON, by kind.
CREATE TABLE roster (
    kind TEXT NOT NULL,
    id   TEXT NOT NULL,
    doc  TEXT NOT NULL,
    PRIMARY KEY (kind, id)
);

-- What units sent, as it was received. `seq` is the receipt number.
CREATE TABLE submission (
    seq         BIGINT PRIMARY KEY,
    id          TEXT NOT NULL UNIQUE,
    hash        TEXT NOT NULL UNIQUE,
    unit        TEXT NOT NULL,
    item        TEXT NOT NULL,
    received_at BIGINT NOT NULL,
    doc         TEXT NOT NULL
);
CREATE INDEX submission_unit ON submission (unit, seq);
CREATE INDEX submission_item ON submission (item, seq);

-- Items: `doc` is the folded item; the other columns are for lists. Times are milliseconds; 0 = none.
CREATE TABLE item (
    id           TEXT PRIMARY KEY,
    no           BIGINT NOT NULL UNIQUE,
    rev          BIGINT NOT NULL,
    -- Stage in the line, as if a hold had ended; a hold counts while held_until is in the future.
    stage        TEXT NOT NULL,
    held_until   BIGINT NOT NULL,
    urgency      BIGINT NOT NULL,
    deadline     BIGINT NOT NULL,
    -- From when on it is aging if it is still in triage.
    aging_from   BIGINT NOT NULL,
    -- Default order: most urgent first, then by deadline.
    rank         BIGINT NOT NULL,
    channel      TEXT NOT NULL,
    kind         TEXT NOT NULL,
    unit         TEXT NOT NULL,
    unit_name    TEXT NOT NULL,
    -- The name folded, for the order.
    unit_fold    TEXT NOT NULL,
    -- All member units, each between spaces.
    units        TEXT NOT NULL,
    title        TEXT NOT NULL,
    -- Folded title for searching, and its pinyin initials.
    title_fold   TEXT NOT NULL,
    initials     TEXT NOT NULL,
    version      BIGINT NOT NULL,
    -- The post whose work it is at this stage; the person follows from the roster, minus `barred`,
    -- unless someone was named.
    turn_post    TEXT NOT NULL,
    -- People who may not act on it at this stage, each between spaces.
    barred       TEXT NOT NULL,
    named        TEXT NOT NULL,
    -- Contributors, each between spaces, for `by:`.
    hands        TEXT NOT NULL,
    claims_total        BIGINT NOT NULL,
    claims_settled      BIGINT NOT NULL,
    claims_contradicted BIGINT NOT NULL,
    -- Kind, standing and kind/standing of each claim, and the grades of its evidence, each between spaces.
    claim_words  TEXT NOT NULL,
    grades       TEXT NOT NULL,
    objections   BIGINT NOT NULL,
    threads      BIGINT NOT NULL,
    members      BIGINT NOT NULL,
    -- How it left the line: held, returned, merged, spiked, withdrawn; empty while in it.
    aside        TEXT NOT NULL,
    -- Sign-offs that wait for the signer, and verifications still owed.
    unconfirmed  BIGINT NOT NULL,
    owing        BIGINT NOT NULL,
    received_at  BIGINT NOT NULL,
    updated_at   BIGINT NOT NULL,
    doc          TEXT NOT NULL
);
CREATE INDEX item_stage_rank ON item (stage, rank, no);
CREATE INDEX item_stage_deadline ON item (stage, deadline, no);
CREATE INDEX item_stage_received ON item (stage, received_at, no);
CREATE INDEX item_rank ON item (rank, no);
CREATE INDEX item_turn ON item (turn_post, stage);

-- Texts of versions, as JSON manuscripts, and their bodies folded for searching.
CREATE TABLE version (
    item TEXT NOT NULL,
    n    BIGINT NOT NULL,
    doc  TEXT NOT NULL,
    fold TEXT NOT NULL,
    PRIMARY KEY (item, n)
);

-- What follows is not in the log, and cannot be rebuilt from it: secrets and their traces.

CREATE TABLE password (
    person TEXT PRIMARY KEY,
    hash   TEXT NOT NULL
);

CREATE TABLE token (
    id         TEXT PRIMARY KEY,
    person     TEXT NOT NULL,
    -- SHA-256 of the secret half, hex.
    hash       TEXT NOT NULL,
    label      TEXT NOT NULL,
    issued_at  BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    revoked_at BIGINT NOT NULL
);
CREATE INDEX token_person ON token (person, issued_at);

-- Sealed notes: the words are nowhere else.
CREATE TABLE sealed (
    id   TEXT PRIMARY KEY,
    item TEXT NOT NULL,
    body TEXT NOT NULL
);
