# A column of another name is another column.
-- from postgresql
CREATE TABLE notes (id integer PRIMARY KEY, note varchar(10));

-- stream
INSERT INTO notes VALUES (1, 'one');
ALTER TABLE notes RENAME COLUMN note TO remark;
INSERT INTO notes VALUES (2, 'two');

-- fails has no column "remark"
