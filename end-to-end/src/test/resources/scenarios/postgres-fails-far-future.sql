# MySQL's days lie between the years 0 and 9999.
-- from postgresql
-- to mysql, mariadb
CREATE TABLE days (id integer PRIMARY KEY, d timestamptz);

-- stream
INSERT INTO days VALUES (1, '2024-01-01');
INSERT INTO days VALUES (2, '10000-01-01 12:00:00+00');

-- fails Column "d" of target table
