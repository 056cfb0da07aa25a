# Names with spaces, quotes, capitals, other alphabets, and words of SQL.
CREATE TABLE `My "Table" it's` (`Id` INT PRIMARY KEY, `a b` INT, `"q"` INT, `back``tick` INT, `semi;colon` INT);
CREATE TABLE `select` (`from` INT, `where` INT, `order` INT, `user` INT, `Group` INT, PRIMARY KEY (`order`, `from`));
CREATE TABLE `Größe 日本` (`größe` INT PRIMARY KEY, `日本` VARCHAR(10), `ÄÖÜ` INT);
CREATE TABLE `Upper` (`ID` INT PRIMARY KEY, `Value` INT);
CREATE TABLE `upper` (`id` INT PRIMARY KEY, `value` INT);
CREATE TABLE `dotted.name` (`a.b` INT PRIMARY KEY, `$1` INT, `?` INT, `%s` INT, `c1` INT, `k0` INT, `v` INT);
CREATE TABLE `1st` (`2nd` INT, `t` INT, `m` INT, `excluded` INT);

-- stream
INSERT INTO `My "Table" it's` VALUES (1, 2, 3, 4, 5), (6, 7, 8, 9, 10);
INSERT INTO `select` VALUES (1, 2, 3, 4, 5), (6, 7, 8, 9, 10);
INSERT INTO `Größe 日本` VALUES (1, 'größe', 2), (3, '日', 4);
INSERT INTO `Upper` VALUES (1, 1), (2, 2);
INSERT INTO `upper` VALUES (1, 10), (2, 20);
INSERT INTO `dotted.name` VALUES (1, 2, 3, 4, 5, 6, 7), (8, 9, 10, 11, 12, 13, 14);
INSERT INTO `1st` VALUES (1, 2, 3, 4), (5, 6, 7, 8);
UPDATE `My "Table" it's` SET `a b` = 20, `"q"` = 30, `back``tick` = 40 WHERE `Id` = 1;
UPDATE `select` SET `from` = 60, `user` = 90 WHERE `order` = 8;
UPDATE `Größe 日本` SET `日本` = '本', `ÄÖÜ` = 20 WHERE `größe` = 1;
UPDATE `Upper` SET `Value` = 3 WHERE `ID` = 1;
UPDATE `dotted.name` SET `$1` = 20, `?` = 30, `c1` = 50, `v` = 70 WHERE `a.b` = 1;
UPDATE `1st` SET `t` = 20 WHERE `2nd` = 1;
DELETE FROM `My "Table" it's` WHERE `Id` = 6;
DELETE FROM `Größe 日本` WHERE `größe` = 3;
DELETE FROM `upper` WHERE `id` = 1;
DELETE FROM `dotted.name` WHERE `a.b` = 8;
DELETE FROM `1st` WHERE `2nd` = 5;

-- created My "Table" it's at postgresql
Id integer not null
a b integer
"q" integer
back`tick integer
semi;colon integer
primary key ("id")

-- created select at postgresql
from integer not null
where integer
order integer not null
user integer
Group integer
primary key ("order", "from")

-- created Größe 日本 at postgresql
größe integer not null
日本 character varying(10)
ÄÖÜ integer
primary key ("größe")

-- expect quotes at postgresql
SELECT * FROM "My ""Table"" it's";
1 | 20 | 30 | 40 | 5

-- expect words of SQL at postgresql
SELECT * FROM "select" ORDER BY "order";
1 | 2 | 3 | 4 | 5
60 | 7 | 8 | 90 | 10

-- expect other alphabets at postgresql
SELECT * FROM "Größe 日本";
1 | 本 | 20

-- expect two tables whose names differ in case at postgresql
SELECT 'Upper', "ID", "Value" FROM "Upper" UNION ALL SELECT 'upper', id, value FROM upper ORDER BY 1 DESC, 2;
upper | 2 | 20
Upper | 1 | 3
Upper | 2 | 2

-- expect dots, signs, and names that statements use themselves at postgresql
SELECT * FROM "dotted.name" UNION ALL SELECT "2nd", t, m, excluded, 0, 0, 0 FROM "1st" ORDER BY 7;
1 | 20 | 3 | 4 | 0 | 0 | 0
1 | 20 | 30 | 4 | 50 | 6 | 70

-- change
TRUNCATE TABLE `My "Table" it's`;
TRUNCATE TABLE `dotted.name`;

-- expect truncated tables at postgresql
SELECT (SELECT count(*) FROM "My ""Table"" it's"), (SELECT count(*) FROM "dotted.name"), (SELECT count(*) FROM "select");
0 | 0 | 2

-- equal
