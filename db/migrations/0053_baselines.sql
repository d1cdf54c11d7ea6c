CREATE TABLE `baselines` (
	`job` text PRIMARY KEY NOT NULL,
	`per_week` integer NOT NULL,
	`said_at` integer NOT NULL,
	`said_by` text NOT NULL
);
