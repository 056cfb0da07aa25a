# Tables that are made while the stream runs: a publication of a whole schema takes them in.
-- from postgresql
-- since postgresql 15
CREATE TABLE first (id integer PRIMARY KEY, v integer);

-- stream
INSERT INTO first VALUES (1, 1);
CREATE TABLE later (id integer PRIMARY KEY, v integer);
INSERT INTO later VALUES (1, 1), (2, 2);
UPDATE later SET v = 3 WHERE id = 1;

-- equal
