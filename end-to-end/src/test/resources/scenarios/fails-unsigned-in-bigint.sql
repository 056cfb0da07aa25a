# A table made by hand has bigint for a BIGINT UNSIGNED: good until a number is too large.
-- to postgresql
-- unspoken 9223372036854775899
CREATE TABLE counters (id INT PRIMARY KEY, n BIGINT UNSIGNED);

-- target
CREATE TABLE counters (id integer PRIMARY KEY, n bigint);

-- stream
INSERT INTO counters VALUES (1, 9223372036854775899);

-- fails Column "n" of target table public.counters has the type bigint, which cannot hold a number above 9223372036854775807
