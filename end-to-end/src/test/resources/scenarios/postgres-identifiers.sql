# Names with spaces, quotes, capitals, other alphabets, words of SQL, and as long as they may be.
-- from postgresql
CREATE TABLE "My ""Table"" it's" ("Id" integer PRIMARY KEY, "a b" integer, """q""" integer, "back`tick" integer, "semi;colon" integer);
CREATE TABLE "select" ("from" integer, "where" integer, "order" integer, "user" integer, "Group" integer, PRIMARY KEY ("order", "from"));
CREATE TABLE "Größe 日本" ("größe" integer PRIMARY KEY, "日本" varchar(10), "ÄÖÜ" integer);
CREATE TABLE "Upper" ("ID" integer PRIMARY KEY, "Value" integer);
CREATE TABLE "upper" (id integer PRIMARY KEY, value integer);
CREATE TABLE "dotted.name" ("a.b" integer PRIMARY KEY, "$1" integer, "?" integer, "%s" integer, c1 integer, k0 integer, v integer);
CREATE TABLE a_name_of_sixty_three_characters_which_is_as_long_as_it_may_be_ok (a_name_of_sixty_three_characters_which_is_as_long_as_it_may_be_ok integer PRIMARY KEY);

-- stream
INSERT INTO "My ""Table"" it's" VALUES (1, 2, 3, 4, 5), (6, 7, 8, 9, 10);
INSERT INTO "select" VALUES (1, 2, 3, 4, 5), (6, 7, 8, 9, 10);
INSERT INTO "Größe 日本" VALUES (1, 'größe', 2), (3, '日', 4);
INSERT INTO "Upper" VALUES (1, 1), (2, 2);
INSERT INTO upper VALUES (1, 10), (2, 20);
INSERT INTO "dotted.name" VALUES (1, 2, 3, 4, 5, 6, 7), (8, 9, 10, 11, 12, 13, 14);
INSERT INTO a_name_of_sixty_three_characters_which_is_as_long_as_it_may_be_ok VALUES (1);
UPDATE "My ""Table"" it's" SET "a b" = 20, """q""" = 30, "back`tick" = 40 WHERE "Id" = 1;
UPDATE "select" SET "from" = 60, "user" = 90 WHERE "order" = 8;
UPDATE "Größe 日本" SET "日本" = '本', "ÄÖÜ" = 20 WHERE "größe" = 1;
UPDATE "Upper" SET "Value" = 3 WHERE "ID" = 1;
UPDATE "dotted.name" SET "$1" = 20, "?" = 30, c1 = 50, v = 70 WHERE "a.b" = 1;
DELETE FROM "My ""Table"" it's" WHERE "Id" = 6;
DELETE FROM "Größe 日本" WHERE "größe" = 3;
DELETE FROM upper WHERE id = 1;
DELETE FROM "dotted.name" WHERE "a.b" = 8;

-- equal

-- change
TRUNCATE "My ""Table"" it's", "dotted.name";

-- equal
