# What is no number, what has no end, zero with a sign, and the smallest numbers there are.
-- from postgresql
-- to postgresql
CREATE TABLE floats (id integer PRIMARY KEY, r real, d double precision);

-- stream
INSERT INTO floats VALUES (1, 'NaN', 'NaN'), (2, 'Infinity', 'Infinity'), (3, '-Infinity', '-Infinity'), (4, '-0', '-0'), (5, 1e-45, 5e-324), (6, -1e-45, -5e-324);
UPDATE floats SET d = 0 WHERE id = 2;
UPDATE floats SET d = 'NaN' WHERE id = 3;

-- equal
