CREATE TABLE `processes` (
	`life` text PRIMARY KEY NOT NULL,
	`seen_at` integer NOT NULL
);
