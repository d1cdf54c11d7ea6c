DROP INDEX `inbound_mails_header`;
ALTER TABLE `inbound_mails` ADD `words_sha` text;
CREATE INDEX `inbound_mails_header` ON `inbound_mails` (`header_id`,`from_email`);