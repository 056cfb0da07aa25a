# Unique values that change places inside a transaction, where the target's table demands that they are unique too.
CREATE TABLE seats (id INT PRIMARY KEY, seat INT NOT NULL, name VARCHAR(20), UNIQUE (seat));

-- target
CREATE TABLE seats (id int PRIMARY KEY, seat int NOT NULL, name varchar(20), UNIQUE (seat));

-- stream
INSERT INTO seats VALUES (1, 1, 'one'), (2, 2, 'two'), (3, 3, 'three'), (4, 4, 'four');
BEGIN;
UPDATE seats SET seat = -1 WHERE id = 1;
UPDATE seats SET seat = 1 WHERE id = 2;
UPDATE seats SET seat = 2 WHERE id = 1;
COMMIT;
BEGIN;
DELETE FROM seats WHERE id = 3;
INSERT INTO seats VALUES (6, 3, 'six');
COMMIT;
UPDATE seats SET seat = seat + 1 ORDER BY seat DESC;

-- equal rows
