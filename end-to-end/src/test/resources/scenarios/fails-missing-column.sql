# A column that the target lacks.
-- to postgresql
CREATE TABLE notes (id INT PRIMARY KEY, note VARCHAR(10));

-- stream
INSERT INTO notes VALUES (1, 'one');
ALTER TABLE notes ADD COLUMN more DECIMAL(5,1);
INSERT INTO notes VALUES (2, 'two', 2);

-- fails Target table public.notes has no column "more": ALTER TABLE "public"."notes" ADD COLUMN "more" numeric(5,1)
