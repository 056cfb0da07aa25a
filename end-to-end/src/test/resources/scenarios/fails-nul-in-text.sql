# PostgreSQL keeps no character of code zero.
-- to postgresql
-- unspoken unspoken-4711
CREATE TABLE notes (id INT PRIMARY KEY, note VARCHAR(40));

-- stream
INSERT INTO notes VALUES (1, 'unspoken-4711\0');

-- fails Column "note" of target table public.notes has the type character varying(40), which cannot hold a text with a character of code zero
