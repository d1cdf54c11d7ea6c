-- Why a file could not be read was a sentence; it is a name with its values now, and those of before keep theirs.
UPDATE `imports` SET `fault` = json_object('fault', `fault`) WHERE `fault` IS NOT NULL;
