-- compatible-from: 1
-- Codes that take a session along to another host, each for one use.
CREATE TABLE hand_overs (
  code_hash CHAR(64) NOT NULL PRIMARY KEY,
  catalog VARCHAR(63) NOT NULL,
  sealed VARCHAR(255),
  expires_at BIGINT NOT NULL,
  redeemed_by VARCHAR(36)
);
CREATE INDEX hand_overs_expiry ON hand_overs (expires_at);
