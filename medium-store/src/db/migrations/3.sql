-- The end of the lease of the run that started the post: other runs wait until then.
ALTER TABLE medium_ledger ADD COLUMN lease_end {integer};
