ALTER TABLE `requests` ADD `job` text;
CREATE INDEX `requests_asked` ON `requests` (`created_at`,`job`);
UPDATE `requests` SET `job` = `about_kind` WHERE `about_kind` IS NOT NULL;
