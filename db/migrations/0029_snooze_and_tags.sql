CREATE TABLE `request_tags` (
	`tag_id` text NOT NULL,
	`request_id` text NOT NULL,
	PRIMARY KEY(`tag_id`, `request_id`),
	FOREIGN KEY (`tag_id`) REFERENCES `tags`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`request_id`) REFERENCES `requests`(`id`) ON UPDATE no action ON DELETE cascade
);

CREATE INDEX `request_tags_request` ON `request_tags` (`request_id`);
CREATE TABLE `tags` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL
);

CREATE UNIQUE INDEX `tags_name_unique` ON `tags` (`name`);
DROP INDEX `requests_queue`;
ALTER TABLE `requests` ADD `snoozed_until` integer;
CREATE INDEX `requests_snoozed` ON `requests` (`snoozed_until`,`id`) WHERE snoozed_until is not null;
CREATE INDEX `requests_queue` ON `requests` (`open`,`turn`,`snoozed_until`,`waiting_since`,`id`,`assigned_to`,`about_kind`);