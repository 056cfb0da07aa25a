# Columns that the source computes. They are values at the target, or the target computes them too.
-- from postgresql
-- to postgresql
CREATE TABLE computed (id integer PRIMARY KEY, a integer, doubled integer GENERATED ALWAYS AS (a * 2) STORED, b text);

-- target
CREATE TABLE computed (id integer PRIMARY KEY, a integer, doubled integer GENERATED ALWAYS AS (a * 2) STORED, b text);

-- stream
INSERT INTO computed (id, a, b) VALUES (1, 2, 'x'), (2, NULL, 'y');
UPDATE computed SET a = 5 WHERE id = 1;
UPDATE computed SET b = 'z' WHERE id = 2;

-- equal
