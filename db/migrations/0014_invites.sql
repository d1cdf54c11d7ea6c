CREATE TABLE `invites` (
	`id` text PRIMARY KEY NOT NULL,
	`org_id` text NOT NULL,
	`email` text NOT NULL,
	`name` text,
	`role` text NOT NULL,
	`token_hash` text,
	`sends` integer NOT NULL,
	`sent_at` integer NOT NULL,
	`outbox_id` text,
	`by_person` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`accepted_at` integer,
	`accepted_by` text,
	`declined_at` integer,
	`revoked_at` integer,
	FOREIGN KEY (`org_id`) REFERENCES `organizations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_person`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);

CREATE UNIQUE INDEX `invites_token_hash_unique` ON `invites` (`token_hash`);
CREATE UNIQUE INDEX `invites_open` ON `invites` (`org_id`,`email`) WHERE accepted_at is null and declined_at is null and revoked_at is null;
CREATE INDEX `invites_email` ON `invites` (`email`) WHERE accepted_at is null and declined_at is null and revoked_at is null;
CREATE UNIQUE INDEX `invites_org_id` ON `invites` (`org_id`,`id`);