# Tools that alter a table without locking it fill a successor beside it and exchange the names. The target's table goes on.
CREATE TABLE exchanged (id INT PRIMARY KEY, v VARCHAR(10));

-- configuration source
"filter": {"tables": [{"name": "exchanged"}, {"name": "scenario_marks"}]}

-- stream
INSERT INTO exchanged VALUES (1, 'one'), (2, 'two');
CREATE TABLE exchanged_new LIKE exchanged;
ALTER TABLE exchanged_new ADD INDEX (v);
INSERT INTO exchanged_new SELECT * FROM exchanged;
UPDATE exchanged SET v = 'deux' WHERE id = 2;
UPDATE exchanged_new SET v = 'deux' WHERE id = 2;
RENAME TABLE exchanged TO exchanged_old, exchanged_new TO exchanged;
DROP TABLE exchanged_old;
INSERT INTO exchanged VALUES (3, 'trois');
DELETE FROM exchanged WHERE id = 1;

-- equal rows
