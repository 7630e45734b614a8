-- How the tokens are sealed: one row.
CREATE TABLE medium_key (
    single INTEGER PRIMARY KEY CHECK (single = 1),
    -- given, keyring or file: chosen once.
    source TEXT NOT NULL,
    -- Names the key without telling it: each sealed record names its own.
    id TEXT NOT NULL,
    -- Known words, sealed: tells the right key from a wrong one.
    proof BLOB NOT NULL
) STRICT;

CREATE TABLE medium_tokens (
    origin TEXT NOT NULL,
    account TEXT NOT NULL,
    key_id TEXT NOT NULL,
    sealed BLOB NOT NULL,
    application BLOB,
    version INTEGER NOT NULL,
    -- The version whose refresh token the service refused.
    refused INTEGER,
    lease_owner BLOB,
    lease_end INTEGER,
    PRIMARY KEY (origin, account)
) STRICT;

CREATE TABLE medium_images (
    origin TEXT NOT NULL,
    account TEXT NOT NULL,
    hash BLOB NOT NULL,
    url TEXT NOT NULL,
    time INTEGER NOT NULL,
    PRIMARY KEY (origin, account, hash)
) STRICT;

CREATE TABLE medium_ledger (
    origin TEXT NOT NULL,
    account TEXT NOT NULL,
    article TEXT NOT NULL,
    target TEXT NOT NULL,
    -- Counts the posts of one article to one target.
    number INTEGER NOT NULL,
    content BLOB NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('started', 'done', 'unknown')),
    post TEXT,
    url TEXT,
    time INTEGER NOT NULL,
    PRIMARY KEY (origin, account, article, target, number)
) STRICT;

CREATE INDEX medium_ledger_content ON medium_ledger (origin, account, content);
