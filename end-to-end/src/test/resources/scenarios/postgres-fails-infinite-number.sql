# MySQL's decimals are finite.
-- from postgresql
-- to mysql, mariadb
CREATE TABLE measurements (id integer PRIMARY KEY, n numeric);

-- stream
INSERT INTO measurements VALUES (1, 12.5);
INSERT INTO measurements VALUES (2, 'Infinity');

-- fails Column "n" of target table
