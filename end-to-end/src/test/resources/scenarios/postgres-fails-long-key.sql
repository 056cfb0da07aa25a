# MySQL's keys have an end: a longer text stops the stream, it is not cut off.
-- from postgresql
-- to mysql, mariadb
-- unspoken unspoken-4714
CREATE TABLE pages (address text PRIMARY KEY, v integer);

-- stream
INSERT INTO pages VALUES ('short', 1);
INSERT INTO pages VALUES ('unspoken-4714' || repeat('x', 1000), 2);

-- fails Column "address" of target table
