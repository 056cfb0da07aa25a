# A table made by hand has time, which ends at midnight.
-- to postgresql
-- unspoken 838:58:57
CREATE TABLE clocks (id INT PRIMARY KEY, t TIME);

-- target
CREATE TABLE clocks (id integer PRIMARY KEY, t time);

-- stream
INSERT INTO clocks VALUES (1, '838:58:57');

-- fails Column "t" of target table public.clocks has the type time without time zone, which cannot hold a time that is negative or longer than a day
