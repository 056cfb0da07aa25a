# One text, in many character sets at the source: always the same text at the target.
CREATE TABLE charsets (
  id INT PRIMARY KEY,
  latin1 VARCHAR(40) CHARACTER SET latin1,
  latin2 CHAR(20) CHARACTER SET latin2,
  cp1251 TEXT CHARACTER SET cp1251,
  koi8r VARCHAR(40) CHARACTER SET koi8r,
  greek VARCHAR(40) CHARACTER SET greek,
  ascii VARCHAR(40) CHARACTER SET ascii,
  sjis VARCHAR(40) CHARACTER SET sjis,
  cp932 VARCHAR(40) CHARACTER SET cp932,
  ujis VARCHAR(40) CHARACTER SET ujis,
  gbk VARCHAR(40) CHARACTER SET gbk,
  gb2312 VARCHAR(40) CHARACTER SET gb2312,
  big5 VARCHAR(40) CHARACTER SET big5,
  euckr VARCHAR(40) CHARACTER SET euckr,
  utf8mb3 VARCHAR(40) CHARACTER SET utf8mb3,
  ucs2 VARCHAR(40) CHARACTER SET ucs2,
  utf16 VARCHAR(40) CHARACTER SET utf16,
  utf16le TEXT CHARACTER SET utf16le,
  utf32 CHAR(20) CHARACTER SET utf32,
  utf8mb4 VARCHAR(40) CHARACTER SET utf8mb4
);
CREATE TABLE charset_labels (
  id INT PRIMARY KEY,
  e ENUM('größe', 'fraß') CHARACTER SET latin1,
  s SET('größe', 'fraß') CHARACTER SET ucs2,
  j ENUM('日', '本') CHARACTER SET sjis
);
CREATE TABLE charset_keys (k VARCHAR(20) CHARACTER SET gbk PRIMARY KEY, v INT);
# The text that follows is the one that the source's table has by default.
CREATE TABLE latin_table (id INT PRIMARY KEY, v VARCHAR(10), t TEXT) CHARACTER SET latin1;

-- stream
INSERT INTO charsets VALUES
  (1, 'größe €', 'ąęśł', 'Привет', 'Привет', 'αβγ', 'plain', '日本語ｱ', '日本語①', '日本語', '汉字漢字', '汉字', '漢字', '한국어',
   'größe 日', 'größe 日', 'größe 😀', 'größe 😀', 'größe 😀', 'größe 😀'),
  (2, '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', ''),
  (3, 'a ', 'a ', 'a ', 'a ', 'a ', 'a ', 'a ', 'a ', 'a ', 'a ', 'a ', 'a ', 'a ', 'a ', 'a ', 'a ', 'a ', 'a ', 'a '),
  (4, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO charset_labels VALUES (1, 'größe', 'größe,fraß', '日'), (2, 'fraß', '', '本');
INSERT INTO charset_keys VALUES ('汉', 1), ('字', 2), ('漢', 3);
INSERT INTO latin_table VALUES (1, 'größe', 'fraß');

-- created charsets at postgresql
id integer not null
latin1 character varying(40)
latin2 character varying(20)
cp1251 text
koi8r character varying(40)
greek character varying(40)
ascii character varying(40)
sjis character varying(40)
cp932 character varying(40)
ujis character varying(40)
gbk character varying(40)
gb2312 character varying(40)
big5 character varying(40)
euckr character varying(40)
utf8mb3 character varying(40)
ucs2 character varying(40)
utf16 character varying(40)
utf16le text
utf32 character varying(20)
utf8mb4 character varying(40)
primary key (id)

-- expect the texts at postgresql
SELECT * FROM charsets WHERE id <> 3 ORDER BY id;
1 | größe € | ąęśł | Привет | Привет | αβγ | plain | 日本語ｱ | 日本語① | 日本語 | 汉字漢字 | 汉字 | 漢字 | 한국어 | größe 日 | größe 日 | größe 😀 | größe 😀 | größe 😀 | größe 😀
2 |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  |  | 
4 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL

-- expect spaces at the end at postgresql
SELECT quote_literal(latin1), quote_literal(latin2), quote_literal(cp1251), quote_literal(gbk), quote_literal(ucs2), quote_literal(utf16le),
       quote_literal(utf32)
FROM charsets WHERE id = 3;
'a ' | 'a' | 'a ' | 'a ' | 'a ' | 'a ' | 'a'

-- expect labels at postgresql
SELECT * FROM charset_labels ORDER BY id;
1 | größe | größe,fraß | 日
2 | fraß |  | 本

-- expect a table's own character set at postgresql
SELECT * FROM latin_table;
1 | größe | fraß

-- change
UPDATE charsets SET latin1 = 'Ä', sjis = '表', gbk = '字', ucs2 = 'Ω', utf16 = '𝄞' WHERE id = 2;
UPDATE charsets SET latin1 = 'ä' WHERE id = 4;
UPDATE charset_keys SET v = v + 10;
UPDATE charset_keys SET k = '语' WHERE k = '字';
DELETE FROM charset_keys WHERE k = '漢';

-- expect the updates at postgresql
SELECT id, latin1, sjis, gbk, ucs2, utf16 FROM charsets WHERE id IN (2, 4) ORDER BY id;
2 | Ä | 表 | 字 | Ω | 𝄞
4 | ä | NULL | NULL | NULL | NULL

-- expect the keys at postgresql
SELECT k, v FROM charset_keys ORDER BY v;
汉 | 11
语 | 12

-- equal
