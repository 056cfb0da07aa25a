# A table made by hand has jsonb, which keeps no character of code zero, not even written as an escape.
-- to postgresql
-- unspoken unspoken-4712
CREATE TABLE notes (id INT PRIMARY KEY, note TEXT);

-- target
CREATE TABLE notes (id integer PRIMARY KEY, note jsonb);

-- stream
INSERT INTO notes VALUES (1, '"unspoken-4712\\u0000"');

-- fails Writing to table public.notes failed
