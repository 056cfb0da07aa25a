# Labels that get another order and become more while the stream runs: the log says which they are.
-- to postgresql
CREATE TABLE labels (id INT PRIMARY KEY, e ENUM('small', 'a,b', ''));

-- stream
INSERT INTO labels VALUES (1, 'small'), (2, 'a,b'), (3, '');
ALTER TABLE labels MODIFY e ENUM('large', 'small', '', 'a,b');
INSERT INTO labels VALUES (4, 'large'), (5, 'small');
UPDATE labels SET e = 'large' WHERE id = 2;

-- expect the labels
SELECT id, quote_nullable(e) FROM labels ORDER BY id;
1 | 'small'
2 | 'large'
3 | ''
4 | 'large'
5 | 'small'

-- equal rows
