# Values of 16 megabytes.
-- large
CREATE TABLE large (id INT PRIMARY KEY, v INT, b LONGBLOB, t LONGTEXT CHARACTER SET utf8mb4);

-- stream
INSERT INTO large VALUES (1, 1, REPEAT(X'00FF5C0A', 1048576), NULL);
UPDATE large SET b = CONCAT(b, b) WHERE id = 1;
UPDATE large SET b = CONCAT(b, b) WHERE id = 1;
INSERT INTO large VALUES (2, 2, NULL, REPEAT('größe 😀\\\n', 600000));

-- equal

-- change
UPDATE large SET v = v + 10;
UPDATE large SET b = X'' WHERE id = 1;

-- equal
