# Values of 16 megabytes: written, kept while their row changes, changed, taken away. They are kept aside at the source, compressed or not.
-- large
-- from postgresql
CREATE TABLE large (id integer PRIMARY KEY, v integer, b bytea, t text);
ALTER TABLE large ALTER COLUMN b SET STORAGE EXTERNAL;

-- stream
INSERT INTO large VALUES (1, 1, decode(repeat('00ff5c0a', 4194304), 'hex'), repeat(E'größe 😀\\\n', 80000));
INSERT INTO large VALUES (2, 2, NULL, repeat('x', 16777216)), (3, 3, '', '');

-- equal

-- change
UPDATE large SET v = v + 10;
UPDATE large SET t = t || '!' WHERE id = 1;
UPDATE large SET t = 'short' WHERE id = 2;
UPDATE large SET b = decode(repeat('41', 1048577), 'hex') WHERE id = 3;

-- equal
