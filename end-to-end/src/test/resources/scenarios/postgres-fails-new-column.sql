# A column that the target lacks.
-- from postgresql
CREATE TABLE notes (id integer PRIMARY KEY, note varchar(10));

-- stream
INSERT INTO notes VALUES (1, 'one');
ALTER TABLE notes ADD COLUMN more numeric(5,1);
INSERT INTO notes VALUES (2, 'two', 2);

-- fails has no column "more"
