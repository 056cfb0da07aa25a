# Labels with commas, quotes, blanks and other alphabets. The type itself is there already where the target is PostgreSQL.
-- from postgresql
-- covers an enum type
CREATE TYPE mood AS ENUM ('small', 'a,b', 'it''s', '"quoted"', 'back\slash', '', 'größe 😀', '3', '(x)', 'NULL', 'blank ', 'Small');
CREATE TABLE labels (id integer PRIMARY KEY, e mood, needed mood NOT NULL DEFAULT 'small');
CREATE TABLE label_keys (e mood, n integer, PRIMARY KEY (e, n));

-- target at postgresql
CREATE TYPE mood AS ENUM ('small', 'a,b', 'it''s', '"quoted"', 'back\slash', '', 'größe 😀', '3', '(x)', 'NULL', 'blank ', 'Small', 'later');

-- stream
INSERT INTO labels (id, e) SELECT row_number() OVER (), label FROM unnest(enum_range(NULL::mood)) AS label;
INSERT INTO labels VALUES (20, NULL, '');
INSERT INTO label_keys SELECT label, 1 FROM unnest(enum_range(NULL::mood)) AS label;

-- equal

-- change
UPDATE labels SET e = 'a,b' WHERE id = 1;
UPDATE labels SET e = NULL WHERE id = 2;
UPDATE labels SET e = 'Small' WHERE id = 20;
UPDATE label_keys SET n = 2 WHERE e = 'small';
UPDATE label_keys SET e = 'a,b', n = 3 WHERE e = '';
DELETE FROM label_keys WHERE e = 'Small';
ALTER TYPE mood ADD VALUE 'later';
INSERT INTO labels VALUES (21, 'later', 'later');

-- equal
