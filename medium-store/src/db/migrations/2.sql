-- The parts of the article by name, as JSON, to report later what was edited.
ALTER TABLE medium_ledger ADD COLUMN parts TEXT NOT NULL DEFAULT '{}';
