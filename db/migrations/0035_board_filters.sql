CREATE TABLE `board_filters` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`state` text,
	`kind` text,
	`q` text,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL
);

CREATE UNIQUE INDEX `board_filters_name_unique` ON `board_filters` (`name`);
