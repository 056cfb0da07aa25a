# MySQL's days lie between the years 0 and 9999.
-- from postgresql
-- to mysql, mariadb
CREATE TABLE days (id integer PRIMARY KEY, d timestamp);

-- stream
INSERT INTO days VALUES (1, '2024-01-01');
INSERT INTO days VALUES (2, '0044-03-15 12:00:00 BC');

-- fails Column "d" of target table
