# A number without bounds that does not fit what MySQL has at most: it is not rounded.
-- from postgresql
-- to mysql, mariadb
-- unspoken 98765432109
CREATE TABLE measurements (id integer PRIMARY KEY, n numeric);

-- stream
INSERT INTO measurements VALUES (1, 0.9876543210987654321098765432109);

-- fails Column "n" of target table
