CREATE TABLE `customer_decisions` (
	`customer_id` text PRIMARY KEY NOT NULL,
	`decided_by` text NOT NULL,
	`decided_at` integer NOT NULL
);
