# The log shows MariaDB's sequences like tables. They are none: only the numbers that they gave arrive.
-- to postgresql
-- from mariadb
CREATE SEQUENCE numbers;
CREATE TABLE numbered (id INT PRIMARY KEY DEFAULT (NEXT VALUE FOR numbers), v INT);

-- target
CREATE SEQUENCE numbers;

-- stream
INSERT INTO numbered (v) VALUES (10), (20);
SELECT SETVAL(numbers, 50);
INSERT INTO numbered (v) VALUES (30);
CREATE SEQUENCE later;
INSERT INTO numbered VALUES (NEXT VALUE FOR later + 100, 40);

-- expect numbers
SELECT * FROM numbered ORDER BY id;
1 | 10
2 | 20
51 | 30
101 | 40

-- expect no table for a sequence
SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename;
dbstream_checkpoint
numbered
scenario_marks
