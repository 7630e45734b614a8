-- How the tokens are sealed: one row.
CREATE TABLE medium_key (
    single BIGINT PRIMARY KEY CHECK (single = 1),
    -- given: machines share it.
    source TEXT NOT NULL,
    -- Names the key without telling it: each sealed record names its own.
    id TEXT NOT NULL,
    -- Known words, sealed: tells the right key from a wrong one.
    proof BYTEA NOT NULL
);

-- Names are compared byte for byte, which is what "C" does, and fastest.
-- Pages are left partly free: a refresh changes its row in place.
CREATE TABLE medium_tokens (
    origin TEXT COLLATE "C" NOT NULL,
    account TEXT COLLATE "C" NOT NULL,
    key_id TEXT NOT NULL,
    sealed BYTEA NOT NULL,
    application BYTEA,
    version BIGINT NOT NULL,
    -- The version whose refresh token the service refused.
    refused BIGINT,
    lease_owner BYTEA,
    lease_end BIGINT,
    PRIMARY KEY (origin, account)
) WITH (fillfactor = 80);

CREATE TABLE medium_images (
    origin TEXT COLLATE "C" NOT NULL,
    account TEXT COLLATE "C" NOT NULL,
    hash BYTEA NOT NULL,
    url TEXT NOT NULL,
    time BIGINT NOT NULL,
    PRIMARY KEY (origin, account, hash)
);

CREATE TABLE medium_ledger (
    origin TEXT COLLATE "C" NOT NULL,
    account TEXT COLLATE "C" NOT NULL,
    article TEXT COLLATE "C" NOT NULL,
    target TEXT COLLATE "C" NOT NULL,
    -- Counts the posts of one article to one target.
    number BIGINT NOT NULL,
    content BYTEA NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('started', 'done', 'unknown')),
    post TEXT,
    url TEXT,
    time BIGINT NOT NULL,
    PRIMARY KEY (origin, account, article, target, number)
) WITH (fillfactor = 90);

CREATE INDEX medium_ledger_content ON medium_ledger (origin, account, content);
