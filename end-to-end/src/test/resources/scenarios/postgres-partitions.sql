# A table of partitions arrives as one table, whatever partition a row is in, moves to, or comes with.
-- from postgresql
CREATE TABLE events (id integer, day date, v integer, PRIMARY KEY (id, day)) PARTITION BY RANGE (day);
CREATE TABLE events_2023 PARTITION OF events FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');
CREATE TABLE events_2024 PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01') PARTITION BY HASH (id);
CREATE TABLE events_2024_0 PARTITION OF events_2024 FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE events_2024_1 PARTITION OF events_2024 FOR VALUES WITH (MODULUS 2, REMAINDER 1);

-- stream
INSERT INTO events SELECT n, '2023-06-01'::date + n * 30, n FROM generate_series(1, 15) AS n;
UPDATE events SET v = v + 100 WHERE id % 2 = 0;
UPDATE events SET day = '2024-12-31' WHERE id = 1;
DELETE FROM events WHERE id = 2;
INSERT INTO events_2023 VALUES (100, '2023-01-01', 1);
CREATE TABLE events_2025 (LIKE events INCLUDING ALL);
ALTER TABLE events ATTACH PARTITION events_2025 FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
INSERT INTO events VALUES (200, '2025-05-05', 1);

-- equal

-- change
TRUNCATE events;
INSERT INTO events VALUES (1, '2023-01-01', 1);

-- equal
