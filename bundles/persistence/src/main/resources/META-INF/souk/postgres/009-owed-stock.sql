-- compatible-from: 1
-- Pieces by which a figure fell while they were held: so many of those that are given back are not available. A container of the steps
-- before leaves this as it is. What it gives back is owed all the same when the next one looks; what it sells is not, so that available
-- minus owed never counts as less than minus reserved.
ALTER TABLE stock ADD COLUMN owed INTEGER NOT NULL DEFAULT 0 CHECK (owed >= 0);
