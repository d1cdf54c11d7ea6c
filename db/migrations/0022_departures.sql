CREATE TABLE `departures` (
	`person_id` text PRIMARY KEY NOT NULL,
	`asked_at` integer NOT NULL,
	`due_at` integer NOT NULL,
	`undo_hash` text,
	`held` text NOT NULL,
	`done_by` text,
	`reason` text,
	`cancelled_at` integer,
	`erased_at` integer,
	`counts` text NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);

CREATE UNIQUE INDEX `departures_undo_hash_unique` ON `departures` (`undo_hash`);
CREATE INDEX `departures_due` ON `departures` (`due_at`) WHERE cancelled_at is null and erased_at is null;