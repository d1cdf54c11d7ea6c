CREATE TABLE `stripe_outage` (
	`id` integer PRIMARY KEY NOT NULL,
	`since` integer NOT NULL,
	`reason` text NOT NULL,
	`told_at` integer
);

ALTER TABLE `stripe_dirty` ADD `told_at` integer DEFAULT 0 NOT NULL;
ALTER TABLE `stripe_dirty` ADD `unanswered` integer DEFAULT 0 NOT NULL;
update stripe_dirty set told_at = not_before;
