-- How the tokens are encrypted: one row.
CREATE TABLE medium_key (
    single {integer} PRIMARY KEY CHECK (single = 1),
    -- given (by the program), keyring or file: chosen once.
    source TEXT NOT NULL,
    -- The key's name, also in each encrypted record.
    id TEXT NOT NULL,
    -- A known text, encrypted, to recognize the key.
    proof {bytes} NOT NULL
) {table};

CREATE TABLE medium_tokens (
    origin {name} NOT NULL,
    account {name} NOT NULL,
    key_id TEXT NOT NULL,
    -- The encrypted tokens, and the application that issued them.
    sealed {bytes} NOT NULL,
    application {bytes},
    version {integer} NOT NULL,
    -- The version whose refresh token the service rejected.
    refused {integer},
    lease_owner {bytes},
    lease_end {integer},
    PRIMARY KEY (origin, account)
) {table_80};

CREATE TABLE medium_images (
    origin {name} NOT NULL,
    account {name} NOT NULL,
    hash {bytes} NOT NULL,
    url TEXT NOT NULL,
    time {integer} NOT NULL,
    PRIMARY KEY (origin, account, hash)
) {table};

CREATE TABLE medium_ledger (
    origin {name} NOT NULL,
    account {name} NOT NULL,
    article {name} NOT NULL,
    target {name} NOT NULL,
    -- Counts the posts of one article to one target.
    number {integer} NOT NULL,
    content {bytes} NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('started', 'done', 'unknown')),
    post TEXT,
    url TEXT,
    time {integer} NOT NULL,
    PRIMARY KEY (origin, account, article, target, number)
) {table_90};

CREATE INDEX medium_ledger_content ON medium_ledger (origin, account, content);
