-- What of an article can change, by name, as JSON: to say what was edited.
ALTER TABLE medium_ledger ADD COLUMN parts TEXT NOT NULL DEFAULT '{}';
