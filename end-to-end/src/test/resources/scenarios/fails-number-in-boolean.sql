# A number that is no truth does not become one.
-- to postgresql
CREATE TABLE switches (id INT PRIMARY KEY, flag BOOLEAN);

-- target
CREATE TABLE switches (id integer PRIMARY KEY, flag boolean);

-- stream
INSERT INTO switches VALUES (1, 77);

-- fails Column "flag" of target table public.switches has the type boolean, which cannot hold a number other than 0 and 1
