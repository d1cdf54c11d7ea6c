CREATE TABLE `balance_ledgers` (
	`id` text PRIMARY KEY NOT NULL,
	`raw` text,
	`raw_sha` text,
	`obs` integer NOT NULL,
	`deleted_at` integer,
	`fetched_at` integer NOT NULL,
	`first_seen_via` text NOT NULL,
	`first_seen_at` integer DEFAULT 0 NOT NULL,
	`org_id` text,
	`entries` text
);
