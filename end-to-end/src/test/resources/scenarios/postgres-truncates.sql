# Tables emptied, several at once, with those that depend on them.
-- from postgresql
CREATE TABLE one (id integer PRIMARY KEY, v integer);
CREATE TABLE two (id integer PRIMARY KEY, v integer);
CREATE TABLE parents (id integer PRIMARY KEY);
CREATE TABLE children (id integer PRIMARY KEY, parent integer REFERENCES parents);
CREATE TABLE kept (id integer PRIMARY KEY);

-- stream
INSERT INTO one VALUES (1, 1), (2, 2);
INSERT INTO two VALUES (1, 1);
INSERT INTO parents VALUES (1), (2);
INSERT INTO children VALUES (1, 1), (2, 2);
INSERT INTO kept VALUES (1);
TRUNCATE one, two RESTART IDENTITY;
INSERT INTO one VALUES (3, 3);

-- equal

-- change
TRUNCATE parents CASCADE;
BEGIN;
INSERT INTO two VALUES (5, 5);
TRUNCATE two;
INSERT INTO two VALUES (6, 6);
COMMIT;
BEGIN;
TRUNCATE kept;
ROLLBACK;

-- equal
