# A table made by hand has a shorter text than the source.
-- to postgresql
-- unspoken unspoken-4713
CREATE TABLE notes (id INT PRIMARY KEY, note VARCHAR(40));

-- target
CREATE TABLE notes (id integer PRIMARY KEY, note varchar(10));

-- stream
INSERT INTO notes VALUES (1, 'short');
INSERT INTO notes VALUES (2, 'unspoken-4713');

-- fails Column "note" of target table public.notes has the type character varying(10), which cannot hold a text of more than 10 characters
