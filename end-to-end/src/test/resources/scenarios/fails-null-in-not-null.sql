# A table made by hand demands a value where the source has none.
-- to postgresql
CREATE TABLE notes (id INT PRIMARY KEY, note VARCHAR(10));

-- target
CREATE TABLE notes (id integer PRIMARY KEY, note varchar(10) NOT NULL);

-- stream
INSERT INTO notes VALUES (1, NULL);

-- fails Writing to table public.notes failed: a column that must not be NULL would be (SQLSTATE 23502, column "note", table "notes")
