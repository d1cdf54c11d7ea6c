CREATE TABLE `owner_claims` (
	`id` text PRIMARY KEY NOT NULL,
	`org_id` text NOT NULL,
	`person_id` text NOT NULL,
	`reason` text NOT NULL,
	`by_staff` text NOT NULL,
	`asked_at` integer NOT NULL,
	`due_at` integer NOT NULL,
	`objected_at` integer,
	`objected_by` text,
	`settled_at` integer,
	FOREIGN KEY (`org_id`) REFERENCES `organizations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);

CREATE UNIQUE INDEX `owner_claims_open` ON `owner_claims` (`org_id`) WHERE objected_at is null and settled_at is null;
CREATE UNIQUE INDEX `owner_claims_org_id` ON `owner_claims` (`org_id`,`id`);
