# A label that came to the source's column while the stream runs is one that the target's column lacks.
-- to mysql, mariadb
-- unspoken unspoken-5812
CREATE TABLE labels (id INT PRIMARY KEY, e ENUM('small', 'large'));

-- stream
INSERT INTO labels VALUES (1, 'small');
ALTER TABLE labels MODIFY e ENUM('large', 'small', 'unspoken-5812');
INSERT INTO labels VALUES (2, 'large'), (3, 'unspoken-5812');

-- fails Column "e" of target table
