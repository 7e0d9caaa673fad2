-- compatible-from: 1
-- Pieces by which a figure fell while they were held: so many of those that are given back are not available. A container of the steps
-- before gives all back and leaves this as it is; it counts all the same when the next one looks.
ALTER TABLE stock ADD COLUMN owed INTEGER NOT NULL DEFAULT 0 CHECK (owed >= 0);
