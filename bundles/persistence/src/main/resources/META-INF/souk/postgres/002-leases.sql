-- compatible-from: 1
-- Who does a work that one container does for all, and until when by the clock of the database.
CREATE TABLE leases (
  lease_name VARCHAR(64) NOT NULL PRIMARY KEY,
  holder VARCHAR(255) NOT NULL,
  held_until BIGINT NOT NULL
);
CREATE INDEX idempotency_keys_used ON idempotency_keys (used_at);

-- A row for each time that a copy took the place of the database: containers forget then what they remember of it.
CREATE TABLE restores (
  restored_at BIGINT NOT NULL
);
