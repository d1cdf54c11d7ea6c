CREATE TABLE `__new_invites` (
	`id` text PRIMARY KEY NOT NULL,
	`org_id` text NOT NULL,
	`email` text NOT NULL,
	`name` text,
	`role` text NOT NULL,
	`token_hash` text,
	`sends` integer NOT NULL,
	`sent_at` integer NOT NULL,
	`outbox_id` text,
	`by_person` text,
	`by_staff` text,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`accepted_at` integer,
	`accepted_by` text,
	`declined_at` integer,
	`revoked_at` integer,
	FOREIGN KEY (`org_id`) REFERENCES `organizations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_person`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);

INSERT INTO `__new_invites`("id", "org_id", "email", "name", "role", "token_hash", "sends", "sent_at", "outbox_id", "by_person", "by_staff", "created_at", "expires_at", "accepted_at", "accepted_by", "declined_at", "revoked_at") SELECT "id", "org_id", "email", "name", "role", "token_hash", "sends", "sent_at", "outbox_id", "by_person", NULL, "created_at", "expires_at", "accepted_at", "accepted_by", "declined_at", "revoked_at" FROM `invites`;
DROP TABLE `invites`;
ALTER TABLE `__new_invites` RENAME TO `invites`;
CREATE UNIQUE INDEX `invites_token_hash_unique` ON `invites` (`token_hash`);
CREATE UNIQUE INDEX `invites_open` ON `invites` (`org_id`,`email`) WHERE accepted_at is null and declined_at is null and revoked_at is null;
CREATE INDEX `invites_email` ON `invites` (`email`) WHERE accepted_at is null and declined_at is null and revoked_at is null;
CREATE UNIQUE INDEX `invites_org_id` ON `invites` (`org_id`,`id`);
