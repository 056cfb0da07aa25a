# Values of 16 megabytes, and rows above a megabyte of which something else changes.
-- large
CREATE TABLE large (id INT PRIMARY KEY, v INT, b LONGBLOB, t LONGTEXT CHARACTER SET utf8mb4);

-- stream
INSERT INTO large VALUES (1, 1, REPEAT(X'00FF5C0A', 4194304), NULL);
INSERT INTO large VALUES (2, 2, NULL, REPEAT('größe 😀\\\n', 150000));
INSERT INTO large VALUES (3, 3, REPEAT(X'41', 16777216), '');

-- equal

-- change
UPDATE large SET v = v + 10 WHERE id = 2;
UPDATE large SET b = X'' WHERE id = 1;
DELETE FROM large WHERE id = 3;

-- equal
