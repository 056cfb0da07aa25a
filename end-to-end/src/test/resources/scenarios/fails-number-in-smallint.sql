# A table made by hand has a smaller type than the source.
-- to postgresql
-- unspoken 77777
CREATE TABLE counters (id INT PRIMARY KEY, n INT);

-- target
CREATE TABLE counters (id integer PRIMARY KEY, n smallint);

-- stream
INSERT INTO counters VALUES (1, 5);
INSERT INTO counters VALUES (2, 777770);

-- fails Writing to table public.counters failed: a number is out of the range of the column's type (SQLSTATE 22003, column "n")
