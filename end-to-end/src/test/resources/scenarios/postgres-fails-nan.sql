# MySQL has no number that is none.
-- from postgresql
-- to mysql, mariadb
CREATE TABLE measurements (id integer PRIMARY KEY, r double precision);

-- stream
INSERT INTO measurements VALUES (1, 'NaN');

-- fails Column "r" of target table
