-- Stand-in for migration 2, so that 3 can be run here: the columns of a failed load that monitoring reads.
ALTER TABLE load ADD COLUMN bytes INTEGER NOT NULL DEFAULT 0;
ALTER TABLE load ADD COLUMN error_code TEXT NOT NULL DEFAULT '';
ALTER TABLE load ADD COLUMN error_arguments TEXT NOT NULL DEFAULT '[]';
