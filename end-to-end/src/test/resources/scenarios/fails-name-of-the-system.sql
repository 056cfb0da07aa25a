# PostgreSQL has columns of its own in every table.
-- to postgresql
CREATE TABLE notes (id INT PRIMARY KEY, ctid INT);

-- stream
INSERT INTO notes VALUES (1, 1);

-- fails Making table public.notes at the target failed: a column has the name of another or of one that PostgreSQL has in every table (SQLSTATE 42701)
