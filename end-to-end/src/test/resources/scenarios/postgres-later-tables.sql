# A stream without a filter holds tables that are made while it runs, where PostgreSQL 15 or later publishes a whole schema.
-- from postgresql
CREATE TABLE earlier (id integer PRIMARY KEY);

-- stream
CREATE TABLE later (id integer PRIMARY KEY, v integer);
INSERT INTO later VALUES (1, 1);

-- expect a table made later
SELECT * FROM later;
1 | 1
