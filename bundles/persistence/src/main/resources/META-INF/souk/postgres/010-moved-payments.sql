-- compatible-from: 1
-- Pieces of the line that were not in the guest's cart any more when it went into a customer's: its order does not take them out of that.
ALTER TABLE payment_lines ADD COLUMN gone INTEGER NOT NULL DEFAULT 0;
