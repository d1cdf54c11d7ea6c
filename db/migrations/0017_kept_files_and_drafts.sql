ALTER TABLE `drafts` ADD `form_hash` text DEFAULT '' NOT NULL;
ALTER TABLE `drafts` ADD `person_id` text;
CREATE INDEX `drafts_person` ON `drafts` (`person_id`,`form_hash`);
ALTER TABLE `message_files` ADD `removed_at` integer;
CREATE INDEX `message_files_waiting` ON `message_files` (`created_at`) WHERE message_id is null and removed_at is null;