-- Until when the run that started a post is believed to be at work on it: others wait that long.
ALTER TABLE medium_ledger ADD COLUMN lease_end BIGINT;
