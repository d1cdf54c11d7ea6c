CREATE TABLE `usage_days` (
	`day` text NOT NULL,
	`what` text NOT NULL,
	`via` text NOT NULL,
	`how` text NOT NULL,
	`n` integer NOT NULL,
	PRIMARY KEY(`day`, `what`, `via`, `how`)
);

ALTER TABLE `people` ADD `is_left_out` integer DEFAULT false NOT NULL;
