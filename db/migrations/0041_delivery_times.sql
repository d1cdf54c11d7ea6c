CREATE TABLE `delivery_times` (
	`person_id` text PRIMARY KEY NOT NULL,
	`hour` integer NOT NULL,
	`days` text NOT NULL,
	`quiet_from` integer,
	`quiet_to` integer,
	`paused_until` text,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);

ALTER TABLE `outbox` ADD `held_until` integer;
ALTER TABLE `organizations` ADD `locale` text;
ALTER TABLE `people` ADD `locale` text;
ALTER TABLE `people` ADD `time_zone` text;
